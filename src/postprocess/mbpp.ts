// The program in an answer to MBPP, whose examples wrap code in [BEGIN] '...' [DONE]: the first of 20 wrappings that fits,
// then up to a fence or DONE, `\_` as `_`, stripped. An answer without wrapping is common for base models, so only an
// empty program counts as not extracted. `rule` names the wrapping.
// docs/exactness.md E11.11.

import type { Postprocessor } from "../core/score.ts";
import { isWhiteSpace, strip } from "../core/unicode.ts";
import { unwrapProgram } from "./code/program-wrappings.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const { program, rule } = unwrapProgram(text);
    const unfenced = program.split("```", 1)[0] as string;
    const answer = strip(untilDone(unfenced).replaceAll("\\_", "_"));
    return { answer, extracted: answer !== "", ...(rule === undefined ? {} : { rule }) };
  };
}

/** Text before the first DONE, with an opening bracket, white space and a quote in front of it. */
function untilDone(text: string): string {
  const done = text.indexOf("DONE");
  if (done < 0) return text;
  let end = text[done - 1] === "[" ? done - 1 : done;
  while (end > 0 && isWhiteSpace(text.charAt(end - 1))) end--;
  return text.slice(0, text[end - 1] === "'" ? end - 1 : end);
}
