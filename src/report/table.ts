// The table for the terminal: upstream's columns in the look of psql, with what helps to judge a score beside it.

import { styleText } from "node:util";
import { printable } from "../core/printable.ts";
import { annotateCells } from "./annotations.ts";
import type { TableExtras } from "./markdown.ts";
import { drawTable } from "./psql-table.ts";
import type { Summary } from "./summary.ts";

export interface TerminalTableOptions extends TableExtras {
  /** @default false */
  color?: boolean;
}

export function formatTable(summary: Summary, options: TerminalTableOptions = {}): string {
  const { annotations = new Map(), alarms = [], footnotes = [], color = false } = options;
  const style = (format: "bold" | "dim" | "yellow", text: string) =>
    color ? styleText(format, printable(text), { validateStream: false }) : printable(text);
  const { cells, numeric } = annotateCells(summary, annotations);
  const [head = [], ...rows] = cells;
  const titles = head.map((title) => style("bold", title));
  const lines = drawTable([titles, ...rows.map((row) => row.map(printable))], numeric);
  const notes = footnotes.map((text) => style("dim", text));
  const paragraphs = [lines, alarms.map((text) => style("yellow", text)), notes].filter(({ length }) => length > 0);
  return paragraphs.map((paragraph) => paragraph.join("\n")).join("\n\n");
}

/** Whether a stream shows colours: a terminal, and not NO_COLOR (FORCE_COLOR overrules, as in Node itself). */
export function wantsColor(stream: { hasColors?: () => boolean }): boolean {
  return stream.hasColors?.() ?? false;
}
