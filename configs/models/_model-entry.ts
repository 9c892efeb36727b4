// What most entries of this folder share: names of the file, derived from the checkpoint's name, and the output limit that
// OpenCompass gives to nearly all its Hugging Face models.

import type { ModelInput } from "oc-local";

export interface EntryOptions extends Partial<ModelInput> {
  /** Name under which the model's makers publish GGUF files, where it differs from the checkpoint's. */
  published?: string;
}

/** @param checkpoint Hugging Face id the GGUF file is converted from. */
export function baseModel(abbr: string, checkpoint: string, options: EntryOptions = {}): ModelInput {
  return entry("base", abbr, checkpoint, options);
}

/** @param checkpoint Hugging Face id the GGUF file is converted from. */
export function chatModel(abbr: string, checkpoint: string, options: EntryOptions = {}): ModelInput {
  return entry("chat", abbr, checkpoint, options);
}

/** File names of a model, best first: as converted, then ever smaller quantisations, then the folder of an ONNX model. */
export function modelFiles(name: string, published?: string): string[] {
  const converted = ["", "-f16", "-Q8_0", "-Q6_K", "-Q5_K_M", "-Q4_K_M"].map((tag) => `${name}${tag}.gguf`);
  // Makers write the quantisation in lower case, as the rest of the name.
  const made = ["-fp16", "-q8_0", "-q5_k_m", "-q4_k_m"].map((tag) => `${published}${tag}.gguf`);
  return [...converted, ...(published === undefined ? [] : made), `${name}-ONNX`];
}

function entry(kind: "base" | "chat", abbr: string, checkpoint: string, options: EntryOptions): ModelInput {
  const { published, ...settings } = options;
  const files = modelFiles(checkpoint.slice(checkpoint.indexOf("/") + 1), published);
  return { abbr, kind, files, checkpoint, maxOutLen: 1024, ...settings };
}
