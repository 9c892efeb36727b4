// Fenced code blocks in a model's text: three backticks, a language name, a newline, the code, three backticks.

import { pythonRegExp } from "../../core/python-regex.ts";

const opening = pythonRegExp("```\\w*\\n", "g");
const fence = "```";

/** The contents of all complete blocks, in order. */
export function fencedBlocks(text: string): string[] {
  const blocks: string[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index + match[0].length;
    const end = text.indexOf(fence, start);
    if (end < 0) break;
    blocks.push(text.slice(start, end));
    opening.lastIndex = end + fence.length;
  }
  return blocks;
}
