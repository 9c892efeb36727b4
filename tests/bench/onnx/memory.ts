// Peak memory of the ONNX engine, and whether the plan that is shown before a run holds it.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../cache.ts";
import { runCommand } from "../peers/command.ts";
import { atMost, type BenchRow, informs, measured } from "../row.ts";
import type { Setup } from "../setup.ts";
import { fiveShot, generationJobs } from "./workload.ts";

export async function* onnxMemoryRows(setup: Setup, isWanted: (name: string) => boolean): AsyncGenerator<BenchRow> {
  const peak = informs("ONNX: peak memory of scoring and generation", "MiB");
  const share = atMost("ONNX: memory taken of what was planned", "%", 100);
  if (!isWanted(peak.name) && !isWanted(share.name)) return;
  const options = {
    modelPath: await setup.model(),
    contextSize: 1024,
    parallelSequences: 8,
    device: { backend: "cpu", index: null },
    threads: setup.threads,
    adapters: [],
    gpuLayers: "auto",
    flashAttention: "auto",
    useMmap: true,
  };
  const scored = fiveShot(0).requests.map((request) => ({ ...request, tokens: [...request.tokens] }));
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  const generated = generationJobs(0).map(({ prompt, outputTokens }, index) => {
    return { index, tokens: prompt, maxTokens: outputTokens, minTokens: outputTokens, stopWords: [], sampling };
  });
  const engine = new URL("../../../dist/src/engines/onnx.js", import.meta.url).href;
  const file = join(cacheFolder("workloads"), `onnx-memory-${process.pid}.json`);
  writeFileSync(file, JSON.stringify({ options, scored, generated }));
  const script = fileURLToPath(new URL("memory-child.mjs", import.meta.url));
  const output = await runCommand(process.execPath, [script, engine, file]);
  rmSync(file);
  const figures = JSON.parse(output) as { peak: number; added: number; planned: number };
  if (isWanted(peak.name)) yield measured(peak, figures.peak / 2 ** 20);
  if (isWanted(share.name)) yield measured(share, (100 * figures.added) / figures.planned);
}
