// The content of LaTeX's \boxed{...}: the reference answers of MATH and most models' final answers (docs/exactness.md E11.6).

import { pythonRegExp } from "../../core/python-regex.ts";

const opening = "\\boxed{";
const doubleBraces = pythonRegExp("^\\{(.*)\\}$");

export interface BoxedOptions {
  /** Take one pair of braces off a content that is itself in braces. @default false */
  stripDoubleCurlyBrace?: boolean;
}

/** Content of the last box, or null without one; `\fbox{x}` and `\boxed x` have no content in OpenCompass's eyes. */
export function extractBoxedAnswer(text: string, { stripDoubleCurlyBrace = false }: BoxedOptions = {}): string | null {
  const box = lastBox(text);
  const content = box === null ? null : boxContent(box);
  if (content === null || !stripDoubleCurlyBrace) return content;
  return doubleBraces.exec(content)?.[1] ?? content;
}

/** From the last `\boxed` (else `\fbox`) to the brace that closes the first one after it; null when none closes. */
export function lastBox(text: string): string | null {
  const boxed = text.lastIndexOf("\\boxed");
  const start = boxed < 0 ? text.lastIndexOf("\\fbox") : boxed;
  if (start < 0) return null;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return text.slice(start, at + 1);
  }
  return null;
}

/** What stands between `\boxed{` and the final brace, or null for any other text. */
export function boxContent(box: string): string | null {
  return box.startsWith(opening) && box.endsWith("}") ? box.slice(opening.length, -1) : null;
}
