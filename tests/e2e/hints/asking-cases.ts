// Ways of asking that do not fit their rows, texts or model.

import { advised } from "../follow-hint.ts";
import { type ConfigCase, type Dataset, dryRun, model, put } from "./config-cases.ts";

const labelled = { template: { A: "{question} Answer: {A}", B: "{question} Answer: {B}" } };
const short = { template: "{question}" };

interface AskingCase extends Pick<ConfigCase, "what" | "says" | "command" | "refused"> {
  inferencer: Record<string, unknown>;
  promptTemplate?: Record<string, unknown>;
  /** Other fields of the dataset. */
  beside?: Record<string, unknown>;
  mend(hint: string): { inferencer?: object; promptTemplate?: object; beside?: Record<string, unknown> };
}

function asking({ what, inferencer, promptTemplate = labelled, beside = {}, mend, ...rest }: AskingCase): ConfigCase {
  const set = (dataset: Dataset, changed: ReturnType<AskingCase["mend"]>) => {
    const infer = { inferencer, promptTemplate, ...changed };
    put("infer", { inferencer: infer.inferencer, promptTemplate: infer.promptTemplate })(dataset);
    Object.assign(
      dataset,
      Object.fromEntries(Object.keys(beside).map((key) => [key, undefined])),
      changed.beside ?? beside,
    );
  };
  return {
    ...rest,
    what: `asking: ${what}`,
    spoil: (dataset) => set(dataset, {}),
    mend: (dataset, hint) => set(dataset, mend(hint)),
  };
}

const choicesSource = { source: { type: "jsonl", path: "long-choices.jsonl" } };

export const askingCases: readonly ConfigCase[] = [
  asking({
    what: "labels that the template lacks",
    inferencer: { type: "perplexity", labels: ["A", "C"] },
    says: 'labels names "C", for which infer.promptTemplate has no template',
    mend: (hint) => ({
      inferencer: { type: "perplexity", labels: advised(hint, /labels with a template: (.+)/).split(", ") },
    }),
  }),
  asking({
    what: "a normalising text without a separator",
    inferencer: { type: "perplexity", normalizingStr: "Answer: " },
    says: "normalizingStr needs infer.promptTemplate.sepToken",
    mend(hint) {
      const sepToken = advised(hint, /set sepToken, for example "([^"]+)"/);
      const template = { A: `{question}${sepToken} {A}`, B: `{question}${sepToken} {B}` };
      return { promptTemplate: { template, sepToken } };
    },
  }),
  asking({
    what: "a separator that the prompts lack",
    inferencer: { type: "perplexity", normalizingStr: "Answer: " },
    promptTemplate: { ...labelled, sepToken: "</S>" },
    says: 'normalizingStr needs a prompt of plain text with sepToken "</S>"',
    command: dryRun,
    mend(hint) {
      advised(hint, /(with the separator in front of the answer)/);
      return { promptTemplate: { template: { A: "{question}</S> {A}", B: "{question}</S> {B}" }, sepToken: "</S>" } };
    },
  }),
  asking({
    what: "choices of several tokens",
    inferencer: { type: "conditional-log-prob" },
    promptTemplate: short,
    beside: choicesSource,
    says: /clp: the choice "a rather long one" of row 0 is \d+ tokens, not one/,
    command: dryRun,
    mend(hint) {
      advised(hint, /(choose texts that are one token of this model)/);
      return { beside: { source: { type: "jsonl", path: "choices.jsonl" } } };
    },
  }),
  asking({
    what: "OpenCompass's log-likelihood behind a text",
    inferencer: { type: "log-likelihood" },
    beside: { continuation: { after: "Answer:" }, compat: "opencompass" },
    says: "OpenCompass's way needs a column that ends the prompt",
    mend(hint) {
      advised(hint, /(leave compat \(--compat\) out)/);
      return { beside: { continuation: { after: "Answer:" } } };
    },
  }),
  asking({
    what: "a continuation that is in no prompt",
    inferencer: { type: "log-likelihood" },
    beside: { continuation: { after: "So:" } },
    says: 'the prompt does not contain continuation.after "So:"',
    command: dryRun,
    mend(hint) {
      advised(hint, /(name a text that stands in front of the answer in the template of every label)/);
      return { beside: { continuation: { after: "Answer:" } } };
    },
  }),
  asking({
    what: "a column that does not end the prompt",
    inferencer: { type: "log-likelihood" },
    beside: { continuation: { column: "B" } },
    says: 'column "B" is not the text that ends the prompt',
    command: dryRun,
    mend: (hint) => ({
      beside: { continuation: { after: advised(hint, /"continuation": \{ "after": "([^"]+)" \}/) } },
    }),
  }),
  {
    what: "asking: a later row without a continuation",
    spoil(dataset) {
      put("infer", {
        inferencer: { type: "log-likelihood" },
        promptTemplate: { template: { A: "{A} {cont}", B: "{B} {cont}" } },
      })(dataset);
      dataset.source = { type: "jsonl", path: "some-cont.jsonl" };
    },
    says: 'row 1: log-likelihood needs a column "cont"',
    mend(dataset, hint) {
      const after = advised(hint, /"continuation": \{ "after": "([^"]+)" \}/);
      put("infer", { promptTemplate: labelled })(dataset);
      dataset.continuation = { after };
    },
  },
  {
    what: "asking: a text that loses what is scored",
    spoil(dataset, config) {
      put("infer", { inferencer: { type: "log-likelihood" }, promptTemplate: labelled })(dataset);
      dataset.continuation = { after: "Answer:" };
      dataset.source = { type: "jsonl", path: "long.jsonl" };
      config.models = [model({ maxSeqLen: 40, tokenizer_kwargs: { truncation: "right" } })];
    },
    says: "and with it what is scored",
    command: ["eval", "-w", "lost-end"],
    refused: 1,
    mend(_, hint, config) {
      const truncation = advised(hint, /--tokenizer-kwargs truncation=(\w+)/);
      config.models = [model({ maxSeqLen: 40, tokenizer_kwargs: { truncation } })];
    },
  },
  {
    what: "asking: a text that must not be cut",
    spoil(dataset, config) {
      dataset.source = { type: "jsonl", path: "long.jsonl" };
      config.models = [model({ maxSeqLen: 40, tokenizer_kwargs: { truncation: "error" } })];
    },
    says: "truncation=error cuts none",
    command: ["eval", "-w", "not-cut"],
    refused: 1,
    mend(_, hint, config) {
      const truncation = advised(hint, /--tokenizer-kwargs truncation=(\w+)/);
      config.models = [model({ maxSeqLen: 40, tokenizer_kwargs: { truncation } })];
    },
  },
];
