// Columns that a text takes in a terminal or a fixed-width file, measured as the tables of cli-table3 are drawn: Chinese, Japanese,
// Korean and emoji take two.

import stringWidth from "string-width";

const printableAscii = /^[ -~]*$/;

export function displayWidth(text: string): number {
  return printableAscii.test(text) ? text.length : stringWidth(text);
}

/** With blanks behind it, or in front of it, so that it takes so many columns; unchanged where it takes more. */
export function padText(text: string, columns: number, blanks: "behind" | "in front" = "behind"): string {
  const padding = " ".repeat(Math.max(0, columns - displayWidth(text)));
  return blanks === "behind" ? text + padding : padding + text;
}

/** As much of a text's beginning as fits into so many columns. */
export function cutToWidth(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of charactersOf(text)) {
    width += displayWidth(character);
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

const segmenter = new Intl.Segmenter();

/** What is seen as one character each: marks stay with their letter, and an emoji of several code points is one. */
export function charactersOf(text: string): Iterable<string> {
  return printableAscii.test(text) ? text : Array.from(segmenter.segment(text), ({ segment }) => segment);
}
