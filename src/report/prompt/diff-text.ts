// Two texts as a line diff for people: equal lines around a change, removed lines with "-", added ones with "+", and in lines
// that resemble each other the words that differ (inverted, or without colours [-removed-] and {+added+}).

import { visibleText } from "../../core/visible-text.ts";
import type { Paint } from "../text/paint.ts";
import { type DiffRun, diffSequences } from "./diff.ts";

/** Equal lines shown before and after a change. */
const contextLines = 3;

/** @returns Lines for the terminal; none when the texts are equal. */
export function formatDiff(a: string, b: string, paint: Paint): string[] {
  if (a === b) return [];
  const runs = diffSequences(a.split("\n"), b.split("\n"));
  return runs.flatMap((run, i) => {
    if (run.kind === "same") return equalLines(run.items, { isFirst: i === 0, isLast: i === runs.length - 1, paint });
    if (run.kind === "added") return runs[i - 1]?.kind === "removed" ? [] : changedLines([], run.items, paint);
    const next = runs[i + 1];
    return changedLines(run.items, next?.kind === "added" ? next.items : [], paint);
  });
}

function equalLines(
  lines: readonly string[],
  { isFirst, isLast, paint }: { isFirst: boolean; isLast: boolean; paint: Paint },
): string[] {
  const before = isFirst ? 0 : contextLines;
  const after = isLast ? 0 : contextLines;
  const shown = (part: readonly string[]) => part.map((line) => `  ${visibleText(line)}`);
  const hidden = lines.length - before - after;
  if (hidden < 2) return shown(lines);
  const note = paint("dim", `  … ${hidden} equal lines`);
  return [...shown(lines.slice(0, before)), note, ...shown(lines.slice(lines.length - after))];
}

function changedLines(removed: readonly string[], added: readonly string[], paint: Paint): string[] {
  const pairs = removed.length === added.length ? removed.map((line, i) => wordDiff(line, added[i] as string)) : [];
  const marked = (lines: readonly string[], kind: "removed" | "added") =>
    lines.map((line, i) => changedLine(pairs[i] ?? [{ kind: "same", items: [line] }], kind, paint));
  return [...marked(removed, "removed"), ...marked(added, "added")];
}

const signs = { removed: "-", added: "+" } as const;
const colours = { removed: "red", added: "green" } as const;

function changedLine(words: readonly DiffRun[], kind: "removed" | "added", paint: Paint): string {
  const own = words.filter((run) => run.kind === "same" || run.kind === kind);
  const text = own.map(({ kind: part, items }) =>
    part === "same" ? visibleText(items.join("")) : marked(items.join(""), kind, paint),
  );
  const line = endShown(text.join(""));
  return paint(colours[kind], `${signs[kind]} ${line}`);
}

function marked(text: string, kind: "removed" | "added", paint: Paint): string {
  const shown = visibleText(text).replaceAll(" ", "·");
  if (paint.hasColours) return paint("inverse", shown);
  return kind === "removed" ? `[-${shown}-]` : `{+${shown}+}`;
}

/** Spaces at the end of a line, and a line of nothing, are differences too. */
function endShown(line: string): string {
  return line === "" ? "⏎" : line.replace(/ +$/, (spaces) => "·".repeat(spaces.length));
}

/** Undefined when the lines have too little in common for it to help. */
function wordDiff(a: string, b: string): DiffRun[] | undefined {
  const runs = diffSequences(words(a), words(b));
  const length = (kind: DiffRun["kind"]) =>
    runs.filter((run) => run.kind === kind).reduce((sum, { items }) => sum + items.join("").trim().length, 0);
  const same = length("same");
  return same > 0 && same * 3 >= Math.max(length("removed"), length("added")) ? runs : undefined;
}

/** A run of letters and digits, one Chinese character, or one other character. */
function words(line: string): string[] {
  return line.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}_])+|./gsu) ?? [];
}
