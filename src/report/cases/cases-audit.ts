// The extraction audit for people and for programs: what each rule would have scored, the range between them, and the rows
// they disagree about.

import type { AuditedAnswers, AuditedRule, Disagreement, ExtractionAudit } from "../../core/extraction-audit.ts";
import { printable } from "../../core/printable.ts";
import { visibleJson } from "../../core/visible-text.ts";
import { displayWidth, padText } from "../text/display-width.ts";
import { formatFixed } from "../text/format-fixed.ts";
import { drawTable } from "../text/psql-table.ts";
import { casePrompt } from "./case-prompt.ts";
import { type CaseTextOptions, fieldLines, judgedText, thoughtText } from "./case-text.ts";

export interface AuditTextOptions extends CaseTextOptions {
  /** Rows shown per dataset. */
  limit: number;
}

export function formatAudits(run: string, audits: readonly ExtractionAudit[], options: AuditTextOptions): string {
  const disputed = audits.filter(({ disagreements }) => disagreements.length > 0);
  const sections = disputed.flatMap((audit) => ["", ...auditLines(audit, options)]);
  const end = disputed.length === 0 ? ["", "No row gets different answers."] : sections;
  const kinds = new Set(audits.map(({ answers }) => answers));
  const legend = [...kinds].flatMap((answers) => [...legends[answers], ""]);
  return [
    printable(run),
    "",
    ...overviewLines(audits),
    "",
    ...legend.slice(0, -1),
    ...thoughtLines(audits),
    ...end,
    "",
  ].join("\n");
}

function thoughtLines(audits: readonly ExtractionAudit[]): string[] {
  const count = audits.reduce((sum, { thoughts = 0 }) => sum + thoughts, 0);
  return count === 0 ? [] : ["", `Thoughts are taken out of ${count} outputs before any rule reads them.`];
}

const legends: Record<AuditedAnswers, string[]> = {
  options: [
    "Options. this run: as it was scored; first-option: OpenCompass's phrases, then any option letter;",
    'first-capital: first capital letter; last-option: last option letter; bbh-mcq: first capital after "answer is".',
  ],
  numbers: [
    "Numbers. this run: as it was scored; gsm8k: OpenCompass's last number, which takes commas apart ($70,000 is 000);",
    'final-number: in the last \\boxed{}, else behind "####", else behind "answer is", "Answer:" or "答案是", else the last number,',
    "with $70,000, 9{,}500, −3, 1/2, 4½, 1e6 and full-width digits read as they are meant; a comma that parts no thousands is not guessed.",
  ],
};

/** Per dataset the score of the run, and the lowest and highest that a rule would give. */
function overviewLines(audits: readonly ExtractionAudit[]): string[] {
  const all = [...audits, ...totals(audits)];
  const hasModels = new Set(audits.map(({ model }) => model)).size > 1;
  const cells = all.map((audit) => {
    const { low, high } = scoreRange(audit);
    const numbers = [String(audit.rows), formatFixed(low), formatFixed(high), String(audit.disagreements.length)];
    return [...[audit.dataset, ...(hasModels ? [audit.model] : [])].map(printable), ...numbers];
  });
  const names = ["dataset", ...(hasModels ? ["model"] : [])];
  const head = [...names, "rows", "lowest score", "highest", "rows in dispute"];
  return drawTable([head, ...cells], new Set([0, 1, 2, 3].map((place) => names.length + place)));
}

/** Of options and of numbers, where there are several datasets: they have other rules. */
function totals(audits: readonly ExtractionAudit[]): ExtractionAudit[] {
  const ofKind = (["options", "numbers"] as const).map((kind) => audits.filter(({ answers }) => answers === kind));
  const names = ofKind.every((kind) => kind.length > 0) ? ["all options", "all numbers"] : ["all", "all"];
  return ofKind.flatMap((kind, i) => (kind.length > 1 ? [{ ...addAudits(kind), dataset: names[i] as string }] : []));
}

