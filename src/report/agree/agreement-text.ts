// A comparison for people: the two sides, a table of the datasets, each number with what it is made of, the first difference.

import {
  type Agreement,
  type AgreementCounts,
  agreementNumbers,
  type ComparedSide,
  type Share,
  shareOf,
} from "../../core/agreement.ts";
import { mcnemar } from "../../core/mcnemar.ts";
import { printable } from "../../core/printable.ts";
import { wilsonInterval } from "../../core/statistics.ts";
import { alignColumns } from "../text/align-columns.ts";
import { displayWidth, padText } from "../text/display-width.ts";
import { formatFixed } from "../text/format-fixed.ts";
import { drawTable } from "../text/psql-table.ts";
import { differenceText, distanceText } from "./difference-text.ts";

/** @param tolerance In nats, as the comparison was made with. */
export function formatAgreement(agreement: Agreement, tolerance: number): string {
  const { a, b, datasets, total } = agreement;
  const parts = [
    sideLines(a, b),
    ...(datasets.length > 1 ? [datasetTable(agreement).join("\n")] : []),
    factLines([["rows", rowsText(agreement)], ...numberFacts(agreement)]),
    differenceText(agreement.firstDifference, total, tolerance),
  ];
  return `${parts.join("\n\n")}\n`;
}

type Fact = [name: string, text: string];

function factLines(facts: readonly Fact[]): string {
  const width = Math.max(...facts.map(([name]) => displayWidth(name))) + 2;
  return facts.map(([name, text]) => padText(name, width) + text).join("\n");
}

function sideLines(a: ComparedSide, b: ComparedSide): string {
  const cells = (name: string, { model, engine, device }: ComparedSide) => [name, model, engine, device].map(printable);
  return alignColumns([cells("a", a), cells("b", b)], { left: [0, 1, 2, 3] });
}

function rowsText({ datasets, total }: Agreement): string {
  const [only] = datasets;
  const where =
    datasets.length === 1 && only !== undefined ? `of ${printable(only.dataset)}` : `of ${datasets.length} datasets`;
  return `${total.rows} ${where} answered by both`;
}

const columns = [
  "dataset",
  "mode",
  "rows",
  "same tokens",
  "mean |a-b|",
  "max |a-b|",
  "option KL",
  "same option",
  "same answer",
  "right a",
  "right b",
];

function datasetTable({ datasets, total }: Agreement): string[] {
  const lines = datasets.map(({ dataset, mode, counts }) => [printable(dataset), mode, ...countCells(counts)]);
  const numeric = new Set([...columns.keys()].slice(2));
  return drawTable([columns, ...lines, ["all", "", ...countCells(total)]], numeric);
}

function countCells(counts: AgreementCounts): string[] {
  const { tokenAgreement, meanAbsDiff, maxAbsDiff, optionKL, argmaxAgreement, answerAgreement } =
    agreementNumbers(counts);
  const { rows, rightInA, rightInB } = counts.judged;
  const shares = [tokenAgreement, argmaxAgreement, answerAgreement].map((share) =>
    share === null ? "-" : percent(share),
  );
  const nats = [meanAbsDiff, maxAbsDiff, optionKL].map((value) => (value === null ? "-" : short(value)));
  const right = [rightInA, rightInB].map((count) => (rows === 0 ? "-" : String(count)));
  return [String(counts.rows), shares[0] as string, ...nats, ...shares.slice(1), ...right];
}

function numberFacts({ a, b, total: counts, largestDistance: largest }: Agreement): Fact[] {
  const { tokens, logProbs, divergence, choices, answers, generated, otherTexts } = counts;
  const facts: (Fact | null)[] = [
    ["same tokens", tokens.of === 0 ? "-" : `${percent(shareOf(tokens) as number)} % of ${tokens.of} prompt tokens`],
    otherTexts === 0
      ? null
      : [
          "",
          `the prompts of ${otherTexts} rows differ as text: chat templates, or examples that fit only one of the two`,
        ],
    ["log-probs", logProbs.count === 0 ? noLogProbs(counts) : logProbText(logProbs)],
    largest === null ? null : ["", `farthest apart: ${distanceText(largest)}`],
    logProbs.count === 0 ? null : ["", expectedText(a, b)],
    [
      "option KL",
      divergence.rows === 0
        ? "- (no row has options to choose from)"
        : `${short(divergence.sum / divergence.rows)} nats, KL(a || b) over the options, mean of ${rowCount(divergence.rows)}`,
    ],
    ["same option", choices.of === 0 ? "- (no row has options to choose from)" : shareText(choices)],
    ["same answer", answers.of === 0 ? "- (no row has an answer)" : shareText(answers)],
    generated.of === 0
      ? null
      : [
          "same output",
          `${percent(shareOf(generated) as number)} % of ${generated.of} generated tokens stand before the first that differs`,
        ],
    ["right", rightText(counts)],
  ];
  return facts.filter((fact) => fact !== null);
}

function logProbText({ count, sum, max }: AgreementCounts["logProbs"]): string {
  return `|a-b| is ${short(sum / count)} nats on average, ${short(max)} at most, over ${count} scored tokens`;
}

/** Whether a distance says anything: each side's own rounding explains so much. */
function expectedText(a: ComparedSide, b: ComparedSide): string {
  const errors = [a, b].map(({ scoringError }) => scoringError);
  const nats = errors.map((error) => error?.nats ?? null);
  const sides = errors.map((error, i) => `${"ab"[i]}: ${error?.words ?? "not opened"}`).join("; ");
  if (nats.some((each) => each === null)) return `how much rounding explains was not measured (${sides})`;
  const [left, right] = nats as [number, number];
  return `rounding explains up to ${short(left + right)} nats an option (${short(left)} by ${sides.replace("; b:", `; ${short(right)} by b:`)})`;
}

function noLogProbs({ tokens, generated, rows }: AgreementCounts): string {
  if (rows === 0) return "-";
  if (generated.of > 0 || tokens.same === tokens.of) return "- (nothing is scored: the datasets generate)";
  return "- (no scored token stands behind the same tokens)";
}

function rightText({ judged }: AgreementCounts): string {
  const { rows, rightInA, rightInB, onlyInA, onlyInB } = judged;
  if (rows === 0) return "- (no row is right or wrong)";
  const flips = `right only in a ${onlyInA}, only in b ${onlyInB}`;
  const test = onlyInA + onlyInB === 0 ? "" : ` (exact McNemar test: p = ${short(mcnemar(onlyInA, onlyInB))})`;
  return `a ${rightInA}, b ${rightInB} of ${rowCount(rows)}; ${flips}${test}`;
}

/** With the 95 % Wilson interval: rows are independent, tokens of one text are not. */
function shareText(share: Share): string {
  const { low, high } = wilsonInterval(share.same, share.of);
  return `${percent(share.same / share.of)} % [${percent(low)}, ${percent(high)}], ${share.same} of ${rowCount(share.of)}`;
}

function rowCount(rows: number): string {
  return rows === 1 ? "1 row" : `${rows} rows`;
}

function percent(share: number): string {
  return formatFixed(100 * share);
}

/** Four significant digits. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
