// A tokenizer's work on one text within a limit of time. Its patterns come from a file, and one can be made so that a text of forty
// letters takes years: such a text is one that cannot be asked.

import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import type { JsonValue } from "../../../core/json.ts";
import { TimeLimitError, withTimeLimit } from "../../../core/time-limit.ts";
import type { OnnxFolder } from "./folder.ts";

export const ownTokenizerHint = "bring the tokenizer.json of the model's own checkpoint";

/** @throws OcLocalError MODEL_FILE where the work takes too long, or the library fails on it. */
export type Limited = <T>(of: { length: number }, compute: () => T) => T;

const limitMs = 5000;
/** Without a regular expression too: merging the letters of a word without end takes its time. */
const longLength = 10_000;

/** @param parts Those that do the work: the time is watched where one of them has a regular expression. */
export function limitedBy(
  { path, tokenizer }: Pick<OnnxFolder, "path" | "tokenizer">,
  parts: readonly string[],
): Limited {
  const isWatched = parts.some((name) => hasRegex(tokenizer[name]));
  return ({ length }, compute) => {
    try {
      return isWatched || length > longLength ? withTimeLimit(limitMs, compute) : compute();
    } catch (error) {
      const what =
        error instanceof TimeLimitError
          ? `takes longer than ${limitMs / 1000} s for ${length} characters or tokens: one of its patterns tries without end`
          : `fails on ${length} characters or tokens: ${errorMessage(error)}`;
      throw new OcLocalError("MODEL_FILE", `the tokenizer of ${path} ${what}`, {
        hint: ownTokenizerHint,
        cause: error,
      });
    }
  };
}

function hasRegex(value: JsonValue | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "Regex" in value || Object.values(value).some(hasRegex);
}
