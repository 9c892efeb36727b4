// Columns of plain text for the terminal.

import { displayWidth, padText } from "./display-width.ts";

/** @param lines Of equally many cells. @param options.left Columns that stand at the left; the others stand at the right. */
export function alignColumns(lines: readonly (readonly string[])[], { left }: { left: readonly number[] }): string {
  const columns = lines[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...lines.map((line) => displayWidth(line[i] ?? ""))),
  );
  const pad = (text: string, i: number) => padText(text, widths[i] ?? 0, left.includes(i) ? "behind" : "in front");
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}
