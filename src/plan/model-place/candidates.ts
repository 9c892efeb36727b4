// Found files under the names that a model is looked for by.

import { basename, dirname } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import { type GgufModel, readGguf } from "../../engines/gguf.ts";
import { type FoundGguf, type FoundModels, findModels } from "./found-models.ts";
import { withoutExtension } from "./model-names.ts";
import { type ModelName, readModelName } from "./quantisation.ts";

export interface Candidate extends ModelName {
  /** A GGUF file, or an ONNX model's folder. */
  path: string;
  /** For lists: the path, with Ollama's name where the file has none. */
  label: string;
}

export interface Searched {
  /** Those of an earlier folder first. */
  candidates: Candidate[];
  /** What could not be looked through, in words. */
  gaps: string[];
}

export async function searchFolders(folders: readonly string[]): Promise<Searched> {
  const searched: Searched = { candidates: [], gaps: [] };
  for (const folder of folders) {
    const found = findModels(folder);
    searched.gaps.push(...gapsOf(folder, found));
    for (const gguf of found.ggufs) searched.candidates.push(await candidateOf(gguf));
    for (const path of found.onnx) {
      const name = readModelName(withoutExtension(meaningfulFolder(path)));
      searched.candidates.push({ ...name, path, label: path });
    }
  }
  const paths = new Set<string>();
  const candidates = searched.candidates.filter(({ path }) => !paths.has(path) && paths.add(path));
  return { ...searched, candidates };
}

function gapsOf(folder: string, { unreadable, isCut }: FoundModels): string[] {
  return [
    ...unreadable.map((path) => `${path} cannot be read`),
    ...(isCut ? [`${folder} holds too much to be looked through: name a folder nearer to the model`] : []),
  ];
}

async function candidateOf({ path, ollamaName }: FoundGguf): Promise<Candidate> {
  if (ollamaName !== undefined) return ofOllama(path, ollamaName);
  return { ...nameOfPath(path), path, label: path };
}

/** Names that say nothing: "ggml-model-q4_0.gguf" is called by its folder. */
const saysNothing = /^(|model|ggml-model|weights|unsloth)$/;

export function nameOfPath(path: string): ModelName {
  const own = readModelName(withoutExtension(basename(path)));
  if (!saysNothing.test(own.model)) return own;
  const folder = readModelName(withoutExtension(meaningfulFolder(dirname(path))));
  return { model: folder.model, quantisation: own.quantisation ?? folder.quantisation };
}

/** The repository in Hugging Face's cache, else the nearest folder that is not named after a quantisation alone. */
export function meaningfulFolder(folder: string): string {
  const cached = /\/models--[^/]*?--([^/]+)(\/|$)/.exec(folder)?.[1];
  if (cached !== undefined) return cached;
  const isNamed = readModelName(basename(folder)).model !== "" || dirname(folder) === folder;
  return isNamed ? basename(folder) : meaningfulFolder(dirname(folder));
}

/**
 * Ollama's own names leave out what tells models apart ("qwen2:1.5b" is the instructed one), so the file's own name counts; a
 * repository of Hugging Face keeps its name there.
 */
async function ofOllama(path: string, ollamaName: string): Promise<Candidate> {
  const label = `${path} (Ollama's ${ollamaName})`;
  const repository = /^(?:hf\.co|huggingface\.co)\/[^/]+\/([^:]+):(.*)$/.exec(ollamaName);
  if (repository !== null) return { ...readModelName(`${repository[1]}-${repository[2]}`), path, label };
  const gguf = await readableGguf(path);
  const { model } = readModelName(gguf?.name ?? "");
  const quantisation = gguf?.fileType === undefined ? null : readModelName(`x-${gguf.fileType}`).quantisation;
  return { model, quantisation, path, label };
}

/** Undefined for what is no model: it has no name that could be meant. */
async function readableGguf(path: string): Promise<GgufModel | undefined> {
  return readGguf(path).catch((error: unknown) => {
    if (error instanceof OcLocalError) return undefined;
    throw error;
  });
}
