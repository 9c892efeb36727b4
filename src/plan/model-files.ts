// Finds and checks the file of every model before anything is loaded, and settles what only the file can tell: chat or
// base, and an abbr that no other model of the run has.

import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ModelConfig, ModelInput } from "../config/model-schema.ts";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { fingerprint } from "../core/fingerprint.ts";
import { readOutsideFile } from "../core/outside-file.ts";
import { packageRoot } from "../core/package.ts";
import type { RenderTime } from "../core/render-time.ts";
import type { ModelDescription } from "../engines/engine.ts";
import { engines, withEngine } from "./engine-choice.ts";
import { placeAdapters } from "./model-place/adapter-place.ts";
import { modelOfPath } from "./model-place/model-of-path.ts";
import { findNamedModel, type NamedModel } from "./model-place/named-model.ts";
import { placeOfPath } from "./model-place/path-place.ts";
import { loadEngine } from "./parts.ts";

export interface ModelFile extends ModelDescription {
  config: ModelConfig;
  kind: "base" | "chat";
  /** Of an ONNX model whose tokenizer lies apart. */
  tokenizerPath: string | undefined;
  /** Jinja source given by the config or the file; null for models without one. */
  chatTemplate: string | null;
  /** What chat templates that ask for the date or time are told. */
  renderTime: RenderTime;
  /** What was chosen and why, where that is not obvious. */
  notes: readonly string[];
}

/** A model whose file is not there, is damaged or cannot be asked as it is. */
export interface UnopenedModel {
  config: ModelConfig;
  error: OcLocalError;
}

/** Where the files of models are looked at. */
export interface ModelFiles {
  /** A model given by path, as an entry. @throws OcLocalError MODEL_FILE where there is none, or several. */
  ofPath(path: string, cwd: string): Promise<ModelInput>;
  open: typeof openModelFile;
}

/** In this process. */
export const filesHere: ModelFiles = { ofPath: modelOfPath, open: openModelFile };

/** "owner/name", as model hubs write it. */
const hubId = /^[\w-][\w.-]*\/[\w.-]+$/;

/** Folders searched for the files of named models, best first. */
export function modelFolders(modelDirs: readonly string[], cwd: string): string[] {
  const environment = process.env.OC_LOCAL_MODELS?.split(":") ?? [];
  const folders = [...modelDirs, ...environment, "models"].filter((folder) => folder !== "");
  return [...new Set([...folders.map((folder) => resolve(cwd, folder)), join(packageRoot, "models")])];
}

/** @throws OcLocalError MODEL_FILE saying which file to bring, or what is wrong with the one that is there. */
export async function openModelFile(
  entry: ModelConfig,
  folders: readonly string[],
  { cwd, renderTime }: { cwd: string; renderTime: RenderTime },
): Promise<ModelFile> {
  if (entry.engine !== "auto") await loadEngine(entry.engine); // none of that name reads nothing
  const { path, notes } = await placeOf(entry, folders, cwd);
  const config = { ...withEngine(entry, path, notes), adapters: await placeAdapters(entry.adapters, cwd) };
  const engine = await loadEngine(config.engine);
  const tokenizerPath = config.tokenizerPath === undefined ? undefined : resolve(cwd, config.tokenizerPath);
  // A course's command names the hub id of a GGUF file's tokenizer: that it has no effect is among the notices.
  const isUnused = engine.ignored(["--tokenizer-path"]).length > 0 && hubId.test(config.tokenizerPath ?? "");
  if (tokenizerPath !== undefined && !isUnused && !exists(tokenizerPath))
    throw new OcLocalError("MODEL_FILE", `model ${config.abbr}: --tokenizer-path: ${tokenizerPath} does not exist`, {
      hint: "name the folder that holds tokenizer.json, or that file; a GGUF file needs none",
    });
  const adapters = config.adapters.map((adapter) => ({ ...adapter, path: resolve(cwd, adapter.path) }));
  const described = await engine.describe(path, { abbr: config.abbr, engine: config.engine, tokenizerPath, adapters });
  const { file } = described;
  const chatTemplate = config.chatTemplate === undefined ? file.chatTemplate : readTemplate(config.chatTemplate, cwd);
  const kind = config.kind !== "auto" ? config.kind : chatTemplate === null ? "base" : "chat";
  if (kind === "chat" && chatTemplate === null) {
    throw new OcLocalError("TEMPLATE", `${path} is to be run as a chat model but carries no chat template`, {
      hint: "give one with --chat-template FILE, or run it as a base model with --hf-type base",
    });
  }
  if (kind === "chat" && chatTemplate?.trim() === "") {
    const whose = config.chatTemplate === undefined ? `${path} carries a chat template that` : "--chat-template";
    throw new OcLocalError("TEMPLATE", `${whose} is blank: every prompt would be empty`, {
      hint: "give another one with --chat-template FILE, or run the model as a base model with --hf-type base",
    });
  }
  return { ...described, config, kind, tokenizerPath, chatTemplate, renderTime, notes };
}

async function placeOf(config: ModelConfig, folders: readonly string[], cwd: string): Promise<NamedModel> {
  if (config.path === undefined) return findNamedModel(config, folders);
  const path = resolve(cwd, config.path);
  if (engines.get(config.engine)?.modelForm === "folder") return { path, notes: [] };
  return { ...(await placeOfPath(path, config.path)), notes: [] };
}

/** Models that would share an abbr get four hex digits of their file's hash; where that is not known, of its path. */
export function separateAbbrs<Model extends ModelFile | UnopenedModel>(models: readonly Model[]): Model[] {
  const count = (abbr: string) => models.filter(({ config }) => config.abbr === abbr).length;
  const hashOf = (model: Model) => ("fingerprint" in model ? model.fingerprint : fingerprint(model.config.path ?? ""));
  return models.map((model) =>
    count(model.config.abbr) === 1
      ? model
      : { ...model, config: { ...model.config, abbr: `${model.config.abbr}-${hashOf(model).slice(0, 4)}` } },
  );
}

/** `--chat-template` takes Jinja source or a file that holds it. */
function readTemplate(template: string, cwd: string): string {
  if (template.includes("{")) return template;
  const path = resolve(cwd, template);
  if (!exists(path))
    throw new OcLocalError("TEMPLATE", `--chat-template: ${path} does not exist, and the text is no Jinja template`, {
      hint: "name a file that exists, or leave --chat-template out for the model's own",
    });
  try {
    return readOutsideFile(path, "chat template").toString("utf8");
  } catch (error) {
    throw new OcLocalError("TEMPLATE", `--chat-template: ${path}: ${errorMessage(error)}`, {
      hint: "name a file that holds the template as Jinja text",
      cause: error,
    });
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
