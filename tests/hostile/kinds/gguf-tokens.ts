// GGUF files with hostile vocabularies: equal tokens, long ones, special tokens that are none.

import { ggufBytes } from "../../engines/gguf-writer.ts";
import type { WholeFile } from "../../engines/rewrite-gguf.ts";
import { type Draw, pick, sizeUpTo } from "../draw.ts";
import { write } from "../files.ts";
import { modelParts, setTokens, tokensOf } from "../gguf-parts.ts";
import { hostileText } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";
import { modelCommands } from "./model-commands.ts";

export const ggufTokens: Kind = {
  name: "gguf-tokens",
  weight: 2,
  make(draw, { work }) {
    const file = modelParts();
    const about = Array.from({ length: 1 + draw(2) }, () => pick(draw, changes)(draw, file)).join(", ");
    write(work, "hostile.gguf", ggufBytes(file));
    return { about: `a GGUF vocabulary: ${about}`, commands: modelCommands(draw, "hostile.gguf") };
  },
};

type Change = (draw: Draw, file: WholeFile) => string;

const pieces = [" ", "Ġ", "a", "▁", "\n", "é", "\u0000", "<", "["];
const tokenizers = ["llama", "gpt2", "bert", "t5", "rwkv", "plamo2", "no_vocab", "none", "", "GPT2"];
const splitters = ["default", "llama-bpe", "qwen2", "gpt-4o", "deepseek-llm", "tekken", "nothing", "", "kimi-k2"];
const idKeys = ["bos", "eos", "unknown", "padding", "eot", "eom", "fim_pre", "mask"];

const changes: readonly Change[] = [
  (draw, file) => {
    const tokens = tokensOf(file);
    const [a, b] = [draw(tokens.length), draw(tokens.length)];
    tokens[a] = tokens[b] as string;
    setTokens(file, tokens);
    return `token ${a} is token ${b}`;
  },
  (draw, file) => {
    const tokens = tokensOf(file);
    const [at, piece, length] = [draw(tokens.length), pick(draw, pieces), sizeUpTo(draw, 300_000)];
    tokens[at] = piece.repeat(length);
    setTokens(file, tokens);
    return `token ${at} is ${length} times ${JSON.stringify(piece)}`;
  },
  (draw, file) => {
    const tokens = tokensOf(file);
    const at = draw(tokens.length);
    tokens[at] = hostileText(draw);
    setTokens(file, tokens);
    return `token ${at} is a hostile text`;
  },
  (draw, file) => {
    const tokens = tokensOf(file).slice(0, draw(2048));
    const count = sizeUpTo(draw, 300_000);
    setTokens(file, [...tokens, ...Array.from({ length: count }, (_, i) => `more${i}`)]);
    return `${tokens.length} and ${count} tokens`;
  },
  (draw, { metadata }) => {
    const key = `tokenizer.ggml.${pick(draw, idKeys)}_token_id`;
    const value = pick(draw, [0, 2047, 2048, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]);
    metadata[key] = { type: "u32", value };
    return `${key} = ${value}`;
  },
  (draw, { metadata }) => {
    metadata["tokenizer.ggml.model"] = { type: "string", value: pick(draw, tokenizers) };
    return "another tokenizer";
  },
  (draw, { metadata }) => {
    metadata["tokenizer.ggml.pre"] = { type: "string", value: pick(draw, splitters) };
    return "another pre-tokenizer";
  },
  (draw, { metadata }) => {
    const count = sizeUpTo(draw, 100_000);
    const merge = pick(draw, ["a b", "ab", "", " ", "a b c", "  "]);
    metadata["tokenizer.ggml.merges"] = { type: "strings", value: Array.from({ length: count }, () => merge) };
    return `${count} merges ${JSON.stringify(merge)}`;
  },
  (draw, { metadata }) => {
    const value = Array.from({ length: sizeUpTo(draw, 4096) }, () => pick(draw, [0, 1, 2, 3, 4, 5, 6, 7, 2 ** 31]));
    metadata["tokenizer.ggml.token_type"] = { type: "u32s", value };
    return `${value.length} token types`;
  },
  (draw, { metadata }) => {
    const value = Array.from({ length: sizeUpTo(draw, 4096) }, () => draw(2 ** 32));
    metadata["tokenizer.ggml.scores"] = { type: "u32s", value };
    return `${value.length} scores`;
  },
];
