// The plain form of a LaTeX answer for comparison, first version (MATH v1 and AGIEval). Null: the reference implementation
// stops with an exception on this text.

import {
  addLeadingZeros,
  fixFractions,
  fixFractionsStrictly,
  fixRoots,
  fixSlash,
  removeRightUnits,
  removeShortLeftSide,
} from "./latex-repairs.ts";

// In this order, before anything else.
const substitutions: [before: string, after: string][] = [
  ["\n", ""],
  ["\\!", ""],
  ["\\\\", "\\"],
  ["tfrac", "frac"],
  ["dfrac", "frac"],
  ["\\left", ""],
  ["\\right", ""],
  ["^{\\circ}", ""],
  ["^\\circ", ""],
  ["\\$", ""],
];

export function stripAnswer(text: string): string | null {
  return strip(text, false);
}

/** AGIEval's copy keeps `a/b` of non-integers and does not accept a fraction without parts. */
export function stripAgievalAnswer(text: string): string | null {
  return strip(text, true);
}

function strip(text: string, isAgieval: boolean): string | null {
  let plain = text;
  for (const [before, after] of substitutions) plain = plain.replaceAll(before, after);
  const withoutUnits = removeRightUnits(plain);
  if (withoutUnits === null) return null;
  plain = addLeadingZeros(withoutUnits.replaceAll("\\%", ""));
  if (plain === "") return "";
  if (plain.startsWith(".")) plain = `0${plain}`;
  const rooted = fixRoots(removeShortLeftSide(plain));
  if (rooted === null) return null;
  plain = rooted.replaceAll(" ", "");
  const expanded = isAgieval ? fixFractionsStrictly(plain) : fixFractions(plain);
  if (expanded === null) return null;
  plain = expanded === "0.5" ? "\\frac{1}{2}" : expanded;
  return fixSlash(plain) ?? (isAgieval ? plain : null);
}