/** All questions together, each counting once; rules that not every dataset has are left out. */
function addAudits(audits: readonly ExtractionAudit[]): ExtractionAudit {
  const [first, ...rest] = audits as [ExtractionAudit, ...ExtractionAudit[]];
  const names = first.rules.map(({ name }) => name).filter((name) => rest.every((audit) => ruleOf(audit, name)));
  const sum = (count: (audit: ExtractionAudit) => number) => audits.reduce((total, audit) => total + count(audit), 0);
  return {
    model: "",
    dataset: "all",
    answers: first.answers,
    rows: sum(({ rows }) => rows),
    rules: names.map((name) => ({
      name,
      right: sum((audit) => ruleOf(audit, name)?.right ?? 0),
      unextracted: sum((audit) => ruleOf(audit, name)?.unextracted ?? 0),
    })),
    disagreements: audits.flatMap(({ disagreements }) => disagreements),
  };
}

function ruleOf({ rules }: ExtractionAudit, wanted: string): AuditedRule | undefined {
  return rules.find(({ name }) => name === wanted);
}

/** A line per dataset with the range of its scores, and a line per row that rules disagree about. */
export function auditJsonLines(run: string, audit: ExtractionAudit, limit: number): string[] {
  const { disagreements, ...numbers } = audit;
  const summary = { type: "audit", run, ...numbers, disagreements: disagreements.length, scores: scoreRange(audit) };
  const { model, dataset } = audit;
  const rows = disagreements.slice(0, limit).map((row) => ({ type: "disagreement", model, dataset, ...row }));
  return [summary, ...rows].map((value) => visibleJson(value));
}

/** Lowest and highest accuracy of the rules, out of 100. */
export function scoreRange({ rules, rows }: ExtractionAudit): { low: number; high: number } {
  const scores = rules.map(({ right }) => (right / rows) * 100);
  return { low: Math.min(...scores), high: Math.max(...scores) };
}

function auditLines(audit: ExtractionAudit, options: AuditTextOptions): string[] {
  const { model, dataset, rows, rules, disagreements } = audit;
  const { low, high } = scoreRange(audit);
  const cells = rules.map(({ name, right, unextracted }) => [
    name,
    formatFixed((right / rows) * 100),
    String(right),
    String(unextracted),
  ]);
  const shown = disagreements.slice(0, options.limit);
  return [
    options.bold(printable(`${model} / ${dataset}`)),
    ...drawTable([["rule", "score", "right", "unextracted"], ...cells], new Set([1, 2, 3])),
    low === high
      ? `Every rule gives these ${rows} rows the score ${formatFixed(low)}.`
      : `Extraction alone moves the score of these ${rows} rows from ${formatFixed(low)} to ${formatFixed(high)}.`,
    disagreementTitle(shown.length, disagreements.length),
    ...shown.flatMap((row) => ["", ...disagreementLines(row, options)]),
  ];
}

function disagreementTitle(shown: number, total: number): string {
  return `different answers: ${shown} of ${total} rows shown${shown < total ? `; --limit ${total} shows all` : ""}`;
}

function disagreementLines(disagreement: Disagreement, options: CaseTextOptions): string[] {
  const { row, reference, answers, right } = disagreement;
  const thought = thoughtText(disagreement, options.isWhole);
  const names = Object.keys(answers);
  const width = Math.max(...names.map(displayWidth));
  const lines = names.map((name) => {
    const answer = answers[name] === "" ? "nothing" : (answers[name] as string);
    return `${padText(name, width)}  ${answer}${right.includes(name) ? "  right" : ""}`;
  });
  return [
    options.bold(`row ${row}`),
    ...fieldLines("prompt", casePrompt({ ...disagreement, labels: [] }, options.isWhole), options),
    ...(thought === undefined ? [] : fieldLines("thought", thought, options)),
    ...fieldLines("output", judgedText(disagreement, options.isWhole), options),
    ...fieldLines("reference", reference, options),
    ...fieldLines("answers", lines.join("\n"), options),
  ];
}
