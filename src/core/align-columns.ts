// Columns of plain text for the terminal.

/** @param lines Of equally many cells. @param options.left Columns that stand at the left; the others stand at the right. */
export function alignColumns(lines: readonly (readonly string[])[], { left }: { left: readonly number[] }): string {
  const columns = lines[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...lines.map((line) => (line[i] ?? "").length)));
  const pad = (text: string, i: number) =>
    left.includes(i) ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}
