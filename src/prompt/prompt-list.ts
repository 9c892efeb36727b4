// Operations on prompts: a prompt is text, or a list of text, role items and section markers (OpenCompass's PromptList).
// Nothing is changed in place; items that stay as they are are shared.

import { OcLocalError } from "../core/errors.ts";
import type { ChatMessage, Prompt, PromptItem, PromptList, RoleItem, SectionMarker } from "../core/prompt.ts";
import { type PythonValue, safeFormat } from "../core/python-text.ts";

/** Text, or sections and roles: what templates other than raw ones produce. */
export type SectionedPrompt = string | PromptList;

/** Fills `{column}` in text and in the `prompt` of role items, not in their `begin` and `end` (docs/exactness.md E2.3). */
export function fillPrompt(prompt: SectionedPrompt, row: Readonly<Record<string, PythonValue>>): SectionedPrompt {
  return mapText(prompt, (text) => safeFormat(text, row));
}

/**
 * Puts a prompt in the place of a token (docs/exactness.md E2.4). A list is spliced in where the token stands in text; empty pieces
 * vanish.
 * @throws OcLocalError TEMPLATE when a list would have to go inside a role's text or into plain text.
 */
export function replaceInPrompt(prompt: SectionedPrompt, token: string, by: SectionedPrompt): SectionedPrompt {
  if (typeof by === "string") return mapText(prompt, (text) => text.replaceAll(token, () => by));
  if (typeof prompt === "string") {
    throw new OcLocalError("TEMPLATE", `rounds of roles cannot be put at "${token}" of a plain text template`, {
      hint: "write both the prompt template and the example template as text, or both as rounds",
    });
  }
  return prompt.flatMap((item) => spliceInto(item, token, by));
}

/** One list of both; an empty side adds nothing. */
export function concatPrompts(left: SectionedPrompt, right: SectionedPrompt): PromptList {
  return [left, right].flatMap((prompt) => (typeof prompt === "string" ? (prompt === "" ? [] : [prompt]) : prompt));
}

/** All text of a prompt without any decoration. */
export function promptText(prompt: SectionedPrompt): string {
  return typeof prompt === "string" ? prompt : prompt.map(itemText).join("");
}

/** Whether a prompt is already what a chat template takes. */
export function isChatMessages(prompt: Prompt): prompt is ChatMessage[] {
  const isMessage = (item: Prompt[number]) => typeof item === "object" && "role" in item && "content" in item;
  return Array.isArray(prompt) && prompt.length > 0 && (prompt as PromptList).every(isMessage);
}

export function isMarker(item: PromptItem): item is SectionMarker {
  return typeof item === "object" && "section" in item;
}

/** What an item adds where sections do not matter. */
export function itemText(item: PromptItem): string {
  if (typeof item === "string") return item;
  return "section" in item ? "" : (item.prompt ?? "");
}

function mapText(prompt: SectionedPrompt, change: (text: string) => string): SectionedPrompt {
  if (typeof prompt === "string") return change(prompt);
  return prompt.map((item) => {
    if (typeof item === "string") return change(item);
    if (isMarker(item) || item.prompt === undefined) return item;
    return { ...item, prompt: change(item.prompt) };
  });
}

function spliceInto(item: PromptItem, token: string, by: PromptList): PromptList {
  if (typeof item === "string") {
    const pieces = item.split(token);
    return pieces.flatMap((piece, i) => [...(piece === "" ? [] : [piece]), ...(i < pieces.length - 1 ? by : [])]);
  }
  if (!isMarker(item) && item.prompt?.includes(token)) throw tokenInsideRole(item, token);
  return [item];
}

function tokenInsideRole(item: RoleItem, token: string): OcLocalError {
  return new OcLocalError(
    "TEMPLATE",
    `rounds of roles cannot be put at "${token}" inside the text of role ${item.role}`,
    {
      hint: `put "${token}" into the template's "begin", as an item of its own`,
    },
  );
}
