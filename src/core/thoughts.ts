// A reasoning model's answer without its thoughts. Of thoughts that end this is OpenCompass's extract_non_reasoning_content:
// every shortest start...end pair is removed, and with an end tag alone, all before the last one. Tags are literal here. Two
// things go beyond it: a thought may begin in the prompt, and one without an end was cut, so that nothing in it is an answer.
// docs/exactness.md E10.10.

import { z } from "zod";
import type { JsonValue } from "./json.ts";
import { strip } from "./unicode.ts";

export const thinkingTagsSchema = z
  .tuple([z.string().min(1), z.string().min(1)])
  .refine(([start, end]) => start !== end, "the two tags are one text");

/** What begins and what ends a thought. */
export type ThinkingTags = z.output<typeof thinkingTagsSchema>;

export const thinkingSchema = z.object({
  tags: thinkingTagsSchema,
  opens: z
    .boolean()
    .exactOptional()
    .describe("the chat template ends every prompt with the start tag; absent: plain prompts"),
});

export type Thinking = z.output<typeof thinkingSchema>;

export type Thought = "closed" | "unclosed";

export interface Answered<T extends JsonValue = JsonValue> {
  /** The answer as it is where no thought is in it. */
  answer: T;
  /** Of several texts, unclosed where one of them is. */
  thought?: Thought;
}

/** Tags of models that think, the commonest first. */
export const knownTags: readonly ThinkingTags[] = [
  ["<think>", "</think>"],
  ["<thinking>", "</thinking>"],
  ["<thought>", "</thought>"],
  ["<reasoning>", "</reasoning>"],
  ["<seed:think>", "</seed:think>"],
  ["[THINK]", "[/THINK]"],
  ["<|START_THINKING|>", "<|END_THINKING|>"],
  ["◁think▷", "◁/think▷"],
];

/** The first of them that a text mentions. A template may also name them to take earlier thoughts out of a chat. */
export function mentionedTags(text: string): ThinkingTags | undefined {
  return knownTags.find((tags) => tags.some((tag) => text.includes(tag)));
}

/** @param prediction A text, or several. @param prompt As stored: of a plain text the end is what the model continued. */
export function withoutThoughts(prediction: JsonValue, thinking: Thinking, prompt?: JsonValue): Answered {
  if (Array.isArray(prediction)) {
    const each = prediction.map((one) => withoutThoughts(one, thinking, prompt));
    const thoughts = each.flatMap(({ thought }) => thought ?? []);
    const thought = thoughts.includes("unclosed") ? "unclosed" : thoughts[0];
    return { answer: each.map(({ answer }) => answer), ...(thought && { thought }) };
  }
  if (typeof prediction !== "string") return { answer: prediction };
  const isOpen = thinking.opens ?? (typeof prompt === "string" && endsInTag(prompt, thinking.tags));
  return takeOut(prediction, thinking.tags, isOpen);
}

/** Whether what follows a text belongs to a thought. */
export function endsInTag(text: string, [start]: ThinkingTags): boolean {
  return text.trimEnd().endsWith(start);
}

function takeOut(text: string, tags: ThinkingTags, isOpen: boolean): Answered<string> {
  const [start, end] = tags;
  if (!text.includes(start)) {
    if (text.includes(end)) return { answer: behindLast(end, text), thought: "closed" };
    return isOpen ? { answer: "", thought: "unclosed" } : { answer: text };
  }
  // Also where the model writes the tag again that stands at the end of its prompt.
  const { kept, isCut } = withoutPairs(isOpen ? start + text : text, tags);
  if (!isCut) return { answer: strip(kept), thought: "closed" };
  return { answer: behindLast(end, kept), thought: "unclosed" };
}

function behindLast(end: string, text: string): string {
  const at = text.lastIndexOf(end);
  return strip(at < 0 ? text : text.slice(at + end.length));
}

function withoutPairs(text: string, [start, end]: ThinkingTags): { kept: string; isCut: boolean } {
  let kept = "";
  for (let from = 0; ; ) {
    const opening = text.indexOf(start, from);
    if (opening < 0) return { kept: kept + text.slice(from), isCut: false };
    kept += text.slice(from, opening);
    const closing = text.indexOf(end, opening + start.length);
    if (closing < 0) return { kept, isCut: true };
    from = closing + end.length;
  }
}
