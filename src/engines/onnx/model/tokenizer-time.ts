// A tokenizer's work on one text within a limit of time. Its patterns come from a file, and one can be made so that a text of forty
// letters takes years: such a text is one that cannot be asked.

import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import type { JsonValue } from "../../../core/json.ts";
import { TimeLimitError, withTimeLimit } from "../../../core/time-limit.ts";
import type { OnnxFolder } from "./folder.ts";

export const ownTokenizerHint = "bring the tokenizer.json of the model's own checkpoint";

/** @throws OcLocalError MODEL_FILE where the work takes too long, or the library fails on it. */
export type Limited = <T>(of: { length: number }, compute: () => T) => T;

/** For one text: long ones take their time. */
const shortestLimitMs = 2000;
const longestLimitMs = 5000;
const charactersPerMs = 100;
/** Without a regular expression too: merging the letters of a word without end takes its time. */
const longLength = 10_000;
/** Texts that were given up: where each takes its whole time, the next ones are not tried. */
const mostGivenUp = 3;

/** @param parts Those that do the work: the time is watched where one of them has a regular expression, or makes text longer. */
export function limitedBy(
  { path, tokenizer }: Pick<OnnxFolder, "path" | "tokenizer">,
  parts: readonly string[],
): Limited {
  const isWatched = parts.some((name) => canGoOn(tokenizer[name]));
  let givenUp = 0;
  return ({ length }, compute) => {
    const limitMs = Math.min(longestLimitMs, shortestLimitMs + Math.round(length / charactersPerMs));
    const failed = (what: string, cause?: unknown) =>
      new OcLocalError("MODEL_FILE", `the tokenizer of ${path} ${what}`, { hint: ownTokenizerHint, cause });
    if (givenUp >= mostGivenUp)
      throw failed(`is not tried again: one of its patterns tries without end on ${mostGivenUp} texts`);
    try {
      return isWatched || length > longLength ? withTimeLimit(limitMs, compute) : compute();
    } catch (error) {
      const of = `${length} characters or tokens`;
      if (!(error instanceof TimeLimitError)) throw failed(`fails on ${of}: ${errorMessage(error)}`, error);
      givenUp += 1;
      const seconds = (limitMs / 1000).toFixed(1);
      throw failed(`takes longer than ${seconds} s for ${of}: one of its patterns tries without end`, error);
    }
  };
}

function canGoOn(value: JsonValue | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "Regex" in value || ("type" in value && value.type === "Replace") || Object.values(value).some(canGoOn);
}
