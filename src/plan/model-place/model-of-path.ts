// A model given by path, as an entry: what it is called.

import { basename, dirname, resolve } from "node:path";
import type { ModelInput } from "../../config/model-schema.ts";
import { readGguf } from "../../engines/gguf.ts";
import { meaningfulFolder } from "./candidates.ts";
import { isGguf } from "./found-models.ts";
import { withoutExtension } from "./model-names.ts";
import { type ModelPlace, placeOfPath } from "./path-place.ts";

export async function modelOfPath(path: string, cwd: string): Promise<ModelInput> {
  const place = await placeOfPath(resolve(cwd, path), path);
  return { abbr: await abbrOfPlace(place), path };
}

async function abbrOfPlace({ path, ollamaName }: ModelPlace): Promise<string> {
  // A version in the cache of Hugging Face is called by a hash, its repository by name.
  if (/\/models--[^/]+\/snapshots\/[^/]+$/.test(path)) return meaningfulFolder(path);
  // Ollama and the cache of Hugging Face keep files under their hash.
  const fileName = isGguf(path) ? withoutExtension(basename(path)) : basename(path);
  if (!/^(sha256[-:])?[0-9a-f]{32,}$/.test(fileName)) return abbrOfPath(path);
  const { name, architecture } = await readGguf(path);
  return nameForPaths(name ?? ollamaName ?? "") || `${architecture}-${fileName.replace("sha256-", "").slice(0, 8)}`;
}

/** The abbr of a model given by path: its name without extension and without the part number of a split file. */
export function abbrOfPath(path: string): string {
  return isGguf(path) ? withoutExtension(basename(path)) : abbrOfGraph(path);
}

/** A folder's name says more than the "model" that every export is called; what is behind it tells the variants apart. */
function abbrOfGraph(path: string): string {
  const name = basename(path).replace(/\.onnx$/i, "");
  const variant = /^(?:decoder_)?model(?:_merged)?(.*)$/.exec(name)?.[1];
  if (variant === undefined || !path.endsWith(".onnx")) return name;
  const folder = dirname(path);
  return `${basename(basename(folder) === "onnx" ? dirname(folder) : folder)}${variant}`;
}

const longest = 80;

/** A name that somebody wrote into a file becomes one of files and a heading of tables. */
function nameForPaths(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N}._+-]+/gu, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "")
    .slice(0, longest);
}
