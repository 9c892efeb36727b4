// The file of a model that is named, not pointed at: any quantisation of exactly this model, in any of the folders. A model whose name
// is only part of another's ("Qwen2-1.5B", "Qwen2-1.5B-Instruct") is another model.

import { basename } from "node:path";
import type { ModelConfig } from "../../config/model-schema.ts";
import { OcLocalError } from "../../core/errors.ts";
import { listed } from "../../core/listed.ts";
import { engines, enginesTaking } from "../engine-choice.ts";
import { type Candidate, searchFolders } from "./candidates.ts";
import { missingFile } from "./missing-file.ts";
import { modelNames, withoutExtension } from "./model-names.ts";
import { plainName, quantisationRank, readModelName } from "./quantisation.ts";

export interface NamedModel {
  path: string;
  /** What was chosen from, where there was a choice. */
  notes: string[];
}

/** @throws OcLocalError MODEL_FILE saying which file to bring, and what lies there instead. */
export async function findNamedModel(config: ModelConfig, folders: readonly string[]): Promise<NamedModel> {
  const { abbr, files } = config;
  if (files.length === 0)
    throw new OcLocalError("CONFIG", `model ${abbr}: neither "path" nor "files" says where it is`, {
      hint: "set its path to a file or folder, or name it as a model that oc-local list shows",
    });
  const { candidates, gaps } = await searchFolders(folders);
  const usable = candidates.filter(({ path }) => fitsEngine(config.engine, path));
  const fitting = takesAnyQuantisation(files) ? byModel(usable, config) : byFileName(usable, files);
  const [best, ...others] = fitting;
  if (best === undefined) throw missingFile(config, { folders, candidates, gaps });
  return { path: best.path, notes: others.length === 0 ? [] : [choiceNote(abbr, best, others)] };
}

function fitsEngine(engine: string, path: string): boolean {
  return engine === "auto" || engines.get(engine)?.takes(path) === true;
}

/** A list that names the bare model means the model; one that names quantisations alone means these. */
function takesAnyQuantisation(files: readonly string[]): boolean {
  return files.some((name) => readModelName(withoutExtension(name)).quantisation === null);
}

/** Best first: files before folders, the more precise before the smaller, an earlier folder before a later one. */
function byModel(candidates: readonly Candidate[], config: ModelConfig): Candidate[] {
  const wanted = modelNames(config);
  const order = ({ path, quantisation }: Candidate) => (isFolder(path) ? 1000 : quantisationRank(quantisation));
  return candidates.filter(({ model }) => wanted.has(model)).sort((a, b) => order(a) - order(b));
}

function isFolder(path: string): boolean {
  return enginesTaking(path)[0]?.[1].modelForm === "folder";
}

function byFileName(candidates: readonly Candidate[], files: readonly string[]): Candidate[] {
  const plain = (path: string) => plainName(withoutExtension(basename(path)));
  return files.flatMap((name) => candidates.filter(({ path }) => plain(path) === plain(name)).slice(0, 1)).slice(0, 1);
}

const shown = 5;

function choiceNote(abbr: string, { path }: Candidate, others: readonly Candidate[]): string {
  const list = others.map(({ label }) => label);
  return `${abbr}: ${path} is taken, the most precise of its files that lie there; the others: ${listed(list, shown)} (--model names one)`;
}
