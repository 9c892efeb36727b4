// What the engines for GGUF files say of a model before it is opened.

import { closeSync, openSync, readSync, statSync } from "node:fs";
import { extname } from "node:path";
import { OcLocalError } from "../core/errors.ts";
import { fingerprint } from "../core/fingerprint.ts";
import type { DescribeSettings, EngineModule, ModelDescription } from "./engine.ts";
import { requireCacheType } from "./flash-attention.ts";
import { ggufDeviations } from "./gguf/deviations.ts";
import { filesFingerprint, ggufFingerprint } from "./gguf/fingerprint.ts";
import { partPaths } from "./gguf/parts.ts";
import { type GgufModel, readGguf, requireLanguageModel, requireVocabulary, requireWeights } from "./gguf.ts";
import { requireAdapter } from "./open-checks.ts";

export const ggufModels = {
  takes: (path) => /\.gguf$/i.test(path) || (extname(path) === "" && beginsAsGguf(path)),
  describe,
  ignored: (settings) =>
    settings.includes("--tokenizer-path")
      ? [{ settings: ["--tokenizer-path"], why: "a GGUF file carries its own tokenizer" }]
      : [],
  requireWeights: ({ gguf }) => requireWeights(gguf as GgufModel),
  requireSettings: ({ gguf }, settings) => requireCacheType(gguf as GgufModel, settings),
} satisfies Partial<EngineModule>;

/** Ollama and the cache of Hugging Face keep files under their hash. False also for what cannot be read: whoever opens it says so. */
function beginsAsGguf(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, "r");
    const start = Buffer.alloc(4);
    try {
      readSync(file, start, 0, start.length, 0);
    } finally {
      closeSync(file);
    }
    return start.toString("latin1") === "GGUF";
  } catch {
    return false;
  }
}

async function describe(
  path: string,
  { abbr, engine, adapters }: DescribeSettings,
): Promise<ModelDescription & { gguf: GgufModel }> {
  if (path.endsWith(".onnx") || statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new OcLocalError("MODEL_FILE", `model ${abbr}: ${path} is no GGUF file, which the engine "${engine}" reads`, {
      hint: "run an ONNX model with the engine onnx, or give a .gguf file",
    });
  const gguf = await readGguf(path);
  requireLanguageModel(gguf);
  requireVocabulary(gguf);
  const file = {
    ...gguf,
    adapterFiles: adapters.flatMap((adapter) => partPaths(adapter.path)),
    sharesWeights: true,
    deviations: ggufDeviations(gguf),
    roundsActivations: gguf.tensors.some(({ type }) => !/^(B?F16|F32)$/i.test(type.name)),
  };
  return { file, gguf, fingerprint: await weightsFingerprint(gguf, adapters) };
}

/** Adapters are part of the weights: the same file with another adapter gives other answers. */
async function weightsFingerprint(gguf: GgufModel, adapters: DescribeSettings["adapters"]): Promise<string> {
  const own = await filesFingerprint(gguf.parts.map((part) => part.path));
  const pieces = [own];
  for (const { path, scale } of adapters) {
    const adapter = await readGguf(path);
    requireAdapter(adapter, gguf);
    pieces.push(await ggufFingerprint(adapter.path), String(scale));
  }
  return adapters.length === 0 ? own : fingerprint(...pieces);
}
