// The table as Markdown, in upstream's shape (no blanks at the ends of the separator row); with annotations it gets further
// columns; alarms and footnotes are a paragraph each below.

import { printable } from "../../core/printable.ts";
import { type Annotations, annotateCells } from "./annotations.ts";
import type { DimensionTable } from "./by-dimension.ts";
import { summaryCells } from "./cells.ts";
import type { Summary } from "./summary.ts";

export interface TableExtras {
  annotations?: Annotations | undefined;
  /** Lines below the table, before the footnotes: what puts a score in doubt. */
  alarms?: readonly string[] | undefined;
  /** Sentences below the table. */
  footnotes?: readonly string[] | undefined;
  /** A second table, below the first. */
  byDimension?: DimensionTable | undefined;
}

export function formatMarkdown(
  summary: Summary,
  { annotations, alarms = [], footnotes = [], byDimension }: TableExtras = {},
): string {
  const cells = annotations === undefined ? summaryCells(summary) : annotateCells(summary, annotations).cells;
  return (
    table(cells) +
    (byDimension === undefined ? "" : `\n${table(byDimension.cells.map(withBoldAverage))}`) +
    [...alarms, ...footnotes].map((text) => `\n${oneLine(text)}\n`).join("")
  );
}

function table([head = [], ...rows]: string[][]): string {
  const separator = `|${head.map(() => "-----").join(" | ")}|\n`;
  return line(head) + separator + rows.map(line).join("");
}

/** Blanks at the front of a cell do not show. */
function withBoldAverage([name = "", ...others]: string[], row: number): string[] {
  return [row === 0 || name.startsWith(" ") ? name.trim() : `**${name}**`, ...others];
}

function line(cells: string[]): string {
  return `| ${cells.map((cell) => oneLine(cell).replaceAll("|", "\\|")).join(" | ")} |\n`;
}

function oneLine(text: string): string {
  return printable(text.replace(/\s*[\r\n]+\s*/g, " "));
}
