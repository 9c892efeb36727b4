// The one way out to the terminal, or where its streams lead: whatever a text quotes from files, nothing in it moves the cursor,
// colours the screen or turns the writing direction. Our own colours and newlines pass.

import { styleText } from "node:util";
import { cutMiddle } from "../core/cut-text.ts";
import { harmlessText } from "../core/visible-text.ts";

/** Messages quote no line that is longer; what is asked for on standard output is shown whole. */
const mostCharacters = 10_000;

/** What was asked for; it ends a line. */
export function toOutput(text: string): void {
  const shown = harmless(text, process.stdout);
  // Node passes over a write that a full disk took in part. The next one fails, and is told: that of the line end.
  process.stdout.write(shown.slice(0, -1));
  process.stdout.write(shown.slice(-1));
}

/** What is told beside it. */
export function toScreen(text: string): void {
  process.stderr.write(harmless(cutLines(text), process.stderr));
}

export interface ScreenStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Standard error for what draws on it: `redraw` takes the line away that stands there. */
export interface Screen {
  readonly isLive: boolean;
  readonly columns: number | undefined;
  write(text: string): void;
  redraw(text: string): void;
}

export function screenOn(stream: ScreenStream): Screen {
  return {
    isLive: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
    write: (text) => {
      stream.write(harmless(cutLines(text), process.stderr));
    },
    redraw: (text) => {
      stream.write(`\r\x1b[2K${harmless(text, process.stderr)}`);
    },
  };
}

// Of `styleText`: bold, dim and their end, colours and theirs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ownStyle = /(\x1b\[(?:1|2|4|22|24|39|3[0-7]|9[0-7])m)/;

function harmless(text: string, stream: NodeJS.WriteStream): string {
  // Where nothing is coloured no colour is ours.
  if (styleText("bold", "x", { stream }) === "x") return harmlessText(text);
  return text
    .split(ownStyle)
    .map((piece, i) => (i % 2 === 1 ? piece : harmlessText(piece)))
    .join("");
}

function cutLines(text: string): string {
  if (text.length <= mostCharacters) return text;
  return text
    .split("\n")
    .map((line) => cutMiddle(line, mostCharacters))
    .join("\n");
}
