// What the bench can be given on its command line.

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

export const benchUsage = `npm run bench -- [--json] [--only <part of a row's name>] [--repetitions <n>] [--device cpu|cuda|vulkan]

  --json             one JSON object per line; what is compared with what goes to standard error
  --only <text>      rows whose name contains it
  --repetitions <n>  of each measurement, 1 to 13 (default: 3)
  --device <name>    cpu, cuda or vulkan (default: cpu)
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
      help: { type: "boolean", default: false, short: "h" },
    },
  });
  if (values.help) return null;
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
