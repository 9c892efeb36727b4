// The table of failed tasks at the end of a run: which rows are affected, why, and the last log lines about it.

import { groupBy } from "../../core/group-by.ts";
import { listed } from "../../core/listed.ts";
import { printable } from "../../core/printable.ts";
import { describeAffected } from "../../job/affected-rows.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import { displayWidth } from "../text/display-width.ts";
import { drawTable } from "../text/psql-table.ts";
import { wrapText } from "../text/wrap-text.ts";

/** @param columns Of the terminal; undefined where lines may be of any length. */
export function failedTaskLines(
  failed: readonly FailedTask[],
  logs: { tailOf(task: FailedTask): readonly string[]; filesOf(task: FailedTask): readonly string[] },
  columns?: number,
): string[] {
  const groups = byReason(failed);
  const leading = groups.map((tasks) => [tasks[0]?.model ?? "", datasetsOf(tasks), rowsOf(tasks)].map(printable));
  const titles = ["model", "dataset", "rows"];
  const widths = titles.map((title, i) =>
    Math.max(...[[title], ...leading].map((row) => displayWidth(row.at(i) ?? title))),
  );
  const used = [...widths].reduce((sum, width) => sum + width + 3, 2);
  const room = columns === undefined ? Number.POSITIVE_INFINITY : columns - used;
  const heading = `${failed.length} ${failed.length === 1 ? "task" : "tasks"} failed:`;
  const details = groups.map((tasks) => {
    const first = tasks[0] as FailedTask;
    const files = logs.filesOf(first);
    const tail = logs.tailOf(first).flatMap((text) => text.split("\n").map((line) => `log: ${printable(line)}`));
    return { cause: causeOf(tasks), log: [...tail, ...(files.length === 0 ? [] : [`see ${files.join(", ")}`])] };
  });
  if (room < 30) return [heading, ...details.flatMap((detail, i) => block(leading[i] ?? [], detail, columns ?? 80))];
  const rows = details.map(({ cause, log }, i) => {
    const lines = [cause, ...log].flatMap((line) => wrapText(line, room));
    return [...(leading[i] ?? []), lines.join("\n")];
  });
  return [heading, "", ...drawTable([[...titles, "cause"], ...rows], new Set())];
}

/** For a terminal that is too narrow for a table. */
function block(
  leading: readonly string[],
  { cause, log }: { cause: string; log: string[] },
  columns: number,
): string[] {
  const [model, dataset, rows] = leading;
  const lines = [`${model} / ${dataset}: ${rows}`, cause, ...log];
  return lines.flatMap((line, i) => wrapText(line, columns - 4).map((text) => `${i === 0 ? "  " : "    "}${text}`));
}

/**
 * A model that cannot be opened fails every dataset for the same reason: one line. So do datasets that could not be asked,
 * each with a file or a prompt of its own.
 */
function byReason(failed: readonly FailedTask[]): FailedTask[][] {
  const groups = groupBy(failed, ({ model, isRefused, reason }) => `${model}\n${isRefused ? "refused" : reason}`);
  return [...groups.values()];
}

function datasetsOf(tasks: readonly FailedTask[]): string {
  return listed(
    tasks.map(({ dataset }) => dataset),
    3,
  );
}

function rowsOf(tasks: readonly FailedTask[]): string {
  const affected = tasks.flatMap((task) => task.affected ?? []);
  const [first] = affected;
  if (first === undefined) return "-";
  if (affected.length === 1) return describeAffected(first);
  const sum = (of: (rows: (typeof affected)[number]) => number) =>
    affected.reduce((total, rows) => total + of(rows), 0);
  return `${sum(({ failed, unanswered }) => failed + unanswered)} of ${sum(({ of }) => of)}`;
}

const shownReasons = 3;

/** Tasks of one line have one reason, or could not be asked, each for its own. A hint that all have is told once. */
function causeOf(tasks: readonly FailedTask[]): string {
  const distinct = tasks.filter(({ reason }, i) => tasks.findIndex((task) => task.reason === reason) === i);
  const shown = distinct.slice(0, shownReasons);
  const hints = new Set(shown.map(({ hint }) => hint));
  const isShared = shown.length > 1 && hints.size === 1;
  const causes = shown.map(({ reason, hint }) => (hint === undefined || isShared ? reason : `${reason} (${hint})`));
  const more = distinct.length > shown.length ? [`and ${distinct.length - shown.length} more`] : [];
  const advice = isShared ? [...hints].filter((hint) => hint !== undefined) : [];
  return [...causes, ...more, ...advice].map(printable).join("\n");
}
