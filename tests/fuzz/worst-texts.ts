// Texts of a million characters that make careless patterns slow: what a rule looks for over and over without its end, long
// runs of what a rule skips, and both behind one another.

const size = 1_000_000;

const runs = [
  " ",
  "\n",
  "a",
  "A",
  "1",
  "中",
  "😀",
  "\ud83d",
  "'",
  "`",
  "$",
  "{",
  "}",
  "\\",
  "(",
  ".",
  "-",
  ",",
  "\u0301",
  "\0",
];

export interface WorstText {
  /** For people. */
  label: string;
  text: string;
}

/** One at a time: all of them together need gigabytes. */
export function* worstTexts(phrases: readonly string[]): Generator<WorstText> {
  for (const run of runs) yield { label: `${JSON.stringify(run)} repeated`, text: fill(run) };
  for (const phrase of phrases) {
    const shown = JSON.stringify(phrase);
    yield { label: `${shown} repeated`, text: fill(phrase) };
    yield { label: `${shown} and blanks repeated`, text: fill(`${phrase}   `) };
    yield { label: `${shown} and lines repeated`, text: fill(`${phrase}x\n`) };
    yield { label: `${shown} before a run of blanks`, text: `${phrase}${fill(" ")}x` };
    yield { label: `${shown} behind a run of blanks`, text: `x${fill(" ")}${phrase}` };
    yield { label: `${shown} before a run of digits`, text: `${phrase}${fill("1")}x` };
  }
}

function fill(piece: string): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}
