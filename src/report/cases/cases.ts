// Which stored rows are worth reading, and how many there are of each kind.

import type { StoredDataset, StoredRow } from "../../core/stored-row.ts";

/** In the order of cause and effect: a cut answer has none to extract, and what was not extracted is wrong. */
export const caseKinds = ["failed", "cut", "unextracted", "wrong"] as const;
export type CaseKind = (typeof caseKinds)[number];

export function kindsOf({ verdict, cut, extracted }: StoredRow): CaseKind[] {
  const kinds: Record<CaseKind, boolean> = {
    failed: verdict === "failed" || verdict === "unscored",
    cut,
    unextracted: extracted === false,
    wrong: verdict === "wrong" || verdict === "partial",
  };
  return caseKinds.filter((kind) => kinds[kind]);
}

export interface RuleCount {
  rows: number;
  right: number;
}

export interface CaseCounts extends Record<CaseKind, number> {
  /** Rows that were asked. */
  rows: number;
  right: number;
  /** Answers between right and wrong; also among `wrong`. */
  partial: number;
  /** Answers that are not judged: measures, rows without a stored verdict. */
  unjudged: number;
  unanswered: number;
  /** By the rule that found the answer; `nothingExtracted` for those it was not found in. Empty where nothing is extracted. */
  rules: Map<string, RuleCount>;
}

export const nothingExtracted = "nothing extracted";

export function countCases({ rows, unanswered }: StoredDataset): CaseCounts {
  const having = (holds: (row: StoredRow) => boolean) => rows.filter(holds).length;
  const ofKind = (kind: CaseKind) => having((row) => kindsOf(row).includes(kind));
  return {
    rows: rows.length,
    right: having(({ verdict }) => verdict === "right"),
    partial: having(({ verdict }) => verdict === "partial"),
    unjudged: having(({ verdict }) => verdict === "measured" || verdict === "unknown"),
    failed: ofKind("failed"),
    cut: ofKind("cut"),
    unextracted: ofKind("unextracted"),
    wrong: ofKind("wrong"),
    unanswered,
    rules: countRules(rows),
  };
}

/** Adds the counts of several datasets. */
export function addCounts(counts: readonly CaseCounts[]): CaseCounts {
  const sum = (count: (each: CaseCounts) => number) => counts.reduce((total, each) => total + count(each), 0);
  const rules = new Map<string, RuleCount>();
  for (const [rule, count] of counts.flatMap((each) => [...each.rules])) addRule(rules, rule, count);
  return {
    rows: sum(({ rows }) => rows),
    right: sum(({ right }) => right),
    partial: sum(({ partial }) => partial),
    unjudged: sum(({ unjudged }) => unjudged),
    failed: sum(({ failed }) => failed),
    cut: sum(({ cut }) => cut),
    unextracted: sum(({ unextracted }) => unextracted),
    wrong: sum(({ wrong }) => wrong),
    unanswered: sum(({ unanswered }) => unanswered),
    rules,
  };
}

/** Rules by the number of their rows, most first. */
export function sortedRules(rules: ReadonlyMap<string, RuleCount>): [rule: string, count: RuleCount][] {
  return [...rules].sort((a, b) => b[1].rows - a[1].rows);
}

function countRules(rows: readonly StoredRow[]): Map<string, RuleCount> {
  const rules = new Map<string, RuleCount>();
  for (const { rule, extracted, verdict } of rows) {
    const name = extracted === false ? nothingExtracted : rule;
    if (name !== undefined) addRule(rules, name, { rows: 1, right: verdict === "right" ? 1 : 0 });
  }
  return rules;
}

function addRule(rules: Map<string, RuleCount>, rule: string, { rows, right }: RuleCount): void {
  const before = rules.get(rule) ?? { rows: 0, right: 0 };
  rules.set(rule, { rows: before.rows + rows, right: before.right + right });
}

export interface CaseGroup {
  kind: CaseKind;
  /** Rows of this kind, shown or not. */
  total: number;
  /** How many of them an earlier group shows. */
  shownBefore: number;
  rows: StoredRow[];
}

/** Up to `limit` rows of each kind that has any, besides those an earlier kind shows: a row of several is shown once. */
export function pickCases(rows: readonly StoredRow[], kinds: readonly CaseKind[], limit: number): CaseGroup[] {
  const shown = new Set<StoredRow>();
  return caseKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => {
      const ofKind = rows.filter((row) => kindsOf(row).includes(kind));
      const before = ofKind.filter((row) => shown.has(row)).length;
      const picked = ofKind.filter((row) => !shown.has(row)).slice(0, limit);
      for (const row of picked) shown.add(row);
      return { kind, total: ofKind.length, shownBefore: before, rows: picked };
    })
    .filter(({ total }) => total > 0);
}
