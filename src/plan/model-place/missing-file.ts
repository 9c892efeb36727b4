// The refusal of a named model whose file is nowhere: what to bring, how it is made, and what lies there instead.

import { join } from "node:path";
import type { ModelConfig } from "../../config/model-schema.ts";
import { OcLocalError } from "../../core/errors.ts";
import { nearestFirst } from "../../core/nearest-names.ts";
import { packageRoot } from "../../core/package.ts";
import { engines } from "../engine-choice.ts";
import type { Candidate } from "./candidates.ts";
import { conversionFrom, exportFrom } from "./convert.ts";
import { modelNames } from "./model-names.ts";

export interface Search {
  folders: readonly string[];
  candidates: readonly Candidate[];
  gaps: readonly string[];
}

export function missingFile(config: ModelConfig, search: Search): OcLocalError {
  const isFolder = engines.get(config.engine)?.modelForm === "folder";
  const what = isFolder ? "folder" : "file";
  const message = `model ${config.abbr}: no ${what} of it is in ${search.folders.join(", ")}; ${whatLies(config, search)}`;
  const hint = isFolder ? onnxHint(config) : ggufHint(config);
  return new OcLocalError("MODEL_FILE", message, { hint });
}

const shown = 6;

function whatLies(config: ModelConfig, { candidates, gaps }: Search): string {
  const [wanted = ""] = modelNames(config);
  const theirs = candidates.filter(({ path }) => !path.startsWith(join(packageRoot, "models")));
  const near = nearestFirst(wanted, theirs, ({ model }) => model);
  const more = near.length > shown ? ` and ${near.length - shown} more` : "";
  const labels = near.slice(0, shown).map(({ label }) => label);
  const lies = near.length === 0 ? "no model lies there" : `there lie ${labels.join(", ")}${more}`;
  return [lies, ...gaps].join("; ");
}

function onnxHint({ files, checkpoint }: ModelConfig): string {
  const [folder = "of the model"] = files.filter((name) => !name.endsWith(".gguf"));
  if (files.every((name) => name.endsWith(".gguf"))) return `it is a GGUF model (${files[0]}): leave --engine out`;
  const making = checkpoint === undefined ? "" : `\n       To make it, ${exportFrom(checkpoint, folder)}`;
  return `it runs as ONNX only: bring the folder ${folder} (config.json, tokenizer.json, model.onnx) there, or name its place with --model-dir.${making}`;
}

function ggufHint({ files, checkpoint }: ModelConfig): string {
  const [first = "", second] = files.filter((name) => name.endsWith(".gguf"));
  const smaller = files.find((name) => /Q8_0/i.test(name)) ?? second;
  const other = smaller === undefined ? "" : ` (or a quantised one such as ${smaller})`;
  const making = checkpoint === undefined ? "" : `\n       To make it, ${conversionFrom(checkpoint, first)}`;
  return `bring ${first}${other} there, or name its folder with --model-dir.${making}`;
}
