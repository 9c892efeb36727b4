// What the definitions in this folder share: turns of a dialogue, one template per answer option, the usual retrievers and
// the small slices of the demo variants.

import type { DatasetConfig } from "oc-local";

export type Infer = DatasetConfig["infer"];
export type Evaluate = DatasetConfig["evaluate"];
type PromptTemplate = NonNullable<Infer["promptTemplate"]>;

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

export const accuracy: Evaluate = { evaluator: { type: "accuracy" } };
export const accuracyDetails: Evaluate = { evaluator: { type: "accuracy-details" } };
/** Scored by a model there; here the answers are kept. */
export function judged(
  upstream = "GenericLLMEvaluator",
  more: Pick<Evaluate, "predRole" | "predPostprocessor"> = { predRole: "BOT" },
): Evaluate {
  return { evaluator: { type: "unscorable", needs: "judge", upstream }, ...more };
}

export const firstCapital = { type: "first-capital" };

/** The letter an answer chooses, as OpenCompass's rules find it. */
export function firstOption(options: string) {
  return { type: "first-option", options };
}

export const zeroShot = { type: "zero" };
/** The same five examples for every question. */
export const fiveShot = { type: "fix-k", fixIdList: [0, 1, 2, 3, 4] };

/** Generation on a prompt without in-context examples. */
export function askZeroShot(template: PromptTemplate["template"], options: Record<string, unknown> = {}): Infer {
  return { promptTemplate: { template }, retriever: zeroShot, inferencer: { type: "generate", ...options } };
}

/** Options compared by how likely each makes its text, without in-context examples. */
export function comparing(template: PromptTemplate["template"], inferencer = "perplexity"): Infer {
  return { promptTemplate: { template }, retriever: zeroShot, inferencer: { type: inferencer } };
}

/** What is read, under the name it has in paths and tables. */
export type NamedSource = readonly [abbr: string, source: DatasetConfig["source"]];

/** Entries that differ in what they read alone. */
export function entriesOf(
  sources: readonly NamedSource[],
  reader: DatasetConfig["reader"],
  infer: Infer,
  evaluate: Evaluate,
): DatasetConfig[] {
  return sources.map(([abbr, source]) => ({ abbr, source, reader, infer, evaluate }));
}

/** The same with a text that the prompt of each is made of. */
export type SourceWithText = readonly [abbr: string, source: DatasetConfig["source"], text: string];

export function entriesWith(
  sources: readonly SourceWithText[],
  reader: DatasetConfig["reader"],
  infer: (text: string) => Infer,
  evaluate: Evaluate,
): DatasetConfig[] {
  return sources.map(([abbr, source, text]) => ({ abbr, source, reader, infer: infer(text), evaluate }));
}

/** A demo variant: the first rows of another variant under a name of their own. */
export function demo(entries: DatasetConfig[], testRange: string): DatasetConfig[] {
  return entries.map((entry) => ({ ...entry, abbr: `demo_${entry.abbr}`, reader: { ...entry.reader, testRange } }));
}
