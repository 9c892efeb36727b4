// Reads the stored outputs of option and number questions again, with a fixed list of extraction rules (audited-rules.ts). All of
// them take a bare letter or number; they part where a model explains itself. What the run itself extracted is one more rule.

import type { Disagreement, ExtractionAudit } from "../../core/extraction-audit.ts";
import type { StoredDataset, StoredRow } from "../../core/stored-row.ts";
import { type AuditedRules, rulesFor } from "./audited-rules.ts";

/** The answer of the run itself. */
export const asRun = "this run";

/** Undefined where the dataset has no option or number questions that were answered with text. */
export function auditExtraction({ model, dataset, rows }: StoredDataset): ExtractionAudit | undefined {
  const answered = rows.flatMap((row) => answeredRow(row) ?? []);
  const audited = rulesFor(answered.map(({ reference }) => reference));
  if (audited === undefined) return undefined;
  const thoughts = answered.filter(({ thought }) => thought !== undefined).length;
  const read = answered.map((row) => readRow(row, audited));
  const names = [...(answered.every(({ answer }) => answer !== undefined) ? [asRun] : []), ...audited.rules.keys()];
  const isDisputed = ({ answers }: Disagreement) =>
    new Set(names.map((name) => audited.keyOf(answers[name] ?? ""))).size > 1;
  return {
    model,
    dataset,
    answers: audited.answers,
    rows: answered.length,
    ...(thoughts > 0 && { thoughts }),
    rules: names.map((name) => ({
      name,
      right: read.filter(({ right }) => right.includes(name)).length,
      unextracted: read.filter(({ answers }) => answers[name] === "").length,
    })),
    disagreements: read.filter(isDisputed),
  };
}

type AnsweredRow = StoredRow & { output: string; reference: string };

function answeredRow(row: StoredRow): AnsweredRow | undefined {
  const { labels, output, reference } = row;
  if (labels.length > 0 || typeof output !== "string") return undefined;
  if (typeof reference === "number") return { ...row, output, reference: String(reference) };
  return typeof reference === "string" ? { ...row, output, reference } : undefined;
}

function readRow(answered: AnsweredRow, audited: AuditedRules): Disagreement {
  const { row, prompt, output, reference, answer, extracted, verdict, thought } = answered;
  const judged = thought === undefined ? undefined : String(answered.judged);
  const answers: Record<string, string> = {};
  if (answer !== undefined) answers[asRun] = extracted === false ? "" : String(answer);
  for (const [name, extract] of audited.rules) {
    const found = extract(judged ?? output);
    answers[name] = found.extracted ? String(found.answer) : "";
  }
  const wanted = audited.referenceOf(reference);
  const isRight = (name: string) => {
    // The run's own comparison stands as it was made.
    if (name === asRun && (verdict === "right" || verdict === "wrong")) return verdict === "right";
    return answers[name] !== "" && audited.keyOf(answers[name] as string) === audited.keyOf(wanted);
  };
  const out = judged !== undefined && thought !== undefined && { judged, thought };
  return { row, prompt, output, ...out, reference: wanted, answers, right: Object.keys(answers).filter(isRight) };
}
