// The engines as a user gets them (compiled, in dist/), asked through the public seam and timed.

import type { GenerateRequest, ScoreRequest } from "../../src/core/request.ts";
import type { Engine, EngineModule, EngineOptions } from "../../src/engines/engine.ts";
import type { TimedEngine } from "../../src/engines/llama.ts";
import type { Figures, Side } from "./compare.ts";
import { loadedBackends } from "./loaded-backends.ts";
import type { Setup } from "./setup.ts";
import { type GenerationJob, totalTokens } from "./workloads/generation.ts";
import type { ScoringWorkload } from "./workloads/scoring.ts";

export type EngineName = "llama" | "node-llama-cpp" | "onnx";
type Choices = Partial<Pick<EngineOptions, "parallelSequences" | "sharing">> & { contextSize: number };

export interface ScoringWork extends Choices {
  workloadOf: (repetition: number) => ScoringWorkload;
}

export interface GenerationWork extends Choices {
  parallelSequences: number;
  jobsOf: (repetition: number) => GenerationJob[];
}

/** Rates count the tokens as if every option was computed whole. */
export async function scoringSide(
  name: EngineName,
  setup: Setup,
  { workloadOf, ...choices }: ScoringWork,
): Promise<Side> {
  const { engine, description } = await openEngine(name, setup, choices);
  const warmUp = workloadOf(-1).requests.slice(0, 4);
  await timed(engine, () => scoreAll(engine, warmUp));
  return {
    description,
    measure: async (repetition) => {
      const { requests, wholeTokens } = workloadOf(repetition);
      return toFigures(wholeTokens, await timed(engine, () => scoreAll(engine, requests)));
    },
    close: () => engine.close(),
  };
}

export async function generationSide(
  name: EngineName,
  setup: Setup,
  { jobsOf, ...choices }: GenerationWork,
): Promise<Side> {
  const { engine, description } = await openEngine(name, setup, choices);
  await timed(engine, () => generateAll(engine, jobsOf(-1).slice(0, 1)));
  return {
    description,
    measure: async (repetition) => {
      const jobs = jobsOf(repetition);
      return toFigures(totalTokens(jobs), await timed(engine, () => generateAll(engine, jobs)));
    },
    close: () => engine.close(),
  };
}

async function openEngine(name: EngineName, { model, backend, threads, note }: Setup, choices: Choices) {
  const module = (await import(new URL(`../../dist/src/engines/${name}.js`, import.meta.url).href)) as EngineModule;
  const options: EngineOptions = {
    modelPath: await model(),
    parallelSequences: "auto",
    device: { backend, index: null },
    threads,
    adapters: [],
    gpuLayers: "auto",
    flashAttention: "auto",
    useMmap: true,
    notice: (text) => note(`  ${name}: ${text}`),
    ...choices,
  };
  const engine = await module.open(options);
  const { device, versions, parallelSequences } = engine.info;
  const shown = Object.entries({ ...choices, parallelSequences, flashAttention: options.flashAttention }).map(
    ([key, value]) => `${key} ${value}`,
  );
  const libraries = Object.entries(versions).map(([library, version]) => `${library} ${version}`);
  const backends = loadedBackends("self").join(", ") || "no backend seen";
  const description = `${backends}; ${name} engine, ${device}, ${libraries.join(", ")}, ${shown.join(", ")}`;
  return { engine, description };
}

async function scoreAll(engine: Engine, requests: readonly ScoreRequest[]): Promise<void> {
  let results = 0;
  for await (const { index, logProbs } of engine.score(flowOf(requests))) {
    results += 1;
    if (!logProbs.every(Number.isFinite)) throw new Error(`request ${index} has a log-probability that is no number`);
  }
  if (results !== requests.length) throw new Error(`${results} results for ${requests.length} requests`);
}

async function generateAll(engine: Engine, jobs: readonly GenerationJob[]): Promise<void> {
  const requests = jobs.map(toRequest);
  let results = 0;
  for await (const { index, tokenCounts } of engine.generate(flowOf(requests))) {
    results += 1;
    const expected = requests[index]?.maxTokens;
    if (tokenCounts.generated !== expected)
      throw new Error(`request ${index} generated ${tokenCounts.generated} tokens instead of ${expected}`);
  }
  if (results !== jobs.length) throw new Error(`${results} results for ${jobs.length} prompts`);
}

function toRequest({ prompt, outputTokens }: GenerationJob, index: number): GenerateRequest {
  return {
    index,
    tokens: Int32Array.from(prompt),
    maxTokens: outputTokens,
    minTokens: outputTokens,
    stopWords: [],
    sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  };
}

interface Time {
  ms: number;
  /** Of the native engine. */
  native?: { decodeMs: number; readMs: number };
}

async function timed(engine: Engine, work: () => Promise<void>): Promise<Time> {
  const before = timingsOf(engine);
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const after = timingsOf(engine);
  if (before === null || after === null) return { ms };
  return { ms, native: { decodeMs: after.decodeMs - before.decodeMs, readMs: after.readMs - before.readMs } };
}

/** Of the engines that tell llama_decode's time. */
function timingsOf(engine: Engine) {
  const timings = "timings" in engine ? (engine as TimedEngine).timings() : null;
  return timings !== null && "decodeMs" in timings ? timings : null;
}

/** Shares are of the time on the clock, so that nothing the engine does is left out. */
function toFigures(tokens: number, { ms, native }: Time): Figures {
  const tokensPerSecond = tokens / (ms / 1000);
  if (native === undefined) return { tokensPerSecond };
  const { decodeMs, readMs } = native;
  return { tokensPerSecond, readShare: readMs / ms, aboveDecode: (ms - decodeMs) / decodeMs };
}

async function* flowOf<T>(requests: readonly T[]): AsyncGenerator<T> {
  yield* requests;
}
