// The engine of ONNX models on onnxruntime-node. Its graph is changed on opening so that only what is asked for is computed and
// leaves the runtime; scoring walks the same prefix tree and generation fills the same slots as on llama.cpp.

import type {
  DetokenizeOptions,
  GenerateRequest,
  Generation,
  ScoreRequest,
  ScoreResult,
  TokenizeOptions,
} from "../core/request.ts";
import type { Engine, EngineCallOptions, EngineInfo, EngineModule, EngineOptions, Vocabulary } from "./engine.ts";
import type { MemoryPlan } from "./memory-plan.ts";
import { Decoder } from "./onnx/compute/decoder.ts";
import { roundDevice } from "./onnx/compute/score-round.ts";
import { slotDevice } from "./onnx/compute/slot-rows.ts";
import { describeEngine, describeSharing } from "./onnx/describe.ts";
import { planOnnxMemory } from "./onnx/memory-plan.ts";
import { describeOnnxModel } from "./onnx/model/describe-files.ts";
import { holdsGraph } from "./onnx/model/folder.ts";
import { readOnnxModel } from "./onnx/model/read-onnx-model.ts";
import { type OpenedOnnxModel, openOnnxModel } from "./onnx/open.ts";
import { installCommand, loadRuntime, runtimeFolder } from "./onnx/runtime-package.ts";
import { generateLength, scoreLength } from "./scheduler/check-request.ts";
import { runByLength } from "./scheduler/flow-by-kind.ts";
import { FlowGuard } from "./scheduler/flow-guard.ts";
import { GenerateFlow } from "./scheduler/generate-flow.ts";
import { scoreFlow } from "./scheduler/score-flow.ts";
import { guardedVocabulary } from "./vocabulary.ts";

/** Accumulated since the engine was opened, for the benchmarks. */
export interface Timings {
  /** Milliseconds inside the runtime. */
  runMs: number;
  steps: number;
  computedTokens: number;
}

export interface TimedEngine extends Engine {
  timings(): Timings;
}

export async function open(options: EngineOptions): Promise<TimedEngine> {
  return new OnnxEngine(await openOnnxModel(options), options);
}

export function takes(path: string): boolean {
  return /\.onnx$/i.test(path) || holdsGraph(path);
}

export const modelForm = "folder";

export const describe = describeOnnxModel;

export const rank = 2;

export const availability: EngineModule["availability"] = () =>
  runtimeFolder() === undefined ? { missing: `the runtime of ONNX models is not there (${installCommand()})` } : {};

/** The graph decides what these settings would, and the runtime keeps weights in memory of its own. */
export const ignored: EngineModule["ignored"] = (settings) => {
  const decided = settings.filter((setting) => setting !== "--tokenizer-path");
  return decided.length === 0 ? [] : [{ settings: decided, why: "an ONNX graph and its runtime decide it" }];
};

export async function planMemory(options: EngineOptions): Promise<MemoryPlan> {
  const files = readOnnxModel(options.modelPath, options.tokenizerPath);
  return planOnnxMemory(files, files.drivable({}), options);
}

export async function openVocabulary({
  modelPath,
  tokenizerPath,
}: Pick<EngineOptions, "modelPath" | "tokenizerPath" | "device">): Promise<Vocabulary> {
  const files = readOnnxModel(modelPath, tokenizerPath);
  const { tokenizer, contextLength } = files;
  const info = {
    ...tokenizer.info,
    trainedContextSize: contextLength ?? 0,
    prefixSharing: describeSharing(files.drivable({ biasFor: contextLength ?? 1 })),
  };
  return guardedVocabulary(tokenizer, info, { guard: new FlowGuard() });
}

/** Planning reads the graph by itself: that nothing can compute it would show only when the run has begun. */
export async function requireLibrary(): Promise<void> {
  await loadRuntime();
}

class OnnxEngine implements TimedEngine {
  readonly info: EngineInfo;
  readonly #opened: OpenedOnnxModel;
  readonly #options: EngineOptions;
  readonly #guard = new FlowGuard();
  readonly #timings: Timings = { runMs: 0, steps: 0, computedTokens: 0 };
  #running: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(opened: OpenedOnnxModel, options: EngineOptions) {
    this.#opened = opened;
    this.#options = options;
    this.info = describeEngine(opened);
  }

  tokenize(text: string, options: TokenizeOptions): Int32Array {
    this.#guard.check();
    return this.#opened.files.tokenizer.tokenize(text, options);
  }

  detokenize(tokens: Int32Array, options?: DetokenizeOptions): string {
    this.#guard.check();
    return this.#opened.files.tokenizer.detokenize(tokens, options);
  }

  score(requests: AsyncIterable<ScoreRequest>, { signal }: EngineCallOptions = {}): AsyncIterable<ScoreResult> {
    const { sharing = true } = this.#options;
    const { longFrom } = this.#opened.parts.graph;
    return this.#guard.run({ name: "score", requests, signal }, (flow, stop) => {
      return runByLength(flow, { longFrom, lengthOf: scoreLength }, (part, isLong) => {
        const device = roundDevice(this.#decoder(1, isLong), { ...this.info, sharing });
        return scoreFlow(part, { ...device, compute: (batch) => this.#watch(() => device.compute(batch), stop.check) });
      });
    });
  }

  generate(requests: AsyncIterable<GenerateRequest>, { signal }: EngineCallOptions = {}): AsyncIterable<Generation> {
    const { tokenizer } = this.#opened.files;
    const { longFrom } = this.#opened.parts.graph;
    return this.#guard.run({ name: "generate", requests, signal }, (flow, stop) => {
      return runByLength(flow, { longFrom, lengthOf: generateLength }, (part, isLong) => {
        const decoder = this.#decoder(this.info.parallelSequences, isLong);
        const device = slotDevice(decoder, { ...this.info, tokenizer }, stop.check);
        const step: typeof device.step = async (shares, work) => {
          const drawn = await this.#watch(() => device.step(shares, work), stop.check);
          this.#options.onStep?.(work);
          return drawn;
        };
        return new GenerateFlow({ ...device, step }).run(part);
      });
    });
  }

  timings(): Timings {
    return { ...this.#timings };
  }

  close(): Promise<void> {
    this.#closing ??= this.#dispose();
    return this.#closing;
  }

  /** Scoring and generation keep different rows; neither keeps any beyond its flow. */
  #decoder(rows: number, isLong: boolean): Decoder {
    const { parts, abilities } = this.#opened;
    const onRun = (ms: number, tokens: number) => {
      this.#timings.runMs += ms;
      this.#timings.steps += 1;
      this.#timings.computedTokens += tokens;
      this.#options.onStep?.();
    };
    return new Decoder(parts, { abilities, rows, isLong, onRun });
  }

  /** Closing waits for what is computed now; an error after a stop is the stop's. */
  async #watch<Result>(compute: () => Promise<Result>, check: () => void): Promise<Result> {
    check();
    const running = compute();
    this.#running = running.catch(() => undefined);
    const result = await running;
    check();
    return result;
  }

  async #dispose(): Promise<void> {
    this.#guard.close();
    await this.#running;
    await this.#opened.parts.session.release();
  }
}
