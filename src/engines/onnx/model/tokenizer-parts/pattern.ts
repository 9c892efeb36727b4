// Patterns of a tokenizer.json, which are Oniguruma's, as JavaScript ones. Hugging Face's library in JavaScript translates
// classes, escapes and anchors, but takes possessive quantifiers and atomic groups for ordinary ones; those are written here as
// a look-ahead that is referred back to, which gives nothing back either.

import { OcLocalError } from "../../../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../../../core/json.ts";
import { libraryPart } from "./library-part.ts";

/** @throws Error for a pattern that JavaScript cannot express. */
export function compilePattern(pattern: JsonValue | undefined): RegExp {
  const { Regex: regex, String: text } = (pattern ?? {}) as JsonObject;
  if (typeof text === "string") return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "gu");
  if (typeof regex !== "string")
    throw new OcLocalError("MODEL_FILE", "a pattern of the tokenizer is neither text nor regex");
  return translate(withoutPossessives(regex));
}

export function compileRegex(regex: string): RegExp {
  return compilePattern({ Regex: regex });
}

function translate(regex: string): RegExp {
  const config = { type: "Split", pattern: { Regex: regex }, behavior: "Isolated", invert: false };
  const { pattern } = libraryPart("pre_tokenizer", config);
  if (pattern instanceof RegExp) return pattern;
  throw new OcLocalError("MODEL_FILE", `the tokenizer's pattern ${regex} cannot be read`);
}

// One atom's text, or a mark that stands alone.
const elements =
  /\\[pPx]\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\[\s\S]|\(\?>|\((?:\?(?:<[=!]|<\w+>|i:|[:=!]))?|\{\d*,?\d*\}|[\s\S]/gu;

interface OpenGroup {
  start: number;
  isAtomic: boolean;
}

function withoutPossessives(regex: string): string {
  let out = "";
  let atomStart = -1;
  let quantified = "";
  let named = 0;
  const open: OpenGroup[] = [];
  const keep = (start: number) => {
    // Names without letters, which a case-insensitive group would rewrite.
    const name = `_${named++}`;
    out = `${out.slice(0, start)}(?:(?=(?<${name}>${out.slice(start)}))\\k<${name}>)`;
  };
  for (const element of splitElements(regex)) {
    const isQuantifier = /^[*+?]$|^\{\d+,?\d*\}$|^\{,\d+\}$/.test(element) && atomStart >= 0;
    if (isQuantifier && quantified === "") {
      out += element;
      quantified = element;
    } else if (isQuantifier && element === "+" && /^[*+?]$/.test(quantified)) {
      keep(atomStart);
      quantified = "{}";
    } else if (isQuantifier) {
      out += element;
    } else if (element.startsWith("(")) {
      open.push({ start: out.length, isAtomic: element === "(?>" });
      out += element === "(?>" ? "(?:" : element;
      [atomStart, quantified] = [-1, ""];
    } else if (element === ")") {
      const group = open.pop();
      out += ")";
      if (group?.isAtomic) keep(group.start);
      [atomStart, quantified] = [group?.start ?? -1, ""];
    } else {
      [atomStart, quantified] = [element === "|" ? -1 : out.length, ""];
      out += element;
    }
  }
  return out;
}

/** A class with all that is inside of it is one element. */
function splitElements(regex: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const [element] of regex.matchAll(elements)) {
    if (depth > 0) found[found.length - 1] += element;
    else found.push(element);
    // Inside of a class a parenthesis is a character, of which the expression may have taken what follows.
    if (element === "[") depth++;
    else if (element === "]" && depth > 0) depth--;
  }
  return found;
}
