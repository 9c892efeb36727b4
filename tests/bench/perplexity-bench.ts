// Exactness beside llama.cpp: the engine's perplexity of a text against llama-perplexity's, on the embedded model or a file.

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ScoreRequest } from "../../src/core/request.ts";
import type { Engine, EngineModule } from "../../src/engines/engine.ts";
import { cacheFolder } from "./cache.ts";
import { textPerplexity } from "./peers/perplexity.ts";
import { Unavailable } from "./peers/unavailable.ts";
import { atMost, type BenchRow, failed, measured, skipped } from "./row.ts";
import type { Setup } from "./setup.ts";

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const embedded = inProject("models/oc-tiny/oc-tiny-f16.gguf");
const textsPath = inProject("tests/models/oc-tiny-log-probs.jsonl");
const contextSize = 128;

export async function* perplexityRows(
  setup: Setup,
  isWanted: (name: string) => boolean,
  modelPath = embedded,
): AsyncGenerator<BenchRow> {
  const model = basename(modelPath, ".gguf");
  const plan = atMost(`perplexity of a text: difference to llama-perplexity, ${model}`, "%", 0.2);
  if (!isWanted(plan.name)) return;
  const text = readFileSync(textsPath, "utf8").trim().split("\n").map(textOf).join("\n");
  const textPath = join(cacheFolder("workloads"), "text.txt");
  writeFileSync(textPath, text);
  try {
    const theirs = await textPerplexity({ ...setup, model: async () => modelPath }, { textPath, contextSize });
    const ours = await enginePerplexity({ ...setup, modelPath }, text);
    setup.note(
      `# Perplexity of the texts of oc-tiny-log-probs.jsonl: ${ours.toFixed(4)}, llama-perplexity ${theirs.toFixed(4)}`,
    );
    yield measured(plan, 100 * Math.abs(ours / theirs - 1));
  } catch (error) {
    if (error instanceof Unavailable) yield skipped(plan, error.message);
    else yield failed(plan, error instanceof Error ? error.message : String(error));
  }
}

function textOf(line: string): string {
  return (JSON.parse(line) as { text: string }).text;
}

async function enginePerplexity(
  { backend, threads, modelPath }: Setup & { modelPath: string },
  text: string,
): Promise<number> {
  const { open } = (await import(new URL("../../dist/src/engines/llama.js", import.meta.url).href)) as EngineModule;
  const engine = await open({
    modelPath,
    contextSize,
    parallelSequences: 1,
    device: { backend, index: null },
    threads,
    adapters: [],
    gpuLayers: "max",
    flashAttention: "auto",
    useMmap: true,
  });
  try {
    let sum = 0;
    let count = 0;
    for await (const { logProbs } of engine.score(chunks(engine, text))) {
      sum += logProbs.reduce((total, logProb) => total + logProb, 0);
      count += logProbs.length;
    }
    return Math.exp(-sum / count);
  } finally {
    await engine.close();
  }
}

/** As the tool cuts the text: whole chunks, each beginning with BOS in place of its first token; the second half is scored. */
async function* chunks(engine: Engine, text: string): AsyncGenerator<ScoreRequest> {
  const { bos } = engine.info.specialTokenIds;
  const tokens = engine.tokenize(text, { addBos: "model", parseSpecial: false });
  for (let index = 0; (index + 1) * contextSize <= tokens.length; index++) {
    const chunk = tokens.slice(index * contextSize, (index + 1) * contextSize);
    if (engine.info.addsBos && bos !== null) chunk[0] = bos;
    yield { index, tokens: chunk, from: contextSize / 2 + 1 };
  }
}
