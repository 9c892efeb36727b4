// The table for the terminal: upstream's columns in the look of psql, with what helps to judge a score beside it.

import { styleText } from "node:util";
import { printable } from "../core/printable.ts";
import { annotateCells } from "./annotations.ts";
import { displayWidth } from "./display-width.ts";
import type { TableExtras } from "./markdown.ts";
import { drawTable } from "./psql-table.ts";
import type { Summary } from "./summary.ts";
import { wrapText } from "./wrap-text.ts";

export interface TerminalTableOptions extends TableExtras {
  /** @default false */
  color?: boolean;
  /** Of the terminal: notes and what stands below the table are wrapped. Undefined where lines may be of any length. */
  columns?: number | undefined;
}

export function formatTable(summary: Summary, options: TerminalTableOptions = {}): string {
  const { annotations = new Map(), alarms = [], footnotes = [], color = false, columns } = options;
  const style = (format: "bold" | "dim" | "yellow", text: string) =>
    color ? styleText(format, printable(text), { validateStream: false }) : printable(text);
  const { cells, numeric } = annotateCells(summary, annotations);
  const { cells: shown, below } = placeNotes(
    cells.map((row) => row.map(printable)),
    columns,
  );
  const [head = [], ...rows] = shown;
  const lines = drawTable([head.map((title) => style("bold", title)), ...rows], numeric);
  const wrapped = (format: "dim" | "yellow", texts: readonly string[]) =>
    texts.flatMap((text) => wrapText(printable(text), columns ?? Infinity)).map((line) => style(format, line));
  const paragraphs = [lines, below, wrapped("yellow", alarms), wrapped("dim", footnotes)];
  return paragraphs.flatMap((texts) => (texts.length === 0 ? [] : [texts.join("\n")])).join("\n\n");
}

const narrowestNotes = 20;

/** Notes are wrapped in the room that the other columns leave, or stand below the table where that is too little. */
function placeNotes(cells: string[][], columns = Infinity): { cells: string[][]; below: string[] } {
  const [head = []] = cells;
  if (head.at(-1) !== "notes") return { cells, below: [] };
  const widths = head.slice(0, -1).map((_, i) => Math.max(...cells.map((row) => displayWidth(row[i] ?? ""))));
  const room = columns - widths.reduce((sum, width) => sum + width + 3, 2);
  const others = cells.map((row) => row.slice(0, -1));
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
