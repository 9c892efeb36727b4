// Text in lines of a given width, broken at blanks where there are any; Chinese, which has none, between characters.

import { charactersOf, displayWidth } from "./display-width.ts";

/** @param width Columns; infinite to keep the lines as they are. */
export function wrapText(text: string, width: number): string[] {
  const lines = text.split("\n");
  return Number.isFinite(width) ? lines.flatMap((line) => wrapLine(line, Math.max(2, width))) : lines;
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  let used = 0;
  for (const character of charactersOf(line)) {
    const columns = displayWidth(character);
    if (used + columns > width && character === " ") {
      lines.push(current.trimEnd());
      current = "";
      used = 0;
      continue;
    }
    if (used + columns > width) {
      const end = breakPoint(current);
      lines.push(current.slice(0, end).trimEnd());
      current = current.slice(end);
      used = displayWidth(current);
    }
    current += character;
    used += columns;
  }
  return [...lines, current];
}

/** Behind the last blank in the line's second half; its end where there is none. */
function breakPoint(line: string): number {
  const blank = line.lastIndexOf(" ");
  return blank >= line.length / 2 ? blank + 1 : line.length;
}
