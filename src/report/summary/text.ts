// The .txt of a summary in upstream's shape: time, then the table four times over (aligned, CSV, Markdown, raw results).
// The aligned form is the "simple" format of Python's tabulate, with one correction: tabulate reads a prompt hash such as
// 1234e5 as a number and prints it as one; here only the score columns can be numbers.

import { printable } from "../../core/printable.ts";
import { type PythonValue, pyFloat, pyRepr } from "../../core/python-text.ts";
import { displayWidth, padText } from "../text/display-width.ts";
import { leadingColumns, summaryCells } from "./cells.ts";
import { formatMarkdown } from "./markdown.ts";
import type { RawResult } from "./scoreboard.ts";
import type { Summary } from "./summary.ts";

const opening = `${"^".repeat(128)}\n`;
const closing = `${"$".repeat(128)}\n`;
const divider = `${"-".repeat(128)} THIS IS A DIVIDER ${"-".repeat(128)}\n\n`;

export function formatText(summary: Summary, time: string): string {
  const cells = summaryCells(summary).map((row) => row.map(printable));
  const unquoted = cells.map((row) => row.join(",")).join("\n");
  return [
    `${time}\n`,
    block("tabulate format", alignColumns(cells)),
    `\n${divider}`,
    block("csv format", unquoted),
    "\n",
    block("markdown format", formatMarkdown(summary)),
    divider,
    block("raw format", formatRaw(summary)),
  ].join("");
}

function block(title: string, text: string): string {
  return `${title}\n${opening}${text}\n${closing}`;
}

function alignColumns(cells: string[][]): string {
  const [head = [], ...rows] = cells;
  const columns = head.map((title, index) => {
    const values = rows.map((row) => (row[index] ?? "").trim());
    return index < leadingColumns.length ? textColumn(title, values) : scoreColumn(title, values);
  });
  const lines = cells.map((_, row) => joinColumns(columns.map((column) => column[row] ?? "")));
  const rule = joinColumns(columns.map((column) => "-".repeat(displayWidth(column[0] ?? ""))));
  return lines.toSpliced(1, 0, rule).join("\n");
}

function joinColumns(cells: string[]): string {
  return cells.join("  ").trimEnd();
}

function textColumn(title: string, values: string[]): string[] {
  const width = columnWidth(title, values);
  return [title, ...values].map((text) => padText(text, width));
}

/** Aligned at the point; a column with a missing score, or without rows, is text. */
function scoreColumn(title: string, values: string[]): string[] {
  if (values.length === 0 || values.includes("-")) return textColumn(title, values);
  const hasPoint = values.some((value) => value.includes("."));
  const aligned = values.map((value) => (hasPoint && !value.includes(".") ? `${value}   ` : value));
  const width = columnWidth(title, aligned);
  return [title, ...aligned].map((text) => padText(text, width, "in front"));
}

/** Headings have two blanks to spare. */
function columnWidth(title: string, values: string[]): number {
  return Math.max(displayWidth(title) + 2, ...values.map(displayWidth));
}

/** Every stored result as Python prints a dict; datasets that only another model has are `{}`. */
function formatRaw(summary: Summary): string {
  const names = new Set([...summary.raw.values()].flatMap((results) => [...results.keys()]));
  const perModel = summary.models.map((model) => {
    const results = summary.raw.get(model);
    const lines = [...names].map((name) => `${printable(name)}: ${pythonDict(results?.get(name) ?? new Map())}`);
    return ["-".repeat(31), `Model: ${printable(model)}`, ...lines].join("\n");
  });
  return perModel.join("\n");
}

function pythonDict(result: RawResult): string {
  return `{${[...result].map(([key, value]) => `${pyRepr(key)}: ${pythonValue(value)}`).join(", ")}}`;
}

/** Upstream's scores are floats: 50 prints as 50.0. */
function pythonValue(value: PythonValue): string {
  return typeof value === "number" ? pyFloat(value) : pyRepr(value);
}
