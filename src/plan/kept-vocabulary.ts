// A model's tokenizer, opened without its weights. One stays open for the next question about the same model: a large vocabulary takes
// half a second to open, and has by then the tokens of many texts at hand.

import type { Vocabulary } from "../engines/engine.ts";
import type { ModelFile } from "./model-files.ts";
import { parseDevice } from "./model-session.ts";
import { loadEngine } from "./parts.ts";

let kept: { key: string; vocabulary: Vocabulary } | undefined;

/** Runs something with the model's tokenizer; no weights are loaded. */
export async function withVocabulary<T>(model: ModelFile, use: (vocabulary: Vocabulary) => T | Promise<T>): Promise<T> {
  const key = JSON.stringify([model.config.engine, optionsOf(model)]);
  const vocabulary = taken(key) ?? (await openModelVocabulary(model));
  try {
    return await use(vocabulary);
  } finally {
    await forgetVocabulary();
    kept = { key, vocabulary };
  }
}

/** Closes the one that is kept. */
export async function forgetVocabulary(): Promise<void> {
  const vocabulary = kept?.vocabulary;
  kept = undefined;
  await vocabulary?.close();
}

export async function openModelVocabulary(model: ModelFile): Promise<Vocabulary> {
  const { openVocabulary } = await loadEngine(model.config.engine);
  return openVocabulary(optionsOf(model));
}

function optionsOf({ config, file, tokenizerPath }: ModelFile) {
  return { modelPath: file.path, tokenizerPath, device: parseDevice(config) };
}

function taken(key: string): Vocabulary | undefined {
  if (kept?.key !== key) return undefined;
  const { vocabulary } = kept;
  kept = undefined;
  return vocabulary;
}
