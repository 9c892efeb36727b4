// The JSON files of an ONNX folder made hostile: configuration, tokenizer, special tokens.

import { linkSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject, JsonValue } from "../../../src/core/json.ts";
import { chance, type Draw, pick, sizeUpTo } from "../draw.ts";
import { write } from "../files.ts";
import { hostileText } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";
import { mutateBytes } from "../mutate-bytes.ts";
import { jsonText, mutateJson } from "../mutate-json.ts";
import { modelCommands } from "./model-commands.ts";

export const onnxSettings = ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"];

export const onnxFolder: Kind = {
  name: "onnx-folder",
  weight: 2,
  make(draw, { work, bases }) {
    const hostile = pick(draw, [...onnxSettings, "tokenizer.json", "tokenizer.json"]);
    let about = hostile;
    for (const name of onnxSettings) {
      const bytes = readFileSync(join(bases.onnx, name));
      if (name !== hostile) write(work, `model/${name}`, bytes);
      else {
        const [how, changed] = hostileFile(draw, name, bytes);
        write(work, `model/${name}`, changed);
        about += `: ${how}`;
      }
    }
    for (const name of ["model.onnx", "model.onnx_data"]) {
      write(work, "model/onnx/.keep", "");
      linkSync(join(bases.onnx, "onnx", name), join(work, "model", "onnx", name));
    }
    return { about, commands: modelCommands(draw, "model") };
  },
};

function hostileFile(draw: Draw, name: string, bytes: Buffer): [how: string, bytes: Uint8Array | string] {
  if (chance(draw, 6)) return ["bytes changed", mutateBytes(draw, bytes)];
  const value = JSON.parse(bytes.toString()) as JsonObject;
  if (name !== "tokenizer.json" || chance(draw, 4)) return ["values", jsonText(draw, mutateJson(draw, value))];
  const part = pick(draw, parts);
  return [part.name, jsonText(draw, { ...value, ...part(draw, value) })];
}

/** With a text of many a's, as prompts may hold. */
const patterns = [
  "(a+)+$",
  "(a|aa)+$",
  "([a-z]+)*!",
  "(?=(a+))a*b\\1",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "(.*)(.*)(.*)(.*)(.*)x",
  "(\\w+\\s?)+!",
  "(?:a?){30}a{30}",
  "[",
  "(?<name>",
  "(?i:x)(?",
  "\\p{Nothing}",
  "",
  "a{1000000}",
  "(?:(?:(?:a{100}){100}){100})",
];

type Part = (draw: Draw, tokenizer: JsonObject) => JsonObject;

function preTokenizer(draw: Draw): JsonObject {
  const split = (pattern: JsonValue) => ({ type: "Split", pattern, behavior: "Isolated", invert: false });
  const regular = Array.from({ length: 1 + draw(3) }, () => split({ Regex: pick(draw, patterns) }));
  return { pre_tokenizer: { type: "Sequence", pretokenizers: [...regular, split({ String: hostileText(draw) })] } };
}

function normalizer(draw: Draw): JsonObject {
  const grow = { type: "Replace", pattern: { String: "a" }, content: "a".repeat(sizeUpTo(draw, 10_000)) };
  const search = { type: "Replace", pattern: { Regex: pick(draw, patterns) }, content: "x" };
  const list = Array.from({ length: 1 + draw(6) }, () => pick(draw, [grow, search, { type: hostileText(draw) }]));
  return { normalizer: { type: "Sequence", normalizers: list } };
}

function vocabulary(draw: Draw, { model }: JsonObject): JsonObject {
  const old = model as JsonObject;
  const vocab = { ...(old.vocab as JsonObject) };
  const names = Object.keys(vocab);
  for (let left = 1 + sizeUpTo(draw, 50); left > 0; left--) vocab[pick(draw, names)] = draw(3000) - 500;
  vocab[hostileText(draw)] = pick(draw, [0, -1, 2 ** 40, 1.5, 2048]);
  return { model: { ...old, vocab } };
}

function addedTokens(draw: Draw): JsonObject {
  const token = (i: number) => ({
    ...{ id: 2000 + i, content: chance(draw, 2) ? hostileText(draw) : `<${i}>` },
    ...{ special: chance(draw, 2), single_word: chance(draw, 2), lstrip: chance(draw, 2), rstrip: chance(draw, 2) },
    normalized: chance(draw, 2),
  });
  return { added_tokens: Array.from({ length: sizeUpTo(draw, 3000) }, (_, i) => token(i)) };
}

function deepSequence(draw: Draw): JsonObject {
  let part: JsonObject = { type: "NFC" };
  for (let left = sizeUpTo(draw, 3000); left > 0; left--) part = { type: "Sequence", normalizers: [part] };
  return { normalizer: part };
}

function postProcessor(draw: Draw): JsonObject {
  const piece = { SpecialToken: { id: hostileText(draw), type_id: 0 } };
  const single = Array.from({ length: sizeUpTo(draw, 10_000) }, () => piece);
  return { post_processor: { type: "TemplateProcessing", single, pair: [], special_tokens: {} } };
}

function merges(draw: Draw, { model }: JsonObject): JsonObject {
  const list = Array.from({ length: sizeUpTo(draw, 50_000) }, () => pick(draw, ["a b", "ab", ["a", "b"], [], "", 1]));
  return { model: { ...(model as JsonObject), merges: list } };
}

const parts: readonly Part[] = [preTokenizer, normalizer, vocabulary, addedTokens, deepSequence, postProcessor, merges];
