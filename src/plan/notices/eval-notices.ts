// What a config says of the evaluation's own runner: judging answers takes seconds, here and in one process.

import type { EvalConfig } from "../../config/eval-schema.ts";
import { hasNoEffect } from "./has-no-effect.ts";

export function ofEvalRunner(config: EvalConfig["eval"]): string[] {
  const given = (["maxNumWorkers", "retry"] as const).filter((name) => config?.runner?.[name] !== undefined);
  if (given.length === 0) return [];
  return [
    hasNoEffect(
      given.map((name) => `eval.runner.${name}`),
      "answers are judged here, in one process that asks no model",
    ),
  ];
}
