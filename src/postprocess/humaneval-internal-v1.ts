// The body of a function out of whatever a chat model answered: the first code block or the text, without imports and the
// definition line, indented by four blanks, up to the line where the indentation falls back. Replies that are the repr of
// a string are unwrapped first. Nothing is extracted when nothing but white space is left.

import type { Postprocessor } from "../core/score.ts";
import { lstrip, rstrip, strip } from "../core/unicode.ts";
import { firstBlock } from "./code/first-block.ts";
import { parseStringLiteral } from "./text/string-literal.ts";

const indent = "    ";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const code = firstBlock(lstrip(parseStringLiteral(text) ?? text, "\n"));
    const answer = untilOutdent(indentBody(withoutHead(code)).split("\n"));
    return { answer, extracted: strip(answer) !== "" };
  };
}

/** Drops imports with everything up to the first definition line, empty lines, and a definition line in front. */
function withoutHead(code: string): string {
  let body = code;
  const head = strip(body);
  const definition = head.startsWith("from") || head.startsWith("import") ? body.indexOf("def") : -1;
  if (definition >= 0) body = body.slice(body.indexOf("\n", definition) + 1);
  const lines = body.split("\n").filter((line) => line !== "");
  return (strip(lines.join("\n")).startsWith("def") ? lines.slice(1) : lines).join("\n");
}

function indentBody(body: string): string {
  if (body.startsWith(" ")) return indent + lstrip(body);
  return body
    .split("\n")
    .map((line) => indent + line)
    .join("\n");
}

/** Lines before the first that is indented less than the first one; comments and strings do not count. */
function untilOutdent(lines: string[]): string {
  let bodyDepth: number | null = null;
  for (const [at, line] of lines.entries()) {
    const content = strip(line);
    if (content === "" || "'\"#".includes(content.charAt(0))) continue;
    const depth = rstrip(line).length - content.length;
    if (bodyDepth !== null && depth < bodyDepth) return lines.slice(0, at).join("\n");
    bodyDepth ??= depth;
  }
  return lines.join("\n");
}
