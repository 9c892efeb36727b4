// Reference side of GSM8K: what follows the first "#### " of a worked solution, without commas (docs/exactness.md E11.2).

import { OcLocalError } from "../core/errors.ts";
import type { Postprocessor } from "../core/score.ts";

const marker = "#### ";

/** @throws OcLocalError BAD_DATA for a reference without the marker. */
export function createPostprocessor(): Postprocessor {
  return (text) => {
    const answer = text.split(marker)[1];
    if (answer === undefined) {
      throw new OcLocalError("BAD_DATA", `GSM8K: a reference has no "${marker}": ${JSON.stringify(text.slice(-80))}`, {
        hint: 'each answer must end in "#### " and the number, as in the published test.jsonl',
      });
    }
    return { answer: answer.replaceAll(",", ""), extracted: true };
  };
}
