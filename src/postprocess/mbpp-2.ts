// The program in a chat model's answer to MBPP (upstream's MBPPEvaluator2): the first code block, or the text without its
// first "Here...:" line; nothing from the first test comment on; what stands between BEGIN and DONE. Only an empty program
// counts as not extracted.

import type { Postprocessor } from "../core/score.ts";
import { isWhiteSpace, strip } from "../core/unicode.ts";
import { firstBlock } from "./code/first-block.ts";

const testComments = ["# Test", "#Test", "#test", "# test"];

export function createPostprocessor(): Postprocessor {
  return (text) => {
    let program = text.includes("```") ? firstBlock(text) : withoutAnnouncement(text);
    for (const comment of testComments) program = program.split(comment, 1)[0] as string;
    program = strip(afterBegin(untilDone(strip(program))));
    const answer = program.startsWith("'") ? program.slice(1) : program;
    return { answer, extracted: answer !== "" };
  };
}

/** Removes the first "Here" with the rest of its line. */
function withoutAnnouncement(text: string): string {
  const start = text.indexOf("Here");
  const end = start < 0 ? -1 : text.indexOf("\n", start);
  return end < 0 ? text : text.slice(0, start) + text.slice(end + 1);
}

/** Text before the first DONE or [DONE], with a quote and the white space after it. */
function untilDone(text: string): string {
  const done = text.indexOf("DONE");
  if (done < 0) return text;
  const end = text.startsWith("[DONE]", done - 1) && done > 0 ? done - 1 : done;
  let quote = end;
  while (quote > 0 && isWhiteSpace(text.charAt(quote - 1))) quote--;
  return text.slice(0, text[quote - 1] === "'" ? quote - 1 : end);
}

/** Text after the first BEGIN or [BEGIN], with a quote and the white space after it. */
function afterBegin(text: string): string {
  const match = /\[BEGIN\]|BEGIN/.exec(text);
  if (match === null) return text;
  let end = match.index + match[0].length;
  if (text[end] !== "'") return text.slice(end);
  do end++;
  while (isWhiteSpace(text.charAt(end)));
  return text.slice(end);
}
