// CSV by RFC 4180 (quotes where needed, every record ended by a line feed as upstream does) with upstream's columns.
// Upstream writes no quotes and turns commas into blanks; a name without commas and quotes looks the same in both.

import { summaryCells } from "./cells.ts";
import type { Summary } from "./summary.ts";

export function formatCsv(summary: Summary): string {
  return csvLines(summaryCells(summary));
}

/** First row: headings. Numbers are passed as text and stay as they are. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\n`).join("");
}

function csvCell(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Spreadsheets compute cells that begin with one of = + - @, tab or carriage return, and names come from downloaded files;
 * an apostrophe in front makes them text. Numbers stay numbers, and after a minus only what can call something or reach
 * outside the cell counts, so that "-" and headings such as "---- Exam ----" stay as they are.
 */
function isFormula(text: string): boolean {
  if (/^[-+]?(?:\d+(?:\.\d*)?(?:e[-+]?\d+)?|inf|nan)$/i.test(text)) return false;
  return /^[=+@\t\r]/.test(text) || (text.startsWith("-") && /[(|!=@]/.test(text));
}
