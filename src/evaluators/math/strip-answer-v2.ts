// The plain form of a LaTeX answer for comparison, second version (MATH v2): also drops trailing units, text commands,
// percent signs, "and", and zero decimals; writes j as i. Null: the reference implementation stops with an exception.
// docs/exactness.md E12.7.

import { pythonRegExp } from "../../core/python-regex.ts";
import { rstrip, strip } from "../../core/unicode.ts";
import { replacePairs } from "../../postprocess/text/pairs.ts";
import { addLeadingZeros, fixFractions, fixSlash, removeShortLeftSide } from "./latex-repairs.ts";

const roots = pythonRegExp("\\\\sqrt(\\w+)", "g");
// A digit in front is enough: as `(\d+)\.0+` the patterns are quadratic on long numbers.
const zeroDecimals = pythonRegExp("(?<=\\d)\\.0+([^\\d])", "g");
const finalZeroDecimals = pythonRegExp("(?<=\\d)\\.0+$");

const typography: [before: string, after: string][] = [
  ["\\!", ""],
  ["\\ ", ""],
  ["\\\\", "\\"],
  ["\\\\", "\\"],
  ["tfrac", "frac"],
  ["dfrac", "frac"],
  ["\\left", ""],
  ["\\right", ""],
];
const decorations: [before: string, after: string][] = [
  ["^{\\circ}", ""],
  ["^\\circ", ""],
  ["\\$", ""],
  ["$", ""],
  ["\\text", ""],
  ["x\\in", ""],
  ["\\%", ""],
  ["%", ""],
];

export function stripAnswerV2(text: string): string | null {
  let plain = rstrip(strip(text).replaceAll("\n", ""), ".");
  plain = removeUnit(replaceEach(plain, typography));
  plain = addLeadingZeros(replaceEach(plain, decorations)).replaceAll("\\cdot", "");
  plain = replacePairs(writeInfinity(plain).replaceAll("and", "").replaceAll("\\mathbf", ""), "\\mbox{", "}", () => "");
  if (plain.includes("j") && !plain.includes("i")) plain = plain.replaceAll("j", "i");
  plain = plain.replace(zeroDecimals, "$1").replace(finalZeroDecimals, "");
  if (plain === "") return "";
  if (plain.startsWith(".")) plain = `0${plain}`;
  plain = removeShortLeftSide(plain).replace(roots, "\\sqrt{$1}").replaceAll(" ", "");
  return fixSlash(fixFractions(plain));
}

function replaceEach(text: string, substitutions: readonly [before: string, after: string][]): string {
  return substitutions.reduce((plain, [before, after]) => plain.replaceAll(before, after), text);
}

/** Drops everything from the first `\text{` on when the text ends in a brace, and strips, unless nothing would remain. */
function removeUnit(text: string): string {
  const start = text.endsWith("}") ? text.indexOf("\\text{") : -1;
  return strip(start < 0 ? text : text.slice(0, start)) || text;
}

function writeInfinity(text: string): string {
  const written = text.replaceAll("infinity", "\\infty");
  return (written.includes("\\infty") ? written : written.replaceAll("inf", "\\infty")).replaceAll(
    "+\\inity",
    "\\infty",
  );
}
