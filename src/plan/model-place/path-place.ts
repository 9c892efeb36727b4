// What a path given for a model means: a file, or a folder that holds exactly one model in whatever layout.

import { readdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import { listed } from "../../core/listed.ts";
import { NoLanguageModel, readGguf, requireLanguageModel } from "../../engines/gguf.ts";
import { enginesTaking } from "../engine-choice.ts";
import { checkpointRefusal, isCheckpointFile } from "./checkpoint.ts";
import { type FoundGguf, findModels, isCheckpoint } from "./found-models.ts";
import { missingPath } from "./missing-path.ts";

export interface ModelPlace {
  /** A GGUF file, or an ONNX model's folder or file. */
  path: string;
  /** Where it is the file of one of Ollama's models. */
  ollamaName?: string;
}

/** @param path Absolute. @param given As the user wrote it. @throws OcLocalError MODEL_FILE naming what there is to choose from. */
export async function placeOfPath(path: string, given: string = path): Promise<ModelPlace> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return placeOfFolder(path);
  // What is missing of a model of several files is known where they are read.
  if (found === undefined && !/\.onnx$|-\d{5}-of-\d{5}\.gguf$/i.test(path)) throw await missingPath(path, given);
  const isConvertible = found !== undefined && isCheckpointFile(path) && isCheckpoint(readdirSync(dirname(path)));
  if (isConvertible) throw await checkpointRefusal(dirname(path));
  return { path };
}

async function placeOfFolder(folder: string): Promise<ModelPlace> {
  const found = findModels(folder);
  const models = found.ggufs.length > 1 ? await languageModels(found.ggufs) : found.ggufs;
  const places: ModelPlace[] = [...models, ...found.onnx.map((path) => ({ path }))];
  const [only, ...others] = places;
  if (only !== undefined && others.length === 0) return only;
  // The folder of an ONNX model may hold further ones below, its own graph is meant.
  const own = places.find(({ path }) => path === folder);
  if (own !== undefined && models.length === 0) return own;
  if (only !== undefined) throw severalModels(folder, places);
  if (enginesTaking(folder).length > 0) return { path: folder };
  const [checkpoint] = found.checkpoints;
  if (checkpoint !== undefined) throw await checkpointRefusal(checkpoint);
  throw new OcLocalError("MODEL_FILE", `${folder} holds no model: no .gguf and no .onnx file, nor do its folders`, {
    hint: ["give the path of a model file, or of a folder that holds one", ...found.unreadable.map(unread)].join("; "),
  });
}

/** What cannot be read stays: it may be the one that is meant, and says why when it is opened. */
async function languageModels(ggufs: readonly FoundGguf[]): Promise<FoundGguf[]> {
  const kept: FoundGguf[] = [];
  for (const gguf of ggufs) if (await mayBeModel(gguf.path)) kept.push(gguf);
  return kept.length === 0 ? [...ggufs] : kept;
}

async function mayBeModel(path: string): Promise<boolean> {
  try {
    requireLanguageModel(await readGguf(path));
    return true;
  } catch (error) {
    if (error instanceof NoLanguageModel) return false;
    if (error instanceof OcLocalError) return true;
    throw error;
  }
}

const shown = 12;

function severalModels(folder: string, places: readonly ModelPlace[]): OcLocalError {
  const list = places.map(({ path, ollamaName }) => {
    const name = path === folder ? path : path.slice(folder.length).replace(/^\//, "");
    return ollamaName === undefined ? name : `${name} (Ollama's ${ollamaName})`;
  });
  return new OcLocalError("MODEL_FILE", `${folder} holds ${places.length} models: ${listed(list, shown)}`, {
    hint: "name one of them with its path",
  });
}

function unread(path: string): string {
  return `${path} cannot be read`;
}
