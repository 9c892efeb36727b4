// The first line of a headline without a list mark in front and without quotes and full stops around it. The Russian word is what
// some models write into Chinese; upstream takes it out.
// docs/exactness.md E10.16.

import type { Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { stripCharacters } from "./text/strip-characters.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    let line = strip((strip(text).split("\n")[0] as string).replaceAll("своей", ""));
    for (const mark of ["1. ", "- "]) if (line.startsWith(mark)) line = line.replaceAll(mark, "");
    return { answer: stripCharacters(line, "“，。！”"), extracted: true };
  };
}
