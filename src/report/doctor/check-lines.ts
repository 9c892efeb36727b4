// Results as lines: status, name and detail in columns, the remedy below. Readable without colour, and in a narrow terminal,
// where texts stand below the names.

import { counted } from "../../core/counted.ts";
import { displayWidth } from "../text/display-width.ts";
import { wrapText } from "../text/wrap-text.ts";

export type Area = "machine" | "model" | "data";

/** `info`: a fact that is neither good nor bad, or a check that could not be made because an earlier one failed. */
export type Status = "ok" | "info" | "warn" | "fail";

/** What is shown and what `--json` prints. */
export interface CheckResult {
  area: Area;
  name: string;
  status: Status;
  detail: string;
  remedy: string | null;
}

const statusColumns = 5;
const nameColumns = 18;
/** Behind two spaces, the status and another space. */
const textColumn = 2 + statusColumns + 1;
/** With fewer columns the text stands below the name, not beside it. */
const narrowTerminal = 80;
/** Narrower columns of text are no easier to read than lines that the terminal breaks. */
const narrowestText = 20;

/** Colours a status; the identity where there are none. */
export type PaintStatus = (status: Status, text: string) => string;

/** @param columns Of the terminal; Infinity where nothing has to be broken. */
export function formatResult(result: CheckResult, columns: number, paint: PaintStatus = (_, text) => text): string {
  const { status, name, detail, remedy } = result;
  const start = `  ${paint(status, status.padEnd(statusColumns))} ${name}`;
  const isNarrow = columns < narrowTerminal;
  const indent = isNarrow ? textColumn : textColumn + Math.max(nameColumns, displayWidth(name)) + 1;
  const texts = [detail, ...(remedy === null ? [] : [`remedy: ${remedy}`])];
  const lines = texts.flatMap((text) =>
    wrapText(text, Math.max(narrowestText, columns - indent), { breaksAt: "any blank" }),
  );
  const [first, ...others] = lines.map((line) => " ".repeat(indent) + line);
  if (isNarrow) return [start, first, ...others].join("\n");
  const gap = " ".repeat(indent - textColumn - displayWidth(name));
  return [`${start}${gap}${lines[0]}`, ...others].join("\n");
}

export function formatArea(area: Area): string {
  return `${area}:`;
}

/** "24 checks: 22 ok, 1 warning, 1 failed" */
export function formatTotals(results: readonly CheckResult[]): string {
  const count = (status: Status) => results.filter((result) => result.status === status).length;
  const outcomes = [
    `${count("ok")} ok`,
    `${count("info")} for information`,
    counted(count("warn"), "warning"),
    `${count("fail")} failed`,
  ];
  return `${counted(results.length, "check")}: ${outcomes.join(", ")}`;
}
