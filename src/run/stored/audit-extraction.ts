// Reads the stored outputs of option questions again, with a fixed list of extraction rules that benchmarks use side by side.
// All of them take a bare letter; they part where a model explains itself. What the run itself extracted is one more rule.

import type { Disagreement, ExtractionAudit } from "../../core/extraction-audit.ts";
import type { Postprocessor } from "../../core/score.ts";
import type { StoredDataset, StoredRow } from "../../core/stored-row.ts";
import { createPostprocessor as createAnswerIs } from "../../postprocess/bbh-mcq.ts";
import { createPostprocessor as createFirstCapital } from "../../postprocess/first-capital.ts";
import { createPostprocessor as createFirstOption } from "../../postprocess/first-option.ts";
import { createPostprocessor as createLastOption } from "../../postprocess/last-option.ts";

/** The answer of the run itself. */
export const asRun = "this run";

/** Undefined where the dataset has no option questions that were answered with text. */
export function auditExtraction({ model, dataset, rows }: StoredDataset): ExtractionAudit | undefined {
  const answered = rows.flatMap((row) => (isAnswered(row) ? [row] : []));
  const references = answered.map(({ reference }) => reference);
  if (answered.length === 0 || !references.every((reference) => /^[A-Z]$/.test(reference))) return undefined;
  const rules = openRules(references);
  const read = answered.map((row) => ({ row, answers: answersTo(row, rules) }));
  const names = [...(answered.every(({ answer }) => answer !== undefined) ? [asRun] : []), ...rules.keys()];
  return {
    model,
    dataset,
    rows: answered.length,
    rules: names.map((name) => ({
      name,
      right: read.filter(({ row, answers }) => answers[name] === row.reference).length,
      unextracted: read.filter(({ answers }) => answers[name] === "").length,
    })),
    disagreements: read.flatMap(({ row, answers }) =>
      new Set(names.map((name) => answers[name])).size > 1 ? [toDisagreement(row, answers)] : [],
    ),
  };
}

type AnsweredRow = StoredRow & { output: string; reference: string };

function isAnswered(row: StoredRow): row is AnsweredRow {
  return row.labels.length === 0 && typeof row.output === "string" && typeof row.reference === "string";
}

/** Options go from A to the highest reference, and at least to D: rare letters may not occur in a few rows. */
function openRules(references: readonly string[]): Map<string, Postprocessor> {
  const last = ["D", ...references].sort().at(-1) as string;
  const options = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".slice(0, last.charCodeAt(0) - 64);
  return new Map([
    ["first-option", createFirstOption({ options })],
    ["first-capital", createFirstCapital()],
    ["last-option", createLastOption({ options })],
    ["bbh-mcq", createAnswerIs()],
  ]);
}

function answersTo({ output, answer, extracted }: AnsweredRow, rules: ReadonlyMap<string, Postprocessor>) {
  const answers: Record<string, string> = {};
  if (answer !== undefined) answers[asRun] = extracted === false ? "" : String(answer);
  for (const [name, extract] of rules) {
    const found = extract(output);
    answers[name] = found.extracted ? String(found.answer) : "";
  }
  return answers;
}

function toDisagreement(
  { row, prompt, output, reference }: AnsweredRow,
  answers: Record<string, string>,
): Disagreement {
  return { row, prompt, output, reference, answers };
}
