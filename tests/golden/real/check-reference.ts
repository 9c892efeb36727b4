// A reference replayed and judged row by row; greedy texts that part are looked at where they do.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bounds, boundsOf, compareGenerated, compareScored, type RowVerdict } from "./compare-row.ts";
import type { FoundModel } from "./find-model.ts";
import { measureParting } from "./near-tie.ts";
import { isScored, type Reference } from "./reference-file.ts";
import { promptTokens, type Replay, type ReplayedRow, replay } from "./replay.ts";

/** What came of the rows of one variant. */
export interface VariantReport {
  model: string;
  variant: string;
  rows: number;
  prompts: { equal: number; all: number };
  /** Choices or texts equal to OpenCompass's; those at near ties are not. */
  equal: number;
  /** Largest difference of a PPL; null where texts were generated. */
  ppl: number | null;
  bounds: Bounds;
  nearTies: string[];
  failures: string[];
}

export async function checkReference(
  reference: Reference,
  model: FoundModel,
  dataDir: string,
): Promise<VariantReport[]> {
  const workDir = mkdtempSync(join(tmpdir(), "oc-local-real-"));
  try {
    const bounds = await boundsOf(model);
    const replayed = await replay(reference, model.path, { dataDir, workDir });
    const reports = new Map<string, VariantReport>();
    for (const row of replayed.rows) {
      const empty = { rows: 0, prompts: { equal: 0, all: 0 }, equal: 0, ppl: null, nearTies: [], failures: [] };
      const report = reports.get(row.variant) ?? { model: reference.model, variant: row.variant, bounds, ...empty };
      reports.set(row.variant, report);
      addRow(report, row, await judge(row, { replayed, model, bounds, dataDir }));
    }
    return [...reports.values()];
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

interface Judging {
  replayed: Replay;
  model: FoundModel;
  bounds: Bounds;
  dataDir: string;
}

async function judge(row: ReplayedRow, judging: Judging): Promise<RowVerdict> {
  const { stored, expected } = row;
  if (stored === undefined) {
    const all = isScored(expected) ? Object.keys(expected.labels).length : 1;
    return { prompts: { equal: 0, all }, ppl: null, failures: ["the run has no answer"], nearTies: [], turn: null };
  }
  if (isScored(expected)) return compareScored(stored, expected, judging.bounds);
  const verdict = compareGenerated(stored, expected);
  if (verdict.turn !== null && verdict.prompts.equal === 1) await judgeTurn(verdict, row, judging);
  return verdict;
}

async function judgeTurn(verdict: RowVerdict, row: ReplayedRow, judging: Judging): Promise<void> {
  const { replayed, model, bounds, dataDir } = judging;
  const { ours = "", theirs = "" } = verdict.turn ?? {};
  const tokens = await promptTokens(replayed, row, dataDir);
  const { token, words, margin } = await measureParting(model.path, { promptTokens: tokens, ours, theirs });
  const [their, our] = words.map((word) => JSON.stringify(word));
  const text = `the text parts at token ${token}, ${our} instead of ${their}: ${margin.toFixed(4)} nats apart`;
  (margin <= bounds.tie ? verdict.nearTies : verdict.failures).push(text);
}

function addRow(report: VariantReport, { entry, expected }: ReplayedRow, verdict: RowVerdict): void {
  const { prompts, ppl, failures, nearTies, turn } = verdict;
  const place = (words: string) => `${entry}, row ${expected.row}: ${words}`;
  report.rows += 1;
  report.prompts.equal += prompts.equal;
  report.prompts.all += prompts.all;
  if (failures.length === 0 && nearTies.length === 0 && turn === null) report.equal += 1;
  if (ppl !== null) report.ppl = Math.max(report.ppl ?? 0, ppl);
  report.failures.push(...failures.map(place));
  report.nearTies.push(...nearTies.map(place));
}
