// Flags to the request of a run: each value goes to the field that its row names.

import { isModelPath } from "../../config/config-path.ts";
import { generationSchema, type ModelInput } from "../../config/model-schema.ts";
import { parseConfig } from "../../config/parse.ts";
import { UsageError } from "../../core/errors.ts";
import { calledFlag, type EvalFlags, flagRows } from "../../job/flags/eval-flags.ts";
import type { FlagValue } from "../../job/flags/flag.ts";
import type { Invocation, RunOptions } from "../../run/run-request.ts";
import { refuseContradictions, withOneName } from "./contradictions.ts";
import { conversions } from "./convert.ts";

/** @throws UsageError where flags contradict each other. */
export function toInvocation(config: string | undefined, given: EvalFlags, cwd: string): Invocation {
  const flags = withOneName(given);
  refuseContradictions(flags);
  const {
    model = {},
    run: _run,
    ...asked
  } = placed(flags) as Partial<Invocation> & { model?: Partial<ModelInput>; run?: object };
  const { models = [], modelPaths = [] } = asked;
  return {
    ...{ cwd, datasets: [], modelDirs: [] },
    ...(config !== undefined && { config }),
    ...asked,
    models: models.filter((reference) => !isModelPath(reference)),
    modelPaths: [...models.filter(isModelPath), ...modelPaths],
    modelOverrides: checkedModel(model, flags),
  };
}

export function toRunOptions(flags: EvalFlags): RunOptions {
  return { debug: false, ...(placed(flags).run as Omit<RunOptions, "debug">) };
}

function checkedModel(model: Partial<ModelInput>, { seed }: EvalFlags): Partial<ModelInput> {
  const { generation, numGpus } = model;
  if (generation?.do_sample === false && seed !== undefined) {
    throw new UsageError("--seed and --generation-kwargs do_sample=False contradict each other", {
      hint: "greedy decoding uses no random numbers: leave --seed out, or set do_sample=True",
    });
  }
  if (generation !== undefined) parseConfig(generationSchema, generation, "--generation-kwargs");
  // No GPU means the CPU, also where the device is left to us.
  return numGpus === 0 ? { ...model, device: "cpu" } : model;
}

interface Fields {
  [key: string]: unknown;
}

/** Fields by their path: "model.maxOutLen" is `{ model: { maxOutLen } }`. */
function placed(flags: EvalFlags): Fields {
  const fields: Fields = {};
  for (const [name, { to, takes }] of flagRows()) {
    const value = flags[name];
    if (value === undefined || to === undefined || to === null) continue;
    const sent = isConverted(takes) ? conversions[takes](value as FlagValue, calledFlag(name), flags) : value;
    if (sent !== undefined) put(fields, to, { name, sent });
  }
  return fields;
}

function isConverted(takes: unknown): takes is keyof typeof conversions {
  return typeof takes === "string" && Object.hasOwn(conversions, takes);
}

/** Pairs of several flags may go to one field, a key of them once. */
function put(fields: Fields, to: string, { name, sent }: { name: string; sent: unknown }): void {
  const path = to.split(".");
  const key = path.pop() as string;
  const owner = path.reduce((inner, step) => {
    inner[step] ??= {};
    return inner[step] as Fields;
  }, fields);
  const held = owner[key];
  if (held === undefined) owner[key] = sent;
  else if (typeof held === "object") owner[key] = { ...held, ...(sent as object) };
  else {
    const other = flagRows().find((row) => row[1].to === path.join("."))?.[0] ?? name;
    throw new UsageError(`the ${key} is given by ${calledFlag(name)} and by ${calledFlag(other)}: keep one`);
  }
}
