// Where two models differ first, or most, for people: the place, and what each has there.

import type { Agreement, AgreementCounts, DifferenceSide, RowDifference } from "../../core/agreement.ts";
import { printable } from "../../core/printable.ts";
import { quotedText, visibleText } from "../../core/visible-text.ts";

type Difference = RowDifference<DifferenceSide>;

const kindTexts = {
  tokens: "other prompt tokens",
  choice: "another option",
  generated: "other generated tokens",
  answer: "another answer",
  logProb: "another log-probability",
};

/** @param tolerance In nats, as the comparison was made with. */
export function differenceText(
  difference: Agreement["firstDifference"],
  { rows, logProbs }: AgreementCounts,
  tolerance: number,
): string {
  if (rows === 0) return "No row was answered by both.";
  if (difference === null) {
    const distances = logProbs.count === 0 ? "" : `, log-probabilities to within ${tolerance} nats`;
    return `No difference: tokens, options and answers are the same${distances}.`;
  }
  const { kind, a, b } = difference;
  const title = `First difference: ${placeOf(difference)}: ${kindTexts[kind]}`;
  return [title, `  a  ${sideText(difference, a)}`, `  b  ${sideText(difference, b)}`].join("\n");
}

/** A place where log-probabilities are apart, on one line. */
export function distanceText(difference: Difference): string {
  const { a, b } = difference;
  return `${placeOf(difference)}: ${tokenText(a)}, a ${signed(a.value)}, b ${signed(b.value)}`;
}

function placeOf({ dataset, row, kind, position, a, b }: Difference): string {
  const option =
    kind !== "choice" && a.option !== null && a.option === b.option ? `, option ${visibleText(a.option)}` : "";
  const at = position === null ? "" : `, token ${position}${kind === "generated" ? " of the output" : ""}`;
  return `${printable(dataset)}, row ${row}${option}${at}`;
}

function sideText({ kind, measure }: Difference, side: DifferenceSide): string {
  if (kind === "answer") return quotedText(side.text);
  const option = kind === "choice" ? [`option ${visibleText(side.option ?? "")}`] : [];
  const value = side.value === null ? [] : [`${measure} ${signed(side.value)}`];
  return [...option, ...value, tokenText(side)].join(", ");
}

function tokenText({ tokens, text }: DifferenceSide): string {
  return tokens.length === 0 ? "ends here" : `${tokens.join(" ")} ${quotedText(text)}`;
}

function signed(value: number | null): string {
  return value === null ? "-" : String(Number(value.toPrecision(6)));
}
