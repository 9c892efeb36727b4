// The table for the terminal: upstream's columns in the look of psql, with what helps to judge a score beside it.

import { styleText } from "node:util";
import { printable } from "../../core/printable.ts";
import { displayWidth } from "../text/display-width.ts";
import { drawTable } from "../text/psql-table.ts";
import { wrapText } from "../text/wrap-text.ts";
import { type Annotations, annotateCells, dispensable, intervalFootnote } from "./annotations.ts";
import type { TableExtras } from "./markdown.ts";
import type { Summary } from "./summary.ts";

export interface TerminalTableOptions extends TableExtras {
  /** @default false */
  color?: boolean;
  /** Of the terminal: notes and what stands below the table are wrapped. Undefined where lines may be of any length. */
  columns?: number | undefined;
  /** Datasets whose files could not be read: many of them are told in a line. */
  unread?: ReadonlySet<string> | undefined;
}

export function formatTable(whole: Summary, options: TerminalTableOptions = {}): string {
  const { annotations = new Map(), alarms = [], color = false, columns } = options;
  const { summary, footnotes } = withoutUnread(whole, options);
  const style = (format: "bold" | "dim" | "yellow", text: string) =>
    color ? styleText(format, printable(text), { validateStream: false }) : printable(text);
  const { cells, numeric, footnotes: explained } = fittingCells(summary, annotations, { columns, footnotes });
  const { cells: shown, below } = placeNotes(cells, columns);
  const draw = ([head = [], ...rows]: string[][], places: ReadonlySet<number>) =>
    drawTable([head.map((title) => style("bold", title)), ...rows], places);
  const lines = draw(shown, numeric);
  const second = placeNotes(
    (options.byDimension?.cells ?? []).map((row) => row.map(printable)),
    columns,
  );
  const measured = second.cells.length === 0 ? [] : draw(second.cells, options.byDimension?.numeric ?? new Set());
  const wrapped = (format: "dim" | "yellow", texts: readonly string[]) =>
    texts.flatMap((text) => wrapText(printable(text), columns ?? Infinity)).map((line) => style(format, line));
  const paragraphs = [lines, below, measured, second.below, wrapped("yellow", alarms), wrapped("dim", explained)];
  return paragraphs.flatMap((texts) => (texts.length === 0 ? [] : [texts.join("\n")])).join("\n\n");
}

/** As many of one kind are shown. */
const shownUnread = 3;

function withoutUnread(summary: Summary, { unread = new Set(), footnotes = [] }: TerminalTableOptions) {
  const rows = summary.rows.filter(({ dataset }) => !unread.has(dataset));
  const count = summary.rows.length - rows.length;
  if (count <= shownUnread || rows.length === 0) return { summary, footnotes };
  const told = `Not shown: ${count} datasets whose files cannot be read. The .md file has all rows.`;
  return { summary: { ...summary, rows }, footnotes: [...footnotes, told] };
}

/** Leaves out what a narrow terminal has no room for, and says so. */
function fittingCells(
  summary: Summary,
  annotations: Annotations,
  { columns = Infinity, footnotes }: { columns: number | undefined; footnotes: readonly string[] },
) {
  const tables = Array.from({ length: dispensable.length + 1 }, (_, count) => {
    const leftOut = dispensable.slice(0, count);
    const { cells, numeric } = annotateCells(summary, annotations, leftOut);
    return { cells: cells.map((row) => row.map(printable)), numeric, leftOut };
  });
  const fits =
    tables.find(({ cells }) => widthOf(withoutNotes(cells)) <= columns) ?? (tables.at(-1) as (typeof tables)[number]);
  const { leftOut } = fits;
  if (leftOut.length === 0) return { ...fits, footnotes };
  const told = `Left out, as the terminal is narrow: ${leftOut.join(", ")}. The .md file has all.`;
  return { ...fits, footnotes: [...footnotes.filter((text) => text !== intervalFootnote), told] };
}

function withoutNotes(cells: string[][]): string[][] {
  return cells[0]?.at(-1) === "notes" ? cells.map((row) => row.slice(0, -1)) : cells;
}

/** Of the drawn table. */
function widthOf([head = [], ...rows]: string[][]): number {
  const widths = head.map((title, i) => Math.max(...[title, ...rows.map((row) => row[i] ?? "")].map(displayWidth)));
  return widths.reduce((sum, width) => sum + width + " | ".length, -1);
}

const narrowestNotes = 20;

/** Notes are wrapped in the room that the other columns leave, or stand below the table where that is too little. */
function placeNotes(cells: string[][], columns = Infinity): { cells: string[][]; below: string[] } {
  const [head = []] = cells;
  if (head.at(-1) !== "notes") return { cells, below: [] };
  const others = withoutNotes(cells);
  const room = columns - widthOf(others) - " | ".length;
  const notes = cells.map((row) => row.at(-1) ?? "");
  if (room >= narrowestNotes)
    return { cells: others.map((row, i) => [...row, wrapText(notes[i] ?? "", room).join("\n")]), below: [] };
  const below = others.slice(1).flatMap(([dataset], i) => {
    const note = notes[i + 1];
    return note === undefined || note === "" ? [] : wrapText(`${dataset}: ${note}`, columns);
  });
  return { cells: others, below };
}

/** Whether a stream shows colours: a terminal, and not NO_COLOR (FORCE_COLOR overrules, as in Node itself). */
export function wantsColor(stream: { hasColors?: () => boolean }): boolean {
  return stream.hasColors?.() ?? false;
}
