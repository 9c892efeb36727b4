// The names that a model's files go by.

import type { ModelConfig } from "../../config/model-schema.ts";
import { readModelName } from "./quantisation.ts";

/** Every name that the model's files go by: the entry's own, its checkpoint's, the latter with its publisher before it. */
export function modelNames({ files, checkpoint }: Pick<ModelConfig, "files" | "checkpoint">): ReadonlySet<string> {
  const repository = checkpoint?.slice(checkpoint.indexOf("/") + 1);
  const names = [...files.map(withoutExtension), checkpoint?.replace("/", "_"), repository];
  // Meta's own repositories lost this word later.
  names.push(repository?.replace(/^Meta-/, ""));
  return new Set(names.filter((name) => name !== undefined).map((name) => readModelName(name).model));
}

/** Of a GGUF file, and the number of a part. */
export function withoutExtension(name: string): string {
  return name.replace(/(-\d{5}-of-\d{5})?\.gguf$/i, "");
}
