// Columns that templates name in braces. Upstream leaves unknown braces in a prompt alone, and so does the filling here; but a
// word in braces that is no column of any row is nearly always a slip, which would be asked as it stands.
// docs/exactness.md E2.2.

import type { PromptTemplateConfig, RawTemplateConfig } from "../core/prompt.ts";

type AnyTemplateConfig = PromptTemplateConfig | RawTemplateConfig;

/** The columns that the template is filled with. */
export function filledColumns(template: AnyTemplateConfig, columns: readonly string[]): string[] {
  const texts = textsOf(contentOf(template));
  return columns.filter((column) => texts.some((text) => text.includes(`{${column}}`)));
}

/** Words in braces that look like columns: of any name, and with blanks around the name of a column, which nothing fills. */
export function wordsInBraces(template: AnyTemplateConfig, columns: readonly string[]): string[] {
  const found = textsOf(contentOf(template)).flatMap((text) => [...text.matchAll(wordInBraces)]);
  const words = found
    .map(([, word = ""]) => word)
    .filter((word) => !word.includes(" ") || columns.includes(word.trim()));
  return [...new Set(words)];
}

/** Whether the template has no text to ask with. */
export function isBlank(template: AnyTemplateConfig): boolean {
  const token = template.iceToken;
  const texts = textsOf(contentOf(template)).map((text) => (token === undefined ? text : text.replaceAll(token, "")));
  return texts.every((text) => text.trim() === "");
}

// No formula in front: not \boxed{answer}, \frac{a}{b}, x^{n}, x_{i}, ${name} or a set \{a, b\}.
const noFormula = String.raw`(?<![{$\\^_]|\\[A-Za-z]+(?:\{[^{}]*\}|\[[^\[\]]*\])*)`;
const wordInBraces = new RegExp(String.raw`${noFormula}\{( *[\p{L}_][\p{L}\p{M}\p{N}_]* *)\}(?!\})`, "gu");

function contentOf(template: AnyTemplateConfig): unknown {
  return "messages" in template ? template.messages : template.template;
}

/** Texts of prompts, without the names of roles. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => (isRoleName(key) ? [] : textsOf(inner)));
}

function isRoleName(key: string): boolean {
  return key === "role" || key === "fallback_role";
}
