// A model's tokenizer, opened without its weights. One stays open for the next question about the same model: a large vocabulary takes
// half a second to open, and has by then the tokens of many texts at hand.

import type { Vocabulary } from "../engines/engine.ts";
import type { ModelFile } from "./model-files.ts";
import { parseDevice } from "./model-session.ts";
import { loadEngine } from "./parts.ts";

let kept: { key: string; opening: Promise<Vocabulary> } | undefined;

/** Runs something with the model's tokenizer; no weights are loaded. */
export async function withVocabulary<T>(model: ModelFile, use: (vocabulary: Vocabulary) => T | Promise<T>): Promise<T> {
  const key = keyOf(model);
  const opening = taken(key) ?? openModelVocabulary(model);
  const vocabulary = await opening;
  try {
    return await use(vocabulary);
  } finally {
    await forgetVocabulary();
    kept = { key, opening };
  }
}

/** Begins to open what the next question needs, while other things are read. A failure is that question's to tell. */
export function openEarly(model: ModelFile): void {
  if (kept !== undefined) return;
  const opening = openModelVocabulary(model);
  kept = { key: keyOf(model), opening };
  opening.catch(() => {});
}

/** Closes the one that is kept. */
export async function forgetVocabulary(): Promise<void> {
  const opening = kept?.opening;
  kept = undefined;
  // One that could not be opened was told to whoever asked, and holds nothing.
  const vocabulary = await opening?.catch(() => undefined);
  await vocabulary?.close();
}

export async function openModelVocabulary(model: ModelFile): Promise<Vocabulary> {
  const { openVocabulary } = await loadEngine(model.config.engine);
  return openVocabulary(optionsOf(model));
}

function optionsOf({ config, file, tokenizerPath }: ModelFile) {
  return { modelPath: file.path, tokenizerPath, device: parseDevice(config) };
}

function keyOf(model: ModelFile): string {
  return JSON.stringify([model.config.engine, optionsOf(model)]);
}

function taken(key: string): Promise<Vocabulary> | undefined {
  if (kept?.key !== key) return undefined;
  const { opening } = kept;
  kept = undefined;
  return opening;
}
