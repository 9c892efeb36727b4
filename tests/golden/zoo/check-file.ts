// One model file on one engine, beside what the architecture's own code computes: token ids, log-probabilities, greedy texts.

import type { GenerateRequest, Generation, ScoreRequest } from "../../../src/core/request.ts";
import type { Engine, EngineModule, EngineOptions } from "../../../src/engines/engine.ts";
import type { GoldenReport } from "../run.ts";
import { expectedLogProbs, type ZooFile, type ZooModel, type ZooReference } from "./zoo-file.ts";

export interface ZooCase {
  folder: string;
  model: ZooModel;
  file: ZooFile;
  reference: ZooReference;
}

/** Null: as asked. A text: what is wrong. */
type Checks = Record<string, () => Promise<string | null> | string | null>;

/** @param module The engine that computes. */
export async function checkZooFile(zooCase: ZooCase, module: EngineModule): Promise<GoldenReport> {
  const { file } = zooCase;
  const report: GoldenReport = { passed: 0, notShipped: 0, excused: [], failures: [] };
  const engine = await module.open(optionsOf(zooCase)).catch((error: unknown) => {
    if (file.reproducesReference || !(error instanceof Error && "code" in error)) throw error;
    report.excused.push({ name: "refused", reason: error.message });
  });
  if (engine === undefined) return report;
  try {
    for (const [name, check] of Object.entries(checksOf(zooCase, engine))) {
      const wrong = await check();
      const excuse = comparesNumbers.has(name) && !file.reproducesReference ? file.why : undefined;
      if (wrong === null) report.passed += 1;
      else if (excuse !== undefined) report.excused.push({ name, reason: `${excuse} (${wrong})` });
      else report.failures.push({ name, reason: wrong });
    }
  } finally {
    await engine.close();
  }
  return report;
}

/** A file that cannot give the reference's numbers may miss these. */
const comparesNumbers: ReadonlySet<string> = new Set(["log-probabilities", "greedy texts"]);

/** Single precision throughout: what is left is the engine's arithmetic. */
function optionsOf({ folder, model, file, reference }: ZooCase): EngineOptions {
  return {
    modelPath: `${folder}/${model.model}/${file.path}`,
    contextSize: reference.contextSize,
    parallelSequences: 2,
    device: { backend: "cpu", index: null },
    threads: 1,
    adapters: [],
    gpuLayers: 0,
    flashAttention: "auto",
    useMmap: true,
    kvCacheType: "f32",
  };
}

function checksOf(zooCase: ZooCase, engine: Engine): Checks {
  const { folder, file, reference } = zooCase;
  const tolerance = toleranceOf(file);
  let alone: number[][] = [];
  return {
    "token ids": () => describeTokens(engine, reference),
    "together and alone": async () => {
      alone = await scoreAlone(engine, reference);
      const permitted = isQuantised(file) ? quantisedTolerance : (tolerance ?? 0);
      return describeLargest(await scoreTexts(engine, reference), alone, permitted);
    },
    ...(tolerance !== null && {
      "log-probabilities": () => describeLargest(alone, expectedLogProbs(folder, zooCase), tolerance),
    }),
    // A graph's own numbers are given for texts, not for what it would write.
    ...(tolerance !== null &&
      file.graphReference === undefined && {
        "greedy texts": async () => describeGreedy(await generateTexts(engine, reference), reference, tolerance),
      }),
  };
}

/** Nats a token. */
function toleranceOf(file: ZooFile): number | null {
  const told = file.tolerance?.graphReference ?? file.tolerance?.float32Cache ?? null;
  return told !== null && isQuantised(file) ? Math.max(told, quantisedTolerance) : told;
}

function isQuantised({ weights = "f32" }: ZooFile): boolean {
  return weights !== "f32" && weights !== "f16";
}

