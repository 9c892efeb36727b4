// Stop words as a shell delivers them: between plain quotes \n stays a backslash and a letter, and a line end is meant.

import { UsageError } from "../../core/errors.ts";

const meant: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** `\n`, `\r` and `\t` as what they stand for. @throws UsageError where LaTeX may be meant, as in \nabla. */
export function withLineEnds(word: string): string {
  if (/(?<!\\)\\[nrt][a-z]/.test(word))
    throw new UsageError(`--stop-words ${word}: it may begin with a line end or a tab, or be the text as it stands`, {
      hint: `for the former write $'${word}'; the text goes into stopWords of a config`,
    });
  return word.replace(/(?<!\\)\\([nrt])/g, (_whole, letter: string) => meant[letter] as string);
}
