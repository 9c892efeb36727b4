// Rows of a dataset as prompts, in the forms the golden file prompts_real records.

import { createHash } from "node:crypto";
import type { JsonValue } from "../../src/core/json.ts";
import type { Prompt } from "../../src/core/prompt.ts";
import { createChatMeta, defaultChatMeta, toChatMessages } from "../../src/prompt/chat-meta-template.ts";
import { createLmTemplate } from "../../src/prompt/lm-meta-template.ts";
import type { RealDataset } from "./open-real-dataset.ts";

const plain = createLmTemplate(null);
const chatml = createLmTemplate({
  round: [
    { role: "HUMAN", begin: "<|im_start|>user\n", end: "<|im_end|>\n" },
    { role: "BOT", begin: "<|im_start|>assistant\n", end: "<|im_end|>\n", generate: true },
  ],
});
const hfChat = createChatMeta(defaultChatMeta);

export function renderRow(dataset: RealDataset, index: number): Record<string, unknown> {
  const ice_ids = dataset.iceIds[index] ?? [];
  const row = dataset.rows[index] ?? {};
  const common = { row: index, ice_ids, gold: row[dataset.outputColumn] };
  if (dataset.asksLabels) {
    const per_label = dataset.labels.map((label) => {
      const prompt = dataset.prompts.labelPrompt(index, label, ice_ids);
      return { prompt, plain: orSame(plain.render(prompt, "ppl"), prompt) };
    });
    return { ...common, ...(dataset.scoresContinuation && { cont: row.cont }), per_label };
  }
  const prompt = dataset.prompts.generationPrompt(index, ice_ids);
  return {
    ...common,
    prompt,
    plain: orSame(plain.render(prompt, "gen"), prompt),
    chatml: orSame(chatml.render(prompt, "gen"), prompt),
    hf_chat: toChatMessages(hfChat.converse(prompt, "gen")),
  };
}

/** SHA-256 over all test rows (and in a row all labels) of the text and a zero byte; the length in code points. */
export function allRowsDigest(dataset: RealDataset): Record<string, unknown> {
  const texts = createHash("sha256");
  const golds = createHash("sha256");
  let chars = 0;
  dataset.rows.forEach((row, index) => {
    for (const text of textsOf(dataset, index)) {
      texts.update(`${text}\0`);
      chars += [...text].length;
    }
    const gold = row[dataset.outputColumn] ?? null;
    golds.update(`${typeof gold === "string" ? gold : compactJson(gold)}\0`);
  });
  return { plain_sha256: texts.digest("hex"), chars, gold_sha256: golds.digest("hex") };
}

function textsOf({ prompts, asksLabels, labels, iceIds }: RealDataset, index: number): string[] {
  const ids = iceIds[index] ?? [];
  if (!asksLabels) return [plain.render(prompts.generationPrompt(index, ids), "gen")];
  return labels.map((label) => plain.render(prompts.labelPrompt(index, label, ids), "ppl"));
}

function orSame(text: string, prompt: Prompt): unknown {
  return text === prompt ? { $same: "prompt" } : text;
}

function compactJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(compactJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${compactJson(value[key] as JsonValue)}`).join(",")}}`;
}
