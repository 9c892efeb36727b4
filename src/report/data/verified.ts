// What `oc-local data verify` says.

import { counted } from "../../core/counted.ts";
import type { Verified } from "../../core/data-pack.ts";

export function describeVerified(root: string, { same, changed, sample, missing }: Verified): string {
  const folders = [...new Set(missing.map((name) => name.split("/")[0] as string))];
  const lines = [
    `${root} beside OpenCompass's data pack:`,
    `  ${counted(same.length, "file")} with the bytes of the pack`,
    ...namesOf(changed, "changed: their rows are not those of the pack"),
    ...namesOf(sample, "samples of oc-local, no benchmark"),
    `  ${counted(missing.length, "file")} of the pack not there${folders.length === 0 ? "" : ` (${folders.join(", ")})`}`,
    "Tables of exams (C-Eval, CMMLU, MMLU, NQ, TriviaQA) have no sums to compare with.",
  ];
  return `${lines.join("\n")}\n`;
}

function namesOf(names: readonly string[], what: string): string[] {
  if (names.length === 0) return [];
  return [`  ${counted(names.length, "file")} ${what}:`, ...names.map((name) => `    ${name}`)];
}
