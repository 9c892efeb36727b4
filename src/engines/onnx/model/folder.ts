// The files of an ONNX model in the layout of Hugging Face: config.json, tokenizer.json, tokenizer_config.json,
// generation_config.json, and the graph below onnx/. onnxruntime-genai's exports have a genai_config.json alone. Or a bare .onnx whose tokenizer is named apart. Local files only.

import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { type OutsideKind, readOutsideFile, readOutsideJson } from "../../../core/outside-file.ts";
import { configOfGenai, genaiConfigName } from "./genai-config.ts";

export interface OnnxFolder {
  /** As it was given: the folder or the .onnx file. */
  path: string;
  graphPath: string;
  /** Empty where the file is absent. */
  config: JsonObject;
  generationConfig: JsonObject;
  tokenizerConfig: JsonObject;
  tokenizer: JsonObject;
  /** Every file read so far, for hashes. */
  files: string[];
  /** Jinja source; null for models without one. */
  chatTemplate: string | null;
}

/** @param tokenizerPath Folder of the tokenizer, or its tokenizer.json; default: the model's folder. */
export function openOnnxFolder(path: string, tokenizerPath?: string): OnnxFolder {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw invalid(path, "does not exist", "check the path of the model");
  const graphPath = found.isDirectory() ? chooseGraph(path) : path;
  const home = found.isDirectory() ? path : homeOf(path);
  const tokenizerHome = tokenizerFolder(tokenizerPath) ?? home;
  const tokenizerFile = join(tokenizerHome, "tokenizer.json");
  if (!existsSync(tokenizerFile))
    throw invalid(path, `has no tokenizer: ${tokenizerFile} does not exist`, tokenizerHint);
  const tokenizerConfig = {
    ...readJson(join(tokenizerHome, "tokenizer_config.json")),
    ...specialTokens(readJson(join(tokenizerHome, "special_tokens_map.json"))),
  };
  const names = ["config.json", "generation_config.json", genaiConfigName].map((name) => join(home, name));
  const [configFile = "", generationFile = "", genaiFile = ""] = names;
  const optional = [...names, ...tokenizerFiles.map((name) => join(tokenizerHome, name))];
  return {
    path,
    graphPath,
    config: { ...configOfGenai(readJson(genaiFile)), ...readJson(configFile) },
    generationConfig: readJson(generationFile),
    tokenizerConfig,
    tokenizer: readJson(tokenizerFile, "tokenizer"),
    files: [tokenizerFile, ...optional.filter(existsSync)],
    chatTemplate: readChatTemplate(tokenizerHome, tokenizerConfig),
  };
}

const tokenizerFiles = ["tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja"];

/** Of a file that older exports keep beside the configuration; what it names counts first. */
function specialTokens(map: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([name, token]) => name.endsWith("_token") && token !== null));
}

const tokenizerHint = "bring the model's tokenizer.json, or name the folder that holds it with --tokenizer-path";

/** Names of the graph in the order they are wanted: whole precision first, one decoder before two halves. */
const graphNames = [
  "model",
  "decoder_model_merged",
  "decoder_with_past_model",
  "model_fp16",
  "model_q8",
  "model_quantized",
  "model_int8",
  "model_uint8",
  "model_q4f16",
  "model_q4",
  "model_bnb4",
  "decoder_model",
];

/** Whether it is the folder of a model: a graph lies in it or below onnx/. False also for what cannot be read. */
export function holdsGraph(folder: string): boolean {
  return graphPlaces(folder).some((place) => {
    try {
      return readdirSync(place).some(isOnnx);
    } catch {
      return false;
    }
  });
}

function graphPlaces(folder: string): string[] {
  return [join(folder, "onnx"), folder];
}

function chooseGraph(folder: string): string {
  const places = graphPlaces(folder);
  for (const name of graphNames)
    for (const place of places) if (existsSync(join(place, `${name}.onnx`))) return join(place, `${name}.onnx`);
  const others = places.flatMap((place) => (existsSync(place) ? readdirSync(place) : [])).filter(isOnnx);
  if (others.length === 0)
    throw invalid(
      folder,
      "holds no .onnx file, neither itself nor below onnx/",
      "give a .gguf file, or a folder with config.json, tokenizer.json and onnx/model.onnx",
    );
  throw invalid(folder, `holds ${others.join(", ")}, but no model.onnx`, "name the .onnx file itself");
}

function isOnnx(name: string): boolean {
  return name.endsWith(".onnx");
}

/** The folder of a graph's configuration: its own, or the one above onnx/. */
function homeOf(graphPath: string): string {
  const folder = dirname(graphPath);
  const above = dirname(folder);
  return basename(folder) === "onnx" && existsSync(join(above, "tokenizer.json")) ? above : folder;
}

function tokenizerFolder(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw invalid(path, "does not exist", "check the path of the tokenizer");
  return found.isDirectory() ? path : dirname(path);
}

function readJson(path: string, kind: OutsideKind = "model configuration"): JsonObject {
  if (!existsSync(path)) return {};
  const value = reading(path, () => readOutsideJson(path, kind) as JsonValue);
  if (!isJsonObject(value)) throw invalid(path, "holds no JSON object", "download the file again");
  return value;
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof OcLocalError) throw error;
    throw invalid(path, `cannot be read: ${errorMessage(error)}`, "download the file again", error);
  }
}

/** One template, a list of named ones, or a file of its own, which newer exports write. */
function readChatTemplate(folder: string, { chat_template: template }: JsonObject): string | null {
  const file = join(folder, "chat_template.jinja");
  if (existsSync(file)) return reading(file, () => readOutsideFile(file, "chat template").toString("utf8"));
  if (typeof template === "string") return template;
  if (!Array.isArray(template)) return null;
  const named = template.filter((entry): entry is JsonObject => typeof entry === "object" && entry !== null);
  const chosen = named.find(({ name }) => name === "default") ?? named[0];
  return typeof chosen?.template === "string" ? chosen.template : null;
}

function invalid(path: string, problem: string, hint: string, cause?: unknown): OcLocalError {
  return new OcLocalError("MODEL_FILE", `${path} ${problem}`, { hint, cause });
}
