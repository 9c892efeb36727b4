// Text in lines of a given width, broken at blanks where there are any; Chinese, which has none, between characters.

import { charactersOf, displayWidth } from "./display-width.ts";

export interface WrapOptions {
  /** A line may be left short, so that a long word or path is not cut. @default "blanks of its second half" */
  breaksAt?: "any blank" | "blanks of its second half";
}

/** @param width Columns; infinite to keep the lines as they are. */
export function wrapText(text: string, width: number, { breaksAt }: WrapOptions = {}): string[] {
  const lines = text.split("\n");
  const leastShare = breaksAt === "any blank" ? 0 : 0.5;
  return Number.isFinite(width) ? lines.flatMap((line) => wrapLine(line, Math.max(2, width), leastShare)) : lines;
}

function wrapLine(line: string, width: number, leastShare: number): string[] {
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
      const end = breakPoint(current, leastShare);
      lines.push(current.slice(0, end).trimEnd());
      current = current.slice(end);
      used = displayWidth(current);
    }
    current += character;
    used += columns;
  }
  return [...lines, current];
}

/** Behind the last blank that leaves so much of the line; its end where there is none. */
function breakPoint(line: string, leastShare: number): number {
  const blank = line.lastIndexOf(" ");
  return blank >= 0 && blank >= line.length * leastShare ? blank + 1 : line.length;
}
