// `oc-local cases`: reads a run's folder and shows the rows that are worth a look. Loads no model and writes nothing.

import { styleText } from "node:util";
import { type OcLocalError, UsageError } from "../../core/errors.ts";
import type { ExtractionAudit } from "../../core/extraction-audit.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import type { StoredDataset } from "../../core/stored-row.ts";
import type { CaseTextOptions } from "../../report/cases/case-text.ts";
import { caseKinds, countCases, pickCases } from "../../report/cases/cases.ts";
import { auditJsonLines, formatAudits } from "../../report/cases/cases-audit.ts";
import { datasetJsonLines } from "../../report/cases/cases-json.ts";
import { type DatasetCases, formatCases } from "../../report/cases/cases-text.ts";
import { wantsColor } from "../../report/summary/table.ts";
import {
  auditExtraction,
  type FoundRun,
  metricOfCases,
  openStoredCases,
  readCases,
  type StoredCases,
} from "../../run/stored-cases.ts";
import { exitCodes, printError } from "../print-error.ts";
import { toOutput } from "../screen.ts";
import type { CasesFlags } from "./cases-options.ts";
import { selectTasks } from "./select-tasks.ts";

const defaultLimit = 3;

/** @returns The exit code: 1 where a dataset could not be read; the others are shown. */
export function runCases(folder: string | undefined, flags: CasesFlags): number {
  const { run, tasks } = openStoredCases(folder);
  const show = flags.audit ? showAudits : showCases;
  const cases = { run, tasks: selectTasks(tasks, flags) };
  const metric = flags.metric ? metricOfCases(flags.metric, cases) : undefined;
  const damaged: OcLocalError[] = [];
  show(run, readAll(cases, { metric, damaged }), flags);
  for (const error of damaged) printError(error, false);
  return damaged.length === 0 ? 0 : exitCodes.failed;
}

interface Reading {
  metric: ScoringConvention | undefined;
  /** Takes what cannot be read. */
  damaged: OcLocalError[];
}

function* readAll(cases: StoredCases, { metric, damaged }: Reading): Generator<StoredDataset> {
  let shown = 0;
  for (const stored of readCases(cases, { metric, damaged })) {
    shown += 1;
    yield stored;
  }
  if (shown > 0) return;
  // There is nothing to show beside them.
  const last = damaged.pop();
  for (const error of damaged) printError(error, false);
  if (last !== undefined) throw last;
}

function showCases(run: FoundRun, datasets: Iterable<StoredDataset>, flags: CasesFlags): void {
  const limit = flags.limit ?? (flags.json ? Number.POSITIVE_INFINITY : defaultLimit);
  const shown: DatasetCases[] = [];
  for (const stored of datasets) {
    const { model, dataset, metric, rows, notes } = stored;
    const groups = pickCases(rows, flags.kind ?? caseKinds, limit);
    const cases = { model, dataset, ...(metric && { metric }), counts: countCases(stored), notes, groups };
    if (flags.json) print(datasetJsonLines(run.workspace.path, cases));
    else shown.push(cases);
  }
  if (!flags.json) toOutput(formatCases(describeRun(run), shown, textOptions(flags)));
}

function showAudits(run: FoundRun, datasets: Iterable<StoredDataset>, flags: CasesFlags): void {
  const limit = flags.limit ?? (flags.json ? Number.POSITIVE_INFINITY : defaultLimit);
  const audits: ExtractionAudit[] = [];
  for (const stored of datasets) {
    const audit = auditExtraction(stored);
    if (audit !== undefined) audits.push(audit);
  }
  if (audits.length === 0) {
    throw new UsageError("there is no answer to audit: no dataset has option or number questions answered with text", {
      hint: "an audit reads generated answers whose references are single letters or numbers (PPL datasets extract nothing): leave --audit out",
    });
  }
  if (flags.json) for (const audit of audits) print(auditJsonLines(run.workspace.path, audit, limit));
  else toOutput(formatAudits(describeRun(run), audits, { ...textOptions(flags), limit }));
}

function print(lines: readonly string[]): void {
  toOutput(lines.map((line) => `${line}\n`).join(""));
}

function textOptions({ full = false }: CasesFlags): CaseTextOptions {
  const color = wantsColor(process.stdout);
  return {
    width: process.stdout.columns ?? Number.POSITIVE_INFINITY,
    isWhole: full,
    bold: (text) => (color ? styleText("bold", text, { validateStream: false }) : text),
  };
}

function describeRun({ workspace, among }: FoundRun): string {
  return among.length > 1 ? `${workspace.path} (the newest of ${among.length} runs)` : workspace.path;
}
