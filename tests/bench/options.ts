// npm run bench -- [--json] [--only <part of a row's name>] [--repetitions <n>] [--device cpu|cuda|vulkan]

import { parseArgs } from "node:util";
import type { Backend } from "./peers/libraries.ts";

export interface BenchOptions {
  /** One JSON object per line on standard output, and nothing else there. */
  json: boolean;
  /** Rows are measured when their name contains it, in any case of letters. */
  only: string;
  repetitions: number;
  backend: Backend;
}

export function parseBenchOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      repetitions: { type: "string", default: "3" },
      device: { type: "string", default: "cpu" },
    },
  });
  const repetitions = Number(values.repetitions);
  if (!Number.isInteger(repetitions) || repetitions < 1 || repetitions > mostRepetitions)
    throw new Error(`--repetitions is ${values.repetitions}: 1 to ${mostRepetitions} are possible`);
  if (!isBackend(values.device)) throw new Error(`--device is ${values.device}: ${backends.join(", ")} are possible`);
  return { json: values.json, only: values.only.toLowerCase(), repetitions, backend: values.device };
}

/** Slow sides take another part of 26 questions each time, of two questions at least. */
const mostRepetitions = 13;

const backends = ["cpu", "cuda", "vulkan"] as const satisfies readonly Backend[];

function isBackend(name: string): name is Backend {
  return (backends as readonly string[]).includes(name);
}
