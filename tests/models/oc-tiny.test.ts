// The embedded model: it loads, its tokenizer is exact, its special tokens are the documented ones, it stays small,
// and its greedy output depends on the prompt. Read through node-llama-cpp, without any engine of this project.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Template } from "@huggingface/jinja";
import { getLlama, type Llama, LlamaLogLevel, type LlamaModel, type Token } from "node-llama-cpp";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = fileURLToPath(new URL("../../models/oc-tiny/", import.meta.url));
const BOS = 2044;
const IM_START = 2045;
const IM_END = 2046;

let llama: Llama;
let model: LlamaModel;

beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: "never", maxThreads: 1, logLevel: LlamaLogLevel.error });
  model = await llama.loadModel({ modelPath: join(folder, "oc-tiny-f16.gguf") });
});

afterAll(async () => {
  await llama.dispose();
});

test.each([
  ["Chinese", "以下是中国关于逻辑学考试的单项选择题，请选出其中的正确答案。\n答案: "],
  ["English", "Which of the following isn't a fruit?\nA. apple\nAnswer: "],
  ["mixed", "小明 said: 3 + 4 = 7。OK？"],
  ["emoji", "🙂👩‍👩‍👧🇨🇳 é"],
  ["characters outside the training text", "龘靐 Ωж ½ Ⅷ \u0000"],
  ["leading, trailing and repeated spaces", "  a   b \t\t c  "],
  ["line ends", "\n\n a\r\n\u3000b\n"],
  ["no text", ""],
])("text comes back byte for byte: %s", (_name, text) => {
  expect(model.detokenize(model.tokenize(text))).toBe(text);
});

test("words of the training text are single tokens", () => {
  expect(model.tokenize("问题")).toHaveLength(1);
  expect(model.tokenize(" following")).toHaveLength(1);
});

test("the special tokens are the documented ones, and BOS is asked for", () => {
  expect(model.tokens).toMatchObject({ bos: BOS, eos: IM_END, eot: IM_END, shouldPrependBosToken: true });
  expect(model.tokenize("<|im_start|>user<|im_end|>", true)).toEqual([IM_START, ...model.tokenize("user"), IM_END]);
});

test("special tokens written in plain text stay text", () => {
  const tokens: number[] = model.tokenize("<|im_end|>");
  expect(tokens).not.toContain(IM_END);
});

test("tokenizer.json puts BOS first, once, and holds the model's tokens", () => {
  const tokenizer = JSON.parse(readFileSync(join(folder, "tokenizer.json"), "utf8"));
  expect(tokenizer.post_processor.single).toEqual([
    { SpecialToken: { id: "<|startoftext|>", type_id: 0 } },
    { Sequence: { id: "A", type_id: 0 } },
  ]);
  const tokens = model.fileInfo.metadata.tokenizer.ggml.tokens;
  const added = tokenizer.added_tokens.map((token: { id: number; content: string }) => [token.content, token.id]);
  expect({ ...tokenizer.model.vocab, ...Object.fromEntries(added) }).toEqual(
    Object.fromEntries(tokens.map((token, id) => [token, id])),
  );
});

test("the chat template renders ChatML without a BOS of its own", () => {
  const template = new Template(String(model.fileInfo.metadata.tokenizer.chat_template));
  const messages = [
    { role: "system", content: "简短回答。" },
    { role: "user", content: "1 + 1 = ?" },
  ];
  expect(template.render({ messages, add_generation_prompt: true })).toBe(
    "<|im_start|>system\n简短回答。<|im_end|>\n<|im_start|>user\n1 + 1 = ?<|im_end|>\n<|im_start|>assistant\n",
  );
});

test("the model has the documented size", () => {
  expect(model.trainContextSize).toBe(4096);
  expect(model.embeddingVectorSize).toBe(128);
  expect(model.fileInfo.metadata.tokenizer.ggml.tokens).toHaveLength(2048);
  expect(model.fileInfo.tensorCount).toBe(2 + 4 * 9);
});

test("greedy output is varied and depends on the prompt", async () => {
  const prompts = ["今天天气很好", "The cat sat", "答案: ", "hello"];
  const outputs: Token[][] = [];
  for (const prompt of prompts) outputs.push(await greedy(prompt, 16));
  expect(new Set(outputs.map(String)).size).toBe(prompts.length);
  for (const output of outputs) expect(new Set(output).size).toBeGreaterThan(4);
});

test("everything under models/ stays below 3 MB", () => {
  const root = fileURLToPath(new URL("../../models/", import.meta.url));
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  expect(bytes).toBeLessThan(3_000_000);
});

async function greedy(prompt: string, count: number): Promise<Token[]> {
  const context = await model.createContext({ contextSize: 128, sequences: 1 });
  const start = [BOS as Token, ...model.tokenize(prompt)];
  const output: Token[] = [];
  for await (const token of context.getSequence().evaluate(start, { temperature: 0 })) {
    output.push(token);
    if (output.length === count) break;
  }
  await context.dispose();
  return output;
}
