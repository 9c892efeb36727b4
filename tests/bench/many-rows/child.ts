// One step over a journal of many synthetic rows, in a process of its own so that its largest memory is the step's:
// node child.ts <step> <folder> <rows>. Prints {"seconds", "cpuSeconds", "peakMiB"} of the step.

import { Answers } from "../../../src/ask/infer/answers.ts";
import { ModelSink } from "../../../src/ask/model-sink.ts";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import { generationSchema } from "../../../src/config/model-schema.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import { runEvalStage } from "../../../src/judge/evaluate/eval-stage.ts";
import { readResult } from "../../../src/judge/evaluate/result-file.ts";
import type { PlannedDataset } from "../../../src/plan/plan.ts";
import { Journal } from "../../../src/store/journal/journal.ts";
import { indexJournal } from "../../../src/store/journal/journal-index.ts";
import type { Manifest } from "../../../src/store/workspace/manifest.ts";
import { ManifestFile } from "../../../src/store/workspace/manifest-file.ts";
import { journalPath } from "../../../src/store/workspace/workspace.ts";

const [step = "", folder = "", count = "0"] = process.argv.slice(2);
const rows = Number(count);
const workspace = { path: folder, timestamp: "bench" };
const path = journalPath(workspace, "model", "exam");
const exam: DatasetConfig = {
  abbr: "exam",
  source: { type: "exam", path: "exam" },
  reader: { inputColumns: ["question"], outputColumn: "answer" },
  infer: { retriever: { type: "zero" }, inferencer: { type: "generate" } },
  evaluate: {
    evaluator: { type: "accuracy" },
    predPostprocessor: { type: "first-option", options: "ABCD" },
  },
};
const manifest: Manifest = {
  startedAt: new Date().toISOString(),
  version: "bench",
  node: process.version,
  platform: process.platform,
  data: { path: folder, isSample: false },
  models: [
    { abbr: "model", kind: "base", path: "model.gguf", fingerprint: "0", generation: generationSchema.parse({}) },
  ],
  datasets: [{ id: "exam", abbr: "exam", mode: "gen", version: "bench", rows, data: "0" }],
};

const question = "What follows from the second sentence of the text above, and which of the options says so? ".repeat(
  4,
);

function rowOf(row: number): RowRecord {
  const answer = "ABCD"[(row * 7) % 4] as string;
  return {
    row,
    key: `${"0".repeat(16)}-${row.toString(16).padStart(32, "0")}-${"0".repeat(16)}-${"0".repeat(16)}`,
    prediction: { origin_prompt: `${row}. ${question}`, prediction: answer, gold: "A" },
    gold: "A",
    facts: { promptTokens: 90, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 },
  };
}

const steps: Record<string, () => void | Promise<void>> = {
  /** In the order in which a batch answers: rows of 64 come back in reverse. */
  append() {
    const journal = new Journal(path);
    for (let row = 0; row < rows; row++) {
      const other = row - (row % 64) + (63 - (row % 64));
      journal.append(rowOf(other < rows ? other : row));
    }
    journal.close();
  },
  index() {
    const found = indexJournal(path).rows.size;
    if (found !== rows) throw new Error(`the index holds ${found} of ${rows} rows`);
  },
  /** Every row reused, predictions written. */
  resume() {
    const datasets = [{ dataset: { id: "exam", config: exam }, rows } as PlannedDataset];
    const stage = { workspace, manifest: new ManifestFile(workspace, manifest), datasets, onEvent: () => {} };
    const answers = new Answers("model", stage);
    const sink = new ModelSink("model", { ...stage, keeper: answers });
    const stored = answers.stored("exam");
    if (stored.size !== rows) throw new Error(`${stored.size} of ${rows} rows are stored`);
    for (let row = 0; row < rows; row++) sink.take({ type: "reused", dataset: "exam", row });
    sink.end();
    if (sink.failed.length > 0) throw new Error(sink.failed[0]?.reason);
  },
  async evaluate() {
    const failed = await runEvalStage({ workspace, manifest, configs: new Map([["exam", exam]]), onEvent: () => {} });
    if (failed.length > 0) throw new Error(failed[0]?.reason);
  },
  /** The result, for the table. */
  read() {
    const n = readResult(workspace, "model", "exam")?.facts?.n;
    if (n !== rows) throw new Error(`the result counts ${n} of ${rows} rows`);
  },
};

const run = steps[step];
if (run === undefined || folder === "")
  throw new Error(`usage: child.ts ${Object.keys(steps).join("|")} <folder> <rows>`);
const start = performance.now();
const before = process.cpuUsage();
await run();
const { user, system } = process.cpuUsage(before);
const seconds = (performance.now() - start) / 1000;
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, peakMiB })}\n`);
