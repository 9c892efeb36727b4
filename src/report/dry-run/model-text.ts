// What a model would be asked, as a dry run shows it: its tasks with their tokens, the first prompts, the memory plan.

import { visibleText } from "../../core/visible-text.ts";
import { alignColumns } from "../text/align-columns.ts";
import { section } from "./section.ts";

export interface ModelDescription {
  abbr: string;
  kind: "base" | "chat";
  path: string;
  datasets: DatasetCount[];
  /** Of the first datasets that are asked in different ways. */
  prompts: FirstPrompt[];
  /** Ways of asking that are not among them. */
  otherKinds: number;
  /** Lines of the engine's plan. */
  memory: string[];
}

export interface FirstPrompt {
  dataset: string;
  tokens: number;
  text: string;
}

export interface DatasetCount {
  id: string;
  version: string;
  mode: string;
  rows: number;
  /** Tokens of all prompts, each computed whole. */
  tokens: number;
  /** Tokens when every shared prefix is computed once. */
  distinct: number;
  longest: number;
  /** Prompts that lose examples or tokens. */
  overlong: number;
  /** Most tokens that can be generated. */
  output: number;
}

export function formatModel({ abbr, kind, path, datasets, prompts, otherKinds, memory }: ModelDescription): string {
  return [
    section(`Tasks of ${abbr} (${kind}, ${path})`, countTable(datasets)),
    ...prompts.map(({ dataset, tokens, text }) =>
      section(`First prompt of ${dataset}: ${tokens} tokens`, visibleText(text)),
    ),
    ...(otherKinds > 0 ? [`(${otherKinds} more kinds of prompts are not shown: oc-local prompt shows each)`] : []),
    section("Memory plan", memory.join("\n")),
  ].join("\n\n");
}

function countTable(counts: readonly DatasetCount[]): string {
  const head = [
    "dataset",
    "version",
    "mode",
    "rows",
    "prompt tokens",
    "distinct",
    "longest",
    "do not fit",
    "output at most",
  ];
  const cells = counts.map((c) =>
    [c.id, c.version, c.mode, c.rows, c.tokens, c.distinct, c.longest, c.overlong, c.output].map(String),
  );
  const sum = (pick: (count: DatasetCount) => number) =>
    String(counts.reduce((total, count) => total + pick(count), 0));
  const total = [
    "total",
    "",
    "",
    sum((c) => c.rows),
    sum((c) => c.tokens),
    sum((c) => c.distinct),
    "",
    sum((c) => c.overlong),
    sum((c) => c.output),
  ];
  return alignColumns([head, ...cells, total], { left: [0, 1, 2] });
}
