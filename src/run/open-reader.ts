// Where a model's files are read, its vocabulary is opened and its template rendered: in a process of its own, which a file that was
// made to harm may end, or in this one (--debug, and tests of single parts).

import { ApartProcess } from "../apart/apart-process.ts";
import { EndedApart } from "../apart/running-process.ts";
import { OcLocalError } from "../core/errors.ts";
import type { OnRunEvent, RunEvent } from "../job/events.ts";
import type { Invocation } from "../job/invocation.ts";
import { forgetVocabulary } from "../plan/kept-vocabulary.ts";
import { filesHere, type ModelFile, type ModelFiles } from "../plan/model-files.ts";
import { freed, type ModelQuestion, type ModelReader } from "../plan/model-reader.ts";
import type { ModelOnDatasets } from "../plan/plan.ts";
import type { ResolvedDataset } from "../plan/resolve.ts";
import { modelProgram } from "./reader/model-program-name.ts";

export type { ModelReader } from "../plan/model-reader.ts";

export interface ReaderOptions {
  /** Of the run: a process apart opens its datasets by itself. */
  invocation: Invocation;
  /** Answers are wanted for their score. @default false */
  isScored?: boolean;
  signal?: AbortSignal | undefined;
  /** In this process. @default false */
  isDebug?: boolean;
}

export function openReader(options: ReaderOptions): ModelReader {
  return options.isDebug ? new ReaderHere(options) : new ReaderApart(options);
}

export function withReader<T>(options: ReaderOptions, use: (reader: ModelReader) => Promise<T>): Promise<T> {
  const reader = openReader(options);
  return freed(reader, () => use(reader));
}

class ReaderHere implements ModelReader {
  readonly files = filesHere;
  readonly ask: ModelReader["ask"];

  constructor({ signal }: Pick<ReaderOptions, "signal">) {
    this.ask = (question, about, args, onEvent) => question.answer(about, args, { onEvent, signal });
  }

  start(): void {}

  hint(): void {}

  end(): void {
    void forgetVocabulary();
  }
}

/** What a process apart needs to open the datasets that are meant. */
export interface DatasetSource {
  invocation: Invocation;
  /** Of the run's models: a bare name means one dataset for base models and another for chat models. */
  kinds: readonly ModelFile["kind"][];
  isScored: boolean;
}

/** A question as it is sent: datasets are named. */
export interface SentQuestion {
  source: DatasetSource;
  about: Omit<ModelOnDatasets, "datasets"> & { datasets: string[] };
  args: unknown;
}

export interface SentHint {
  /** That is asked about first. */
  model: ModelFile | undefined;
  source: DatasetSource;
  datasets: string[];
}

const opening = { doing: "models were opened" };
const openHint =
  "the file is damaged, or made to harm: take it from a source that you trust, or take another conversion of the model";
const askHint =
  "its vocabulary or template is damaged or made to harm, or a text of the data is too long for its tokenizer: take another " +
  "conversion of the model, and look for rows of a million characters";

class ReaderApart implements ModelReader {
  readonly #process: ApartProcess;
  readonly #weights: ApartProcess;
  readonly #source: Omit<DatasetSource, "kinds">;
  readonly #kinds = new Set<ModelFile["kind"]>();

  constructor({ invocation, isScored = false, signal }: ReaderOptions) {
    const options = { program: modelProgram, signal };
    this.#process = new ApartProcess(options);
    this.#weights = new ApartProcess({ ...options, isMemoryBound: false });
    this.#source = { invocation, isScored };
  }

  readonly files: ModelFiles = {
    ofPath: (path, cwd) =>
      this.#read(path, openHint, () => this.#process.ask({ name: "ofPath", args: { path, cwd } }, opening)),
    open: async (entry, folders, context) => {
      const args = { entry, folders, context };
      const name = entry.path ?? `model ${entry.abbr}`;
      const file = await this.#read<ModelFile>(name, openHint, () =>
        this.#process.ask({ name: "open", args }, opening),
      );
      this.#kinds.add(file.kind);
      return file;
    },
  };

  hint([model]: readonly ModelFile[], datasets: readonly ResolvedDataset[]): void {
    const sent: SentHint = { model, source: this.#sourceNow, datasets: datasets.map(({ id }) => id) };
    this.#process.hint("openNamed", sent);
  }

  readonly ask: ModelReader["ask"] = async <About extends ModelOnDatasets, Args, Answer>(
    { name, opensWeights = false }: ModelQuestion<About, Args, Answer>,
    about: About,
    args: Args,
    onEvent?: OnRunEvent,
  ) => {
    const datasets = about.datasets.map(({ dataset }) => dataset.id);
    const sent: SentQuestion = { source: this.#sourceNow, about: { ...about, datasets }, args };
    const process = opensWeights ? this.#weights : this.#process;
    const planning = { doing: "prompts were planned", onTold: (event: unknown) => onEvent?.(event as RunEvent) };
    return this.#read<Answer>(about.model.file.path, askHint, () => process.ask({ name, args: sent }, planning));
  };

  start(): void {
    this.#process.start();
  }

  end(): void {
    this.#process.end();
    this.#weights.end();
  }

  get #sourceNow(): DatasetSource {
    return { ...this.#source, kinds: [...this.#kinds] };
  }

  async #read<T>(what: string, hint: string, ask: () => Promise<unknown>): Promise<T> {
    try {
      return (await ask()) as T;
    } catch (error) {
      if (!(error instanceof EndedApart)) throw error;
      throw new OcLocalError("MODEL_FILE", `${what}: the process that read it ${error.message}`, {
        hint,
        cause: error,
      });
    }
  }
}
