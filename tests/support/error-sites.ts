// Where in the code errors are made: every `new OcLocalError(…)` and `new UsageError(…)`, found in its text.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface ErrorSite {
  /** From the root, for example src/data/csv.ts. */
  file: string;
  /** Of the `new`, each from 1. */
  line: number;
  column: number;
  /** The class and everything in its brackets. */
  text: string;
}

/** Of the folders src/ and configs/ below `root`, which hold sources or what was compiled from them. */
export function sourceTexts(root: string, suffix: ".ts" | ".js"): { file: string; text: string }[] {
  return ["src", "configs"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(suffix))
      .sort()
      .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(join(root, folder, name), "utf8") })),
  );
}

export function errorSites(sources: readonly { file: string; text: string }[]): ErrorSite[] {
  return sources.flatMap(({ file, text }) =>
    [...text.matchAll(/new (?:OcLocalError|UsageError)\(/g)].map(({ 0: opening, index }) => {
      const before = text.slice(0, index).split("\n");
      return {
        file,
        line: before.length,
        column: (before.at(-1) as string).length + 1,
        text: `${opening.slice(4, -1)}${bracketed(text, index + opening.length - 1)}`,
      };
    }),
  );
}

/** The text of the brackets that open at `start`; brackets in texts count too, and are balanced there. */
function bracketed(text: string, start: number): string {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if ("([{".includes(text[i] as string)) depth += 1;
    if (")]}".includes(text[i] as string)) depth -= 1;
    if (depth === 0) return text.slice(start, i + 1);
  }
  return text.slice(start);
}
