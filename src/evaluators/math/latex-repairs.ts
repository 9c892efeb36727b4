// Repairs of shorthand LaTeX in answers (math_equivalence of Hendrycks et al. 2021). Null stands for the places where the
// reference implementation stops with an exception, which the caller turns into "this comparison does not apply".

import { parsePythonInt } from "../../core/python-number.ts";

/** `\frac12` to `\frac{1}{2}`, `\frac1{72}` to `\frac{1}{72}`; the text as it is when a fraction has fewer than two parts. */
export function fixFractions(text: string): string {
  return expandFractions(text) ?? text;
}

/** The same, but null when a fraction has no part at all, as AGIEval's copy has it. */
export function fixFractionsStrictly(text: string): string | null {
  const [, ...fractions] = text.split("\\frac");
  const short = fractions.findIndex((fraction) => !fraction.startsWith("{") && [...fraction.slice(0, 4)].length < 2);
  return fractions[short] === "" ? null : fixFractions(text);
}

function expandFractions(text: string): string | null {
  const [head = "", ...fractions] = text.split("\\frac");
  let expanded = head;
  for (const fraction of fractions) {
    const over = characterAt(fraction, 0);
    const under = characterAt(fraction, over.length);
    if (over !== "{" && under === "") return null;
    const rest = fraction.slice(over.length + under.length);
    if (over === "{") expanded += `\\frac${fraction}`;
    else expanded += under === "{" ? `\\frac{${over}}{${rest}` : `\\frac{${over}}{${under}}${rest}`;
  }
  return expanded;
}

/** `a/b` to `\frac{a}{b}` for integers in plain notation; null when a part is no integer. */
export function fixSlash(text: string): string | null {
  const parts = text.split("/");
  if (parts.length !== 2) return text;
  const [over, under] = parts.map(parsePythonInt) as [bigint | null, bigint | null];
  if (over === null || under === null) return null;
  return text === `${over}/${under}` ? `\\frac{${over}}{${under}}` : text;
}

/** `\sqrt3` to `\sqrt{3}`; null when nothing follows a root. */
export function fixRoots(text: string): string | null {
  const [head = "", ...roots] = text.split("\\sqrt");
  let fixed = head;
  for (const root of roots) {
    if (root === "") return null;
    const first = characterAt(root, 0);
    fixed += first === "{" ? `\\sqrt${root}` : `\\sqrt{${first}}${root.slice(first.length)}`;
  }
  return fixed;
}

/** Cuts a unit at `\text{ `; null when there are two. */
export function removeRightUnits(text: string): string | null {
  const parts = text.split("\\text{ ");
  return parts.length > 2 ? null : (parts[0] as string);
}

/** Takes "k = " or "x=" off: one equals sign with at most two characters in front. */
export function removeShortLeftSide(text: string): string {
  const [left = "", right, ...more] = text.split("=");
  const isShort = [...left.slice(0, 5)].length <= 2;
  return right !== undefined && more.length === 0 && isShort ? right : text;
}

/** A zero in front of a decimal point at the start, after a blank or after a brace. */
export function addLeadingZeros(text: string): string {
  return text.replaceAll(" .", " 0.").replaceAll("{.", "{0.");
}

function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}