function describeTokens(engine: Engine, { texts, chat }: ZooReference): string | null {
  for (const { name, text, tokens, plainTokens, decoded } of texts) {
    const found = [...engine.tokenize(text, { addBos: "model", parseSpecial: false })];
    const plain = [...engine.tokenize(text, { addBos: false, parseSpecial: false })];
    if (String(found) !== String(tokens)) return `${name}: expected ${tokens}\n     got ${found}`;
    if (String(plain) !== String(plainTokens)) return `${name}: expected ${plainTokens}\n     got ${plain}`;
    const words = engine.detokenize(Int32Array.from(plainTokens));
    if (words !== decoded) return `${name}: expected ${JSON.stringify(decoded)}\n     got ${JSON.stringify(words)}`;
  }
  if (chat == null) return null;
  const found = [...engine.tokenize(chat.prompt, { addBos: false, parseSpecial: true })];
  return String(found) === String(chat.tokens) ? null : `chat: expected ${chat.tokens}\n     got ${found}`;
}

async function scoreTexts(engine: Engine, { texts }: ZooReference): Promise<number[][]> {
  const requests = texts.map(
    ({ tokens }, index): ScoreRequest => ({ index, tokens: Int32Array.from(tokens), from: 1 }),
  );
  const results: number[][] = [];
  for await (const { index, logProbs } of engine.score(flowOf(requests))) results[index] = [...logProbs];
  return results;
}

async function scoreAlone(engine: Engine, reference: ZooReference): Promise<number[][]> {
  const alone = [];
  for (const text of reference.texts) alone.push(...(await scoreTexts(engine, { ...reference, texts: [text] })));
  return alone;
}

async function generateTexts(engine: Engine, { greedy }: ZooReference): Promise<Generation[]> {
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  const requests = greedy.map(({ promptTokens, maxTokens }, index): GenerateRequest => {
    const tokens = Int32Array.from(promptTokens);
    return { index, tokens, maxTokens, minTokens: 0, stopWords: [], sampling };
  });
  const results: Generation[] = [];
  for await (const generation of engine.generate(flowOf(requests))) results[generation.index] = generation;
  return results;
}

async function* flowOf<Request>(requests: readonly Request[]): AsyncGenerator<Request> {
  yield* requests;
}

/** Null where every number lies within the tolerance. */
function describeLargest(found: number[][], expected: number[][], tolerance: number): string | null {
  let largest = { difference: 0, text: 0, at: 0 };
  for (const [text, numbers] of expected.entries())
    for (const [at, number] of numbers.entries()) {
      const difference = Math.abs((found[text]?.[at] ?? Number.NaN) - number);
      if (!(difference <= largest.difference)) largest = { difference, text, at };
    }
  const { difference, text, at } = largest;
  if (difference <= tolerance) return null;
  return `text ${text}, token ${at + 1}: ${difference.toFixed(5)} nats, ${tolerance} permitted`;
}

/** A text may turn where the two best tokens lie as close as the tolerance. */
function describeGreedy(found: Generation[], { greedy }: ZooReference, tolerance: number): string | null {
  for (const [i, { tokens, output, finishReason, topTwoGaps }] of greedy.entries()) {
    const generation = found[i] as Generation;
    const turn = [...tokens, -1].findIndex((token, step) => token !== (generation.tokens[step] ?? -1));
    // How bytes that are no UTF-8 are shown is each library's own.
    const isText = generation.text === output || output.includes("\ufffd");
    const isSame = turn < 0 && isText && generation.finishReason === finishReason;
    if (isSame || (turn >= 0 && (topTwoGaps[turn] ?? Infinity) <= 2 * tolerance)) continue;
    const words = `${generation.finishReason} ${JSON.stringify(generation.text)}`;
    return `text ${i}, token ${turn + 1}: expected ${finishReason} ${JSON.stringify(output)}\n     got ${words}`;
  }
  return null;
}

/** Beside quantised weights activations are rounded, together with those of other texts. */
const quantisedTolerance = 0.1;
