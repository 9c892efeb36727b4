// The body of a function that continues the prompt: up to two blank lines or a closing fence, and only the leading lines
// that are empty or indented; three blanks in front become four. Nothing is extracted when no line remains.

import type { Postprocessor } from "../core/score.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const indented = text.startsWith("   ") && !text.startsWith("    ") ? ` ${text}` : text;
    const lines = untilFirst(untilFirst(indented, "\n\n\n"), "\n```").split("\n");
    const end = lines.findIndex((line) => line !== "" && !line.startsWith(" "));
    const answer = lines.slice(0, end < 0 ? lines.length : end).join("\n");
    return { answer, extracted: answer !== "" };
  };
}

function untilFirst(text: string, mark: string): string {
  return text.split(mark, 1)[0] as string;
}
