// Configs whose rows, references or extraction rules cannot be used.

import { advised } from "../follow-hint.ts";
import type { ConfigCase } from "./config-cases.ts";

const dryRun = ["eval", "--dry-run"];

export const rowCases: readonly ConfigCase[] = [
  {
    what: "references that are no option",
    spoil: (dataset) => {
      dataset.reader = { ...dataset.reader, outputColumn: "question" };
      dataset.infer = {
        ...dataset.infer,
        promptTemplate: { template: { A: "{A}", B: "{B}" } },
        inferencer: { type: "perplexity" },
      };
    },
    says: "nothing can be right",
    mend: (dataset, hint) => {
      advised(hint, /(write each reference as the option it is, letter for letter)/);
      dataset.reader = { ...dataset.reader, outputColumn: "answer" };
    },
    command: dryRun,
  },
  {
    what: "a row without a column of the template",
    spoil: (dataset) => {
      dataset.source = { type: "jsonl", path: "lacking.jsonl" };
    },
    says: 'lacks column "B", which the template names',
    mend: (dataset, hint) => {
      advised(hint, /(give each row a value)/);
      dataset.source = { type: "jsonl", path: "q.jsonl" };
    },
  },
  {
    what: "a row that grows without end",
    spoil: (dataset) => {
      dataset.source = { type: "jsonl", path: "growing.jsonl" };
    },
    says: "filling {A} would make a text of",
    mend: (dataset, hint) => {
      advised(hint, /(look at this row)/);
      dataset.source = { type: "jsonl", path: "q.jsonl" };
    },
  },
  {
    what: "an abbr that is no name of a file",
    spoil: (dataset) => {
      Object.assign(dataset, { abbr: ".." });
    },
    says: "cannot be the name of a file",
    mend: (dataset, hint) => {
      Object.assign(dataset, { [advised(hint, /give it another (\w+)/)]: "q" });
    },
    command: dryRun,
  },
  {
    what: "a pattern that is none",
    spoil: (dataset) => {
      dataset.evaluate = {
        ...dataset.evaluate,
        predPostprocessor: { type: "match-answer-pattern", answerPattern: "(?>a)" },
      };
    },
    says: 'the pattern "(?>a)" cannot be used',
    mend: (dataset, hint) => {
      advised(hint, /(the constructs that Python's and JavaScript's regular expressions share)/);
      dataset.evaluate = {
        ...dataset.evaluate,
        predPostprocessor: { type: "match-answer-pattern", answerPattern: "(a)" },
      };
    },
    command: dryRun,
  },
];
