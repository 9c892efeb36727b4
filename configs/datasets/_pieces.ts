// What the definitions in this folder share: turns of a dialogue, one template per answer option, the usual retrievers and
// the small slices of the demo variants.

import type { DatasetConfig } from "oc-local";

export type Infer = DatasetConfig["infer"];
export type Evaluate = DatasetConfig["evaluate"];

export interface Turn {
  role: string;
  prompt: string;
}

export function human(prompt: string): Turn {
  return { role: "HUMAN", prompt };
}

export function bot(prompt: string): Turn {
  return { role: "BOT", prompt };
}

/** One template per option, as PPL asks: `perOption("AB", ...)` has the keys A and B. */
export function perOption<Template>(options: string, build: (option: string) => Template): Record<string, Template> {
  return Object.fromEntries([...options].map((option) => [option, build(option)]));
}

export const zeroShot = { type: "zero" };
/** The same five examples for every question. */
export const fiveShot = { type: "fix-k", fixIdList: [0, 1, 2, 3, 4] };

/** Generation on a prompt without in-context examples. */
export function askZeroShot(template: string | { round: Turn[] }, options: Record<string, unknown> = {}): Infer {
  return { promptTemplate: { template }, retriever: zeroShot, inferencer: { type: "generate", ...options } };
}

/** A demo variant: the first rows of another variant under a name of their own. */
export function demo(entries: DatasetConfig[], testRange: string): DatasetConfig[] {
  return entries.map((entry) => ({ ...entry, abbr: `demo_${entry.abbr}`, reader: { ...entry.reader, testRange } }));
}
