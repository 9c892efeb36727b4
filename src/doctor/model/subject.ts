// The model that is checked. Its file, vocabulary and engine are each opened once, by the first check that asks; the checks
// after it get the same one, or the same failure.

import { findModel } from "../../config/catalog.ts";
import { type ModelInput, modelSchema } from "../../config/model-schema.ts";
import { parseConfig } from "../../config/parse.ts";
import { userEntries } from "../../config/user-entries.ts";
import { renderTimeOf } from "../../core/render-time.ts";
import type { Engine, EngineModule, EngineOptions, Vocabulary } from "../../engines/engine.ts";
import {
  engineOptions,
  loadEngine,
  type ModelFile,
  modelFolders,
  modelOfPath,
  openModelFile,
  openModelVocabulary,
  threadsOf,
} from "../../plan/plan-run.ts";
import { needs } from "../check.ts";
import { type ScoredText, scoreTexts } from "./scored-texts.ts";

export interface ModelSubjectOptions {
  cwd: string;
  /** Left out: the embedded model. */
  model?: { path: string } | { name: string } | undefined;
  /** Folders searched for the file of a named model, before the usual ones. */
  modelDirs: readonly string[];
}

/** Tokens of a sequence that the checks plan for and open. */
export const checkedContext = 2048;

export class ModelSubject {
  readonly #options: ModelSubjectOptions;
  #file: Promise<ModelFile> | undefined;
  #vocabulary: Promise<Vocabulary> | undefined;
  #engine: Promise<Engine> | undefined;
  #scores: Promise<ScoredText[]> | undefined;

  constructor(options: ModelSubjectOptions) {
    this.#options = options;
  }

  get isEmbedded(): boolean {
    return this.#options.model === undefined;
  }

  /** For the check that reports on it; all others build on `file`. */
  openFile(): Promise<ModelFile> {
    this.#file ??= this.#openFile();
    return this.#file;
  }

  file(): Promise<ModelFile> {
    return needs(this.openFile(), "file");
  }

  openVocabulary(): Promise<Vocabulary> {
    this.#vocabulary ??= this.#openVocabulary();
    return this.#vocabulary;
  }

  vocabulary(): Promise<Vocabulary> {
    return needs(this.openVocabulary(), "architecture");
  }

  openEngine(): Promise<Engine> {
    this.#engine ??= this.#openEngine();
    return this.#engine;
  }

  engine(): Promise<Engine> {
    return needs(this.openEngine(), "weights");
  }

  scores(): Promise<ScoredText[]> {
    this.#scores ??= this.engine().then(scoreTexts);
    return this.#scores;
  }

  async module(): Promise<EngineModule> {
    return loadEngine((await this.file()).config.engine);
  }

  /** How the engine is opened: one sequence is enough to score. */
  async engineOptions(parallelSequences: number | "auto"): Promise<EngineOptions> {
    const model = await this.file();
    const trained = model.file.contextLength ?? checkedContext;
    const threads = threadsOf(model);
    const contextSize = Math.min(checkedContext, trained);
    return engineOptions(model, { contextSize, parallelSequences, threads, invocation: this.#options });
  }

  async close(): Promise<void> {
    for (const opened of [this.#engine, this.#vocabulary]) {
      // What could not be opened has been reported by its check.
      const closable = await opened?.catch(() => undefined);
      await closable?.close();
    }
  }

  async #openFile(): Promise<ModelFile> {
    const { cwd, modelDirs } = this.#options;
    const config = parseConfig(modelSchema, await this.#input(), "the model");
    const files = { cwd, renderTime: renderTimeOf(new Date()) };
    const model = await openModelFile(config, modelFolders(modelDirs, cwd), files);
    const { requireWeights } = await loadEngine(model.config.engine);
    requireWeights?.(model);
    return model;
  }

  async #input(): Promise<ModelInput> {
    const { cwd, model = { name: "oc_tiny" } } = this.#options;
    return "name" in model ? findModel(model.name, userEntries({ cwd })) : modelOfPath(model.path, cwd);
  }

  async #openVocabulary(): Promise<Vocabulary> {
    return openModelVocabulary(await this.file());
  }

  async #openEngine(): Promise<Engine> {
    const { open } = await this.module();
    return open(await this.engineOptions(1));
  }
}
