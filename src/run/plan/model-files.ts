// Finds and checks the file of every model before anything is loaded, and settles what only the file can tell: chat or
// base, and an abbr that no other model of the run has.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { ModelConfig } from "../../config/model-schema.ts";
import { OcLocalError } from "../../core/errors.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { packageRoot } from "../../core/package.ts";
import { ggufFingerprint } from "../../engines/gguf/fingerprint.ts";
import { type GgufModel, readGguf } from "../../engines/gguf.ts";
import { type FormatFile, onnxAbbr, openFormat } from "./model-format.ts";

export interface ModelFile {
  config: ModelConfig;
  kind: "base" | "chat";
  file: FormatFile;
  /** More of the file, where it is a GGUF. */
  gguf?: GgufModel;
  /** Of an ONNX model whose tokenizer lies apart. */
  tokenizerPath: string | undefined;
  /** Identifies the weights: hash over size, header and sampled blocks, and over those of the adapters. */
  fingerprint: string;
  /** Jinja source given by the config or the file; null for models without one. */
  chatTemplate: string | null;
}

/** Folders searched for the files of named models, best first. */
export function modelFolders(modelDirs: readonly string[], cwd: string): string[] {
  const environment = process.env.OC_LOCAL_MODELS?.split(":") ?? [];
  const folders = [...modelDirs, ...environment, "models"].filter((folder) => folder !== "");
  return [...new Set([...folders.map((folder) => resolve(cwd, folder)), join(packageRoot, "models")])];
}

/** @throws OcLocalError MODEL_FILE saying which file to bring, or what is wrong with the one that is there. */
export async function openModelFile(config: ModelConfig, folders: readonly string[], cwd: string): Promise<ModelFile> {
  const path = config.path === undefined ? findFile(config, folders) : resolve(cwd, config.path);
  const tokenizerPath = config.tokenizerPath === undefined ? undefined : resolve(cwd, config.tokenizerPath);
  if (tokenizerPath !== undefined && !exists(tokenizerPath))
    throw new OcLocalError("MODEL_FILE", `model ${config.abbr}: --tokenizer-path: ${tokenizerPath} does not exist`, {
      hint: "name the folder that holds tokenizer.json, or that file; a GGUF file needs none",
    });
  const { file, gguf, fingerprint: own } = await openFormat(path, config, tokenizerPath);
  const chatTemplate = config.chatTemplate === undefined ? file.chatTemplate : readTemplate(config.chatTemplate, cwd);
  const kind = config.kind !== "auto" ? config.kind : chatTemplate === null ? "base" : "chat";
  if (kind === "chat" && chatTemplate === null) {
    throw new OcLocalError("TEMPLATE", `${path} is to be run as a chat model but carries no chat template`, {
      hint: "give one with --chat-template FILE, or run it as a base model with --hf-type base",
    });
  }
  const weights = await weightsFingerprint(config, own, cwd);
  return { config, kind, file, ...(gguf !== undefined && { gguf }), tokenizerPath, fingerprint: weights, chatTemplate };
}

/** Adapters are part of the weights: the same file with another adapter gives other answers. */
async function weightsFingerprint({ adapters }: ModelConfig, own: string, cwd: string): Promise<string> {
  const pieces = [own];
  for (const adapter of adapters) {
    const { path: file } = await readGguf(resolve(cwd, adapter.path));
    pieces.push(await ggufFingerprint(file), String(adapter.scale));
  }
  return adapters.length === 0 ? own : fingerprint(...pieces);
}

/** The abbr of a model given by path: its name without extension and without the part number of a split file. */
export function abbrOfPath(path: string): string {
  return /\.gguf$/i.test(path) ? basename(path).replace(/(-\d{5}-of-\d{5})?\.gguf$/i, "") : onnxAbbr(path);
}

/** Models that would share an abbr get four hex digits of their file's hash. */
export function separateAbbrs(models: readonly ModelFile[]): ModelFile[] {
  const count = (abbr: string) => models.filter(({ config }) => config.abbr === abbr).length;
  return models.map((model) =>
    count(model.config.abbr) === 1
      ? model
      : { ...model, config: { ...model.config, abbr: `${model.config.abbr}-${model.fingerprint.slice(0, 4)}` } },
  );
}

function findFile(config: ModelConfig, folders: readonly string[]): string {
  const places = folders.flatMap((folder) => [folder, ...subfolders(folder)]);
  // An ONNX model is a folder.
  const candidates = places.flatMap(config.engine === "onnx" ? subfolders : filesOf);
  for (const name of config.files) {
    const found =
      candidates.find((path) => path.endsWith(`/${name}`)) ?? candidates.find((path) => sameName(path, name));
    if (found !== undefined) return found;
  }
  throw noFile(config, folders);
}

/** People rename: case and the marks between words do not matter, nor does the part number of a split file. */
function sameName(path: string, name: string): boolean {
  const plain = (text: string) =>
    basename(text)
      .replace(/-\d{5}-of-\d{5}(?=\.gguf$)/i, "")
      .toLowerCase()
      .replaceAll(/[._-]+/g, "-");
  return plain(path) === plain(name);
}

function noFile(config: ModelConfig, folders: readonly string[]): OcLocalError {
  const [first, second] = config.files.filter((name) => name.endsWith(".gguf"));
  if (config.engine === "onnx") {
    const [folder] = config.files;
    return new OcLocalError("MODEL_FILE", `model ${config.abbr}: no folder of it is in ${folders.join(", ")}`, {
      hint: `it runs as ONNX only: bring the folder ${folder ?? "of the model"} (config.json, tokenizer.json, onnx/model.onnx) there, or name its place with --model-dir`,
    });
  }
  if (first === undefined)
    return new OcLocalError("CONFIG", `model ${config.abbr}: neither "path" nor "files" says where it is`);
  const conversion =
    config.checkpoint === undefined
      ? ""
      : `\n       To make it, download ${config.checkpoint} from Hugging Face on a machine with network, then with llama.cpp:\n` +
        `       python convert_hf_to_gguf.py <folder> --outtype f16 --outfile ${first}`;
  return new OcLocalError("MODEL_FILE", `model ${config.abbr}: no file of it is in ${folders.join(", ")}`, {
    hint: `bring ${first}${second === undefined ? "" : ` (or a quantised one such as ${config.files.find((name) => /Q8_0/i.test(name)) ?? second})`} there, or name its folder with --model-dir.${conversion}`,
  });
}

/** `--chat-template` takes Jinja source or a file that holds it. */
function readTemplate(template: string, cwd: string): string {
  if (template.includes("{")) return template;
  const path = resolve(cwd, template);
  if (!exists(path))
    throw new OcLocalError("TEMPLATE", `--chat-template: ${path} does not exist, and the text is no Jinja template`);
  return readFileSync(path, "utf8");
}

function filesOf(folder: string): string[] {
  if (!exists(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort();
}

function subfolders(folder: string): string[] {
  if (!exists(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
