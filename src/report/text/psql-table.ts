// Cells as lines in the look of psql, the way every table of the terminal is drawn.

import Table from "cli-table3";

/**
 * @param cells First row: headings, styled as they shall look. All cells are printable.
 * @param numeric Places of the columns that hold numbers.
 */
export function drawTable([head = [], ...rows]: string[][], numeric: ReadonlySet<number>): string[] {
  const table = new Table({
    head,
    colAligns: head.map((_, index) => (numeric.has(index) ? "right" : "left")),
    chars: psqlLines,
    // Styles of its own would ask the environment for colours; the caller has decided.
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows);
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
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
