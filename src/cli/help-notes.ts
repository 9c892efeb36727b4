// What stands below the flags in --help, fitted to the terminal as commander fits the flags.

import { wrapText } from "../report/text/wrap-text.ts";

/** Commander's. */
const defaultColumns = 80;

/** For `addHelpText`. @param text Paragraphs, terms with their texts two blanks or more behind them, and commands, a line each. */
export function helpNotes(text: string): () => string {
  return () => fitNotes(text, process.stdout.isTTY ? process.stdout.columns : defaultColumns);
}

export function fitNotes(text: string, columns: number): string {
  return text
    .split("\n")
    .flatMap((line) => fitLine(line, columns))
    .join("\n");
}

/** A command stays in one line, for those who copy it. */
const command = /^ +oc-local(?! .* {2})/;
/** Blanks, and a term with the gap behind it. */
const beforeText = /^ *(?:\S+(?: \S+)* {2,})?/;

function fitLine(line: string, columns: number): string[] {
  if (line.length <= columns || command.test(line)) return [line];
  const start = beforeText.exec(line)?.[0] ?? "";
  const rest = wrapText(line.slice(start.length), columns - start.length);
  return rest.map((text, i) => (i === 0 ? start : " ".repeat(start.length)) + text);
}
