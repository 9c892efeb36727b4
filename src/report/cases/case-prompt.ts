// The prompt of a case for reading. Its end is the question; what stands before it is the same for many rows, so that a
// shortened prompt keeps the end. Of a PPL question the prompt is what the texts of its labels have in common.

import type { JsonObject, JsonValue } from "../../core/json.ts";
import { pyStr } from "../../core/python-text.ts";
import type { StoredLabel, StoredRow } from "../../core/stored-row.ts";

const most = { characters: 700, lines: 12 };

/** @param isWhole With in-context examples and all messages, nothing cut. */
export function casePrompt({ prompt, labels }: Pick<StoredRow, "prompt" | "labels">, isWhole: boolean): string {
  const whole = labels.length > 0 ? commonStart(labels.map((label) => label.prompt)) : promptText(prompt);
  if (isWhole) return whole;
  const question = labels.length > 0 ? commonStart(labels.map(({ input }) => input)) : lastMessage(prompt);
  const end = keepEnd(question.trimEnd());
  const before = [...whole.trimEnd()].length - [...end].length;
  return before > 0 ? `… ${before} characters before\n${end}` : end;
}

/** What sets a label's text apart: its continuation. */
export function labelEnding({ input }: StoredLabel, labels: readonly StoredLabel[]): string {
  return input.slice(commonStart(labels.map((label) => label.input)).length);
}

function promptText(prompt: JsonValue): string {
  if (prompt === null) return "";
  if (!Array.isArray(prompt)) return pyStr(prompt);
  return prompt
    .map((message) => (isMessage(message) ? `${message.role}: ${message.prompt}` : pyStr(message)))
    .join("\n");
}

/** Of a chat the last message that says something. */
function lastMessage(prompt: JsonValue): string {
  if (!Array.isArray(prompt)) return promptText(prompt);
  const last = prompt.findLast((message) => !isMessage(message) || message.prompt !== "");
  if (last === undefined) return "";
  return isMessage(last) ? last.prompt : pyStr(last);
}

function isMessage(value: JsonValue): value is JsonObject & { role: string; prompt: string } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return typeof value.role === "string" && typeof value.prompt === "string";
}

/** By code points, and from the start of a line where that leaves most of it. */
function keepEnd(text: string): string {
  const lines = text.split("\n").slice(-most.lines).join("\n");
  const characters = [...lines];
  if (characters.length <= most.characters) return lines;
  const end = characters.slice(-most.characters).join("");
  const newline = end.indexOf("\n");
  return newline >= 0 && newline < end.length / 2 ? end.slice(newline + 1) : end;
}

function commonStart(texts: readonly string[]): string {
  const [first = "", ...rest] = texts;
  const differs = (at: number) => rest.some((text) => text[at] !== first[at]);
  let length = 0;
  while (length < first.length && !differs(length)) length++;
  // Never between the two halves of a character.
  const last = first.charCodeAt(length - 1);
  return first.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
