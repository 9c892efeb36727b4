// Tokens as lines that fit the terminal: id and text of each, control tokens without quotes.

import { quotedText, visibleText } from "../../core/visible-text.ts";
import { displayWidth } from "../text/display-width.ts";
import type { Paint } from "../text/paint.ts";
import type { TokenPiece } from "./prompt-view.ts";

const gap = "  ";

/** @param width Columns of the terminal. */
export function tokenLines(pieces: readonly TokenPiece[], width: number, paint: Paint): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const piece of pieces) {
    const ids = piece.ids.join("+");
    const text = piece.isSpecial ? visibleText(piece.text) : quotedText(piece.text);
    const columns = displayWidth(`${ids} ${text}`);
    if (used > 0 && used + gap.length + columns > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    const shown = `${paint("dim", ids)} ${piece.isSpecial ? paint("yellow", text) : text}`;
    line += used === 0 ? shown : gap + shown;
    used += columns + (used === 0 ? 0 : gap.length);
  }
  return used === 0 ? lines : [...lines, line];
}
