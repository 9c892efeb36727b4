// What the bench can be given on its command line.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Backend } from "./peers/libraries.ts";

export interface BenchOptions {
  /** One JSON object per line on standard output, and nothing else there. */
  json: boolean;
  /** Rows are measured when their name contains it, in any case of letters. */
  only: string;
  repetitions: number;
  backend: Backend;
  /** Absolute path of a GGUF file that everything about a model is measured on; null: the random one. */
  model: string | null;
}

export const benchUsage = `npm run bench -- [--json] [--only <part of a row's name>] [--repetitions <n>] [--device cpu|cuda|vulkan] [--model <file>]

  --json             one JSON object per line; what is compared with what goes to standard error
  --only <text>      rows whose name contains it
  --repetitions <n>  of each measurement, 1 to 13 (default: 3)
  --device <name>    cpu, cuda or vulkan (default: cpu)
  --model <file>     a GGUF file: every row about a model is measured on it, in place of the random one, and no other row
`;

/** @returns Null where what can be given is asked for. @throws Error for what cannot be given. */
export function parseBenchOptions(args: string[]): BenchOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      repetitions: { type: "string", default: "3" },
      device: { type: "string", default: "cpu" },
      model: { type: "string" },
      help: { type: "boolean", default: false, short: "h" },
    },
  });
  if (values.help) return null;
  const repetitions = Number(values.repetitions);
  if (!Number.isInteger(repetitions) || repetitions < 1 || repetitions > mostRepetitions)
    throw new Error(`--repetitions is ${values.repetitions}: 1 to ${mostRepetitions} are possible`);
  if (!isBackend(values.device)) throw new Error(`--device is ${values.device}: ${backends.join(", ")} are possible`);
  const model = values.model === undefined ? null : resolve(values.model);
  if (model !== null && !statSync(model, { throwIfNoEntry: false })?.isFile())
    throw new Error(`--model is ${values.model}: there is no such file`);
  return { json: values.json, only: values.only.toLowerCase(), repetitions, backend: values.device, model };
}

/** Slow sides take another part of 26 questions each time, of two questions at least. */
const mostRepetitions = 13;

const backends = ["cpu", "cuda", "vulkan"] as const satisfies readonly Backend[];

function isBackend(name: string): name is Backend {
  return (backends as readonly string[]).includes(name);
}
