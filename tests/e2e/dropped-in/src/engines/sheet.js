// Answers from a sheet: a text file of lines "question<tab>answer". A token is a character.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

export function takes(path) {
  return path.endsWith(".sheet");
}

export function availability() {
  return {};
}

export function ignored(settings) {
  return settings.length === 0 ? [] : [{ settings: [...settings], why: "a sheet is looked up" }];
}

export async function describe(path) {
  const bytes = readFileSync(path);
  const file = {
    path,
    parts: [{ path, bytes: bytes.length }],
    adapterFiles: [],
    weightBytes: bytes.length,
    sharesWeights: false,
    roundsActivations: false,
    deviations: [],
    name: basename(path),
    architecture: "sheet",
    fileType: null,
    contextLength,
    chatTemplate: null,
  };
  return { file, fingerprint: createHash("sha256").update(bytes).digest("hex") };
}

export async function planMemory() {
  const nothing = { weights: 0, kvCache: 0, compute: 0, total: 0, fits: true, gpuLayers: null };
  return { ...nothing, parallelSequences: 1, lines: ["a sheet takes no memory worth planning"] };
}

export async function openVocabulary() {
  return { ...tokenizer, info: { ...vocabulary, trainedContextSize: contextLength, prefixSharing }, close };
}

export async function open(options) {
  const lines = readFileSync(options.modelPath, "utf8").trimEnd().split("\n");
  const answers = lines.map((line) => line.split("\t"));
  return {
    ...tokenizer,
    info: {
      ...vocabulary,
      engine: "sheet",
      contextSize: contextLength,
      parallelSequences: 1,
      device: "a sheet",
      memory: await planMemory(),
      versions: {},
      prefixSharing,
    },
    async *generate(requests) {
      for await (const { index, tokens, maxTokens } of requests) yield answered(index, tokens, maxTokens, answers);
    },
    async *score(requests) {
      for await (const { index, tokens, from } of requests) {
        const known = answers.some(([question, answer]) =>
          tokenizer.detokenize(tokens).endsWith(`${question} ${answer}`),
        );
        yield { index, logProbs: new Float32Array(tokens.length - from).fill(known ? -0.1 : -5) };
      }
    },
    close,
  };
}

const contextLength = 4096;
const prefixSharing = "nothing is computed";
const vocabulary = {
  vocabularySize: 0x110000,
  bosToken: null,
  eosToken: null,
  templateTokens: {},
  textForm: null,
  specialTokenIds: { bos: null, eos: null, pad: null },
  addsBos: false,
  chatTemplate: null,
};

const tokenizer = {
  tokenize: (text) => Int32Array.from(text, (character) => character.codePointAt(0)),
  detokenize: (tokens) => String.fromCodePoint(...tokens),
};

/** To the question that the prompt asks last. */
function answered(index, tokens, maxTokens, answers) {
  const prompt = tokenizer.detokenize(tokens);
  const asked = answers.filter(([question]) => prompt.includes(question));
  const [last] = asked.sort(([a], [b]) => prompt.lastIndexOf(b) - prompt.lastIndexOf(a));
  const generated = tokenizer.tokenize(last?.[1] ?? "").subarray(0, maxTokens);
  const tokenCounts = { prompt: tokens.length, generated: generated.length };
  return { index, text: tokenizer.detokenize(generated), tokens: generated, finishReason: "eos", tokenCounts };
}

async function close() {}
