// The table for the terminal: upstream's columns in the look of psql, with what helps to judge a score beside it.

import { styleText } from "node:util";
import Table from "cli-table3";
import { annotateCells } from "./annotations.ts";
import type { TableExtras } from "./markdown.ts";
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
  const table = new Table({
    head: head.map((title) => style("bold", title)),
    colAligns: head.map((_, index) => (numeric.has(index) ? "right" : "left")),
    chars: psqlLines,
    // Styles of its own would ask the environment for colours; the caller has decided.
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => row.map(printable)));
  const lines = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  const notes = footnotes.map((text) => style("dim", text));
  const paragraphs = [lines, alarms.map((text) => style("yellow", text)), notes].filter(({ length }) => length > 0);
  return paragraphs.map((paragraph) => paragraph.join("\n")).join("\n\n");
}

/** Whether a stream shows colours: a terminal, and not NO_COLOR (FORCE_COLOR overrules, as in Node itself). */
export function wantsColor(stream: { hasColors?: () => boolean }): boolean {
  return stream.hasColors?.() ?? false;
}

const psqlLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "-",
  "mid-mid": "+",
  right: "",
  "right-mid": "",
  middle: "|",
};

/** Names come from files: a control character in one must not reach the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, " ");
}
