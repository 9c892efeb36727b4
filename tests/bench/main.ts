// `npm run bench -- [--json] [--only <part of a name>] [--model <file>]`: measures what is promised and says whether it holds. One JSON
// object per line with --json: {name, value, unit, bar, holds}, and `reason` where nothing could be measured; `bar` is null for
// figures that only inform. Medians of interleaved repetitions. What is compared with what goes to standard error then.

import { availableParallelism, cpus, loadavg } from "node:os";
import { cliRows } from "./cli-bench.ts";
import { compare } from "./compare.ts";
import { onnxComparisons } from "./comparisons/onnx.ts";
import { comparisons } from "./comparisons.ts";
import { dataRows } from "./data-bench.ts";
import { estimateRows } from "./estimate-bench.ts";
import { interruptRows } from "./interrupt-bench.ts";
import { manyRowsRows } from "./many-rows/many-rows-bench.ts";
import { onnxMemoryRows } from "./onnx/memory.ts";
import { randomOnnxModel } from "./onnx/random-onnx-model.ts";
import { type BenchOptions, benchUsage, parseBenchOptions } from "./options.ts";
import { perplexityRows } from "./perplexity-bench.ts";
import { planningRows } from "./planning-bench.ts";
import { postprocessRows } from "./postprocess-bench.ts";
import { randomModel } from "./random-model.ts";
import { atMost, type BenchRow, measured } from "./row.ts";
import { lateRow, withinLimit } from "./row-limit.ts";
import type { Setup } from "./setup.ts";
import { describeRow, rowJson } from "./table.ts";
import { randomModelWords, wordsOfFile } from "./words.ts";

const { json, only, repetitions, backend, model: modelPath } = optionsOrExit();
const isWanted = (name: string) => name.toLowerCase().includes(only);
const note = (text: string) => (json ? process.stderr : process.stdout).write(`${text}\n`);
/** As many as the promises are made for, on any machine. */
const threads = 2;

note(
  `${cpus()[0]?.model ?? "unknown CPU"}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(2)}, Node ${process.version}`,
);
let rows = 0;
let broken = 0;
for await (const row of withinLimit(measureAll())) {
  rows += 1;
  if (row.holds === false) broken += 1;
  process.stdout.write(`${json ? rowJson(row) : describeRow(row)}\n`);
  // What is being measured cannot be broken off but with the process.
  if (row.name === lateRow) process.exit(1);
}
if (rows === 0) note(`no row's name contains "${only}"`);
process.exitCode = broken > 0 || rows === 0 ? 1 : 0;

/** A mistake in the command is no defect of the bench: it is told without a stack. */
function optionsOrExit(): BenchOptions {
  try {
    const options = parseBenchOptions(process.argv.slice(2));
    if (options !== null) return options;
    process.stdout.write(benchUsage);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${benchUsage}`);
    process.exit(2);
  }
}

async function* measureAll(): AsyncGenerator<BenchRow> {
  const start = performance.now();
  const setup = modelPath === null ? setupOfRandomModel() : await setupOfFile(modelPath);
  if (modelPath === null) yield* rowsOfProgram(setup);
  yield* planningRows(isWanted, modelPath);
  yield* perplexityRows(setup, isWanted, modelPath ?? undefined);
  for (const comparison of comparisons(setup)) yield* compare(comparison, { repetitions, isWanted, note });
  if (only === "") yield measured(atMost("the whole bench", "min", 25), (performance.now() - start) / 60_000);
}

/** Of the program, and of models that are made for them. */
async function* rowsOfProgram(setup: Setup): AsyncGenerator<BenchRow> {
  yield* cliRows(isWanted);
  yield* postprocessRows(isWanted, note);
  yield* dataRows(isWanted);
  yield* estimateRows(isWanted, note);
  yield* manyRowsRows(isWanted);
  yield* interruptRows(setup, isWanted);
  const onnx = { ...setup, model: async () => randomOnnxModel() };
  for (const comparison of onnxComparisons(onnx)) yield* compare(comparison, { repetitions, isWanted, note });
  yield* onnxMemoryRows(onnx, isWanted);
}

function setupOfRandomModel(): Setup {
  let written: Promise<string> | undefined;
  const model = () => {
    written ??= randomModel();
    return written;
  };
  return { model, words: randomModelWords, backend, threads, repetitions, note };
}

async function setupOfFile(path: string): Promise<Setup> {
  const words = await wordsOfFile(path);
  note(`model: ${path}, ${words.count} words of one token`);
  return { model: async () => path, words, backend, threads, repetitions, note };
}
