// The embedded model: it loads, its tokenizer is exact, its special tokens are the documented ones, it stays small,
// and it answers. Read through node-llama-cpp, without any engine of this project.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getLlama, type Llama, LlamaLogLevel, type LlamaModel, type Token } from "node-llama-cpp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChatMessage } from "../../src/core/prompt.ts";
import { compileChatTemplate } from "../../src/prompt/chat-template.ts";

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
  expect(model.tokenize(" 苹果")).toHaveLength(1);
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
  const tokenizer = JSON.parse(readFileSync(join(folder, "../oc-tiny-onnx/tokenizer.json"), "utf8"));
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

test("the chat template renders ChatML, BOS included, and tokenizer_config.json has the same one", () => {
  const template = compileChatTemplate({
    source: String(model.fileInfo.metadata.tokenizer.chat_template),
    specialTokens: { bos_token: "<|startoftext|>" },
  });
  const messages: ChatMessage[] = [
    { role: "system", content: "简短回答。" },
    { role: "user", content: "1 + 1 = ?" },
  ];
  expect(template.render(messages, { addGenerationPrompt: true, now: () => ({ wallMs: 0, offsetMinutes: 0 }) })).toBe(
    "<|startoftext|><|im_start|>system\n简短回答。<|im_end|>\n<|im_start|>user\n1 + 1 = ?<|im_end|>\n<|im_start|>assistant\n",
  );
  const config = JSON.parse(readFileSync(join(folder, "../oc-tiny-onnx/tokenizer_config.json"), "utf8"));
  expect(config.chat_template).toBe(model.fileInfo.metadata.tokenizer.chat_template);
});

test("the model has the documented size", () => {
  expect(model.trainContextSize).toBe(4096);
  expect(model.embeddingVectorSize).toBe(128);
  expect(model.fileInfo.metadata.tokenizer.ggml.tokens).toHaveLength(2048);
  expect(model.fileInfo.tensorCount).toBe(2 + 4 * 9);
});

test("it answers what it was trained to answer, and ends", async () => {
  const question = "Question: Tom has 3 apples and buys 4 more. How many apples does Tom have now?";
  const answer = await greedy(
    `<|im_start|>user\n${question}\nLet's think step by step\nAnswer:<|im_end|>\n<|im_start|>assistant\n`,
  );
  expect(answer).toBe("3 + 4 = 7\n#### 7");
});

test("everything under models/ stays below 15 MB", () => {
  const root = fileURLToPath(new URL("../../models/", import.meta.url));
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  expect(bytes).toBeLessThan(15_000_000);
});

/** The likeliest answer to a text after BOS, up to the end token. */
async function greedy(prompt: string): Promise<string> {
  const context = await model.createContext({ contextSize: 256, sequences: 1 });
  const start = [BOS as Token, ...model.tokenize(prompt, true)];
  const output: Token[] = [];
  for await (const token of context.getSequence().evaluate(start, { temperature: 0 })) {
    if (output.push(token) === 32) break;
  }
  await context.dispose();
  return model.detokenize(output);
}
