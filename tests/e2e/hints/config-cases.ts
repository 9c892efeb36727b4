// Configs that are refused, and what their hints have one write into them instead.

import { advised, offered } from "../follow-hint.ts";

/** A config as the cases change it; one dataset asks two questions of data/q.jsonl. */
export interface Config {
  models: unknown[];
  datasets: Dataset[];
  [field: string]: unknown;
}

export interface Dataset {
  [part: string]: Record<string, unknown>;
}

export interface ConfigCase {
  what: string;
  /** What is wrong. */
  spoil(dataset: Dataset, config: Config): void;
  says: string | RegExp;
  /** What the hint advises; names that it offers stand in its text. */
  mend(dataset: Dataset, hint: string, config: Config): void;
  /** @default ["prompt"] */
  command?: string[];
  /** Exit code of the refused command. @default 2 */
  refused?: number;
}

export const dryRun = ["eval", "--dry-run"];

export function goodDataset(): Dataset {
  return {
    source: { type: "jsonl", path: "q.jsonl" },
    reader: { inputColumns: ["question", "A", "B"], outputColumn: "answer" },
    infer: {
      promptTemplate: { template: "{question}|{A}|{B}" },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 4 },
    },
    evaluate: { evaluator: { type: "accuracy" } },
  };
}

/** Sets fields of one part. */
export const put = (part: string, values: Record<string, unknown>) => (dataset: Dataset) => {
  dataset[part] = { ...dataset[part], ...values };
};

/** Sets or, with undefined, drops what a path such as reader.testSplit names. */
function setPath(dataset: Dataset, path: string, value: unknown): void {
  const [part = "", field = ""] = path.split(".");
  dataset[part] = { ...dataset[part], [field]: value };
}

/** A name is misspelt, and the hint offers the right one. */
function misspelt(part: string, field: string, type: string, says: string, command?: string[]): ConfigCase {
  const name = (hint: string) => ({ type: offered(hint) });
  return {
    what: `the misspelt ${field === "" ? part : field} ${type}`,
    spoil: put(part, field === "" ? { type } : { [field]: { type } }),
    says,
    mend: (dataset, hint) => put(part, field === "" ? name(hint) : { [field]: name(hint) })(dataset),
    ...(command !== undefined && { command }),
  };
}

export const examples = (retriever: Record<string, unknown>) => ({
  retriever,
  iceTemplate: { template: "{question}" },
  promptTemplate: { template: "</E>{question}", iceToken: "</E>" },
});

export const model = (fields: Record<string, unknown>) => ({
  path: "tiny.gguf",
  type: "HuggingFaceBaseModel",
  ...fields,
});
export const modelCase = (
  what: string,
  spoilt: Record<string, unknown>,
  says: string,
  mended: (hint: string) => Record<string, unknown>,
): ConfigCase => ({
  what,
  spoil: (_, config) => {
    config.models = [model(spoilt)];
  },
  says,
  mend: (_, hint, config) => {
    config.models = [model(mended(hint))];
  },
});

const groupCase = (
  what: string,
  group: Record<string, unknown>,
  says: string,
  mended: (hint: string) => Record<string, unknown>,
): ConfigCase => ({
  what,
  spoil: (_, config) => {
    config.summarizer = { summaryGroups: [{ name: "g", subsets: ["q"], ...group }] };
  },
  says,
  mend: (_, hint, config) => {
    config.summarizer = { summaryGroups: [{ name: "g", subsets: ["q"], ...mended(hint) }] };
  },
  command: dryRun,
});

const readers: ConfigCase[] = [
  misspelt("source", "", "jsonll", 'no dataset loader named "jsonll"'),
  {
    what: "a misspelt column",
    spoil: put("reader", { outputColumn: "anser" }),
    says: 'no column "anser"',
    mend: (dataset, hint) => put("reader", { outputColumn: offered(hint) })(dataset),
  },
  {
    what: "a split that the data lack",
    spoil: put("reader", { testSplit: "val" }),
    says: 'no split "val" in the data (found: train, test)',
    mend: (dataset, hint) => setPath(dataset, advised(hint, /set (reader\.\w+) to one of them/), "train"),
  },
  {
    what: "a range beyond the rows",
    spoil: put("reader", { testRange: "[5:9]" }),
    says: 'split "test" is empty after reader.testRange "[5:9]"',
    mend: (dataset, hint) => setPath(dataset, advised(hint, /leave (reader\.\w+) out/), undefined),
  },
  {
    what: "a range that is none",
    spoil: put("reader", { testRange: "x" }),
    says: 'reader.testRange "x" is not a range of rows',
    mend: (dataset, hint) => put("reader", { testRange: advised(hint, /a slice such as "([^"]+)"/) })(dataset),
  },
  {
    what: "a misspelt data file",
    spoil: put("source", { path: "qq.jsonl" }),
    says: /no file .*qq\.jsonl/,
    mend: (dataset, hint) => put("source", { path: offered(hint) })(dataset),
  },
];

const templates: ConfigCase[] = [
  {
    what: "a misspelt column of a template",
    spoil: put("infer", { promptTemplate: { template: "{qestion}" } }),
    says: "{qestion} is no column of any row",
    mend: (dataset, hint) => put("infer", { promptTemplate: { template: `{${offered(hint)}}` } })(dataset),
  },
  {
    what: "a blank template",
    spoil: put("infer", { promptTemplate: { template: " " } }),
    says: "template is blank",
    mend: (dataset, hint) =>
      put("infer", { promptTemplate: { template: advised(hint, /for example "([^"]+)"/) } })(dataset),
  },
  {
    what: "no template",
    spoil: put("infer", { promptTemplate: undefined }),
    says: "there is nothing to ask",
    mend: (dataset, hint) =>
      put("infer", { promptTemplate: { template: advised(hint, /\{ template: "([^"]+)" \}/) } })(dataset),
  },
  {
    what: "a template without the iceToken",
    spoil: put("infer", { promptTemplate: { template: "{question}", iceToken: "</E>" } }),
    says: 'the text does not contain iceToken "</E>"',
    mend: (dataset, hint) => {
      const template = `${advised(hint, /put "([^"]+)" where/)}{question}`;
      put("infer", { promptTemplate: { template, iceToken: "</E>" } })(dataset);
    },
  },
  {
    what: "an empty iceToken",
    spoil: put("infer", { promptTemplate: { template: "{question}", iceToken: "" } }),
    says: 'iceToken: expected a non-empty text, got ""',
    mend: (dataset, hint) => {
      const iceToken = advised(hint, /for example "([^"]+)"/);
      put("infer", { promptTemplate: { template: `${iceToken}{question}`, iceToken } })(dataset);
    },
  },
  {
    what: "no place for examples",
    spoil: put("infer", { ...examples({ type: "fix-k", fixIdList: [0] }), promptTemplate: { template: "{question}" } }),
    says: "no iceToken says where the in-context examples go",
    mend: (dataset, hint) => {
      const iceToken = advised(hint, /set iceToken, for example "([^"]+)"/);
      put("infer", { promptTemplate: { template: `${iceToken}{question}`, iceToken } })(dataset);
    },
  },
  {
    what: "examples without a template",
    spoil: put("infer", { retriever: { type: "fix-k", fixIdList: [0] } }),
    says: "there is no iceTemplate",
    mend: (dataset, hint) =>
      put("infer", { retriever: { type: advised(hint, /use the retriever "([^"]+)"/) } })(dataset),
  },
  {
    what: "an example that the data lack",
    spoil: put("infer", examples({ type: "fix-k", fixIdList: [0, 7] })),
    says: "id 7 of fixIdList [0, 7] is out of range",
    mend: (dataset, hint) => {
      const last = Number(advised(hint, /list ids from 0 to (\d+)/));
      put("infer", examples({ type: "fix-k", fixIdList: [0, last] }))(dataset);
    },
  },
  {
    what: "more random examples than rows",
    spoil: put("infer", examples({ type: "random", iceNum: 9 })),
    says: "cannot draw 9 different examples",
    mend: (dataset, hint) =>
      put("infer", examples({ type: "random", iceNum: Number(advised(hint, /lower iceNum to (\d+)/)) }))(dataset),
  },
];

const parts: ConfigCase[] = [
  misspelt("infer", "retriever", "zeroo", 'there is no retriever "zeroo"'),
  misspelt("infer", "inferencer", "gen", 'there is no inferencer "gen"'),
  misspelt("evaluate", "evaluator", "acuracy", 'there is no evaluator "acuracy"', dryRun),
  misspelt("evaluate", "predPostprocessor", "first-capitl", 'there is no postprocessor "first-capitl"', dryRun),
  {
    what: "a misspelt option",
    spoil: put("infer", { inferencer: { type: "generate", maxOutLenn: 3 } }),
    says: 'unknown option "maxOutLenn"',
    mend: (dataset, hint) => put("infer", { inferencer: { type: "generate", [offered(hint)]: 3 } })(dataset),
  },
  {
    what: "an option that is missing",
    spoil: put("evaluate", { predPostprocessor: { type: "first-option" } }),
    says: 'first-option: option "options": expected string',
    mend: (dataset, hint) => {
      const option = advised(hint, /^(\w+) is: /);
      put("evaluate", { predPostprocessor: { type: "first-option", [option]: "AB" } })(dataset);
    },
    command: dryRun,
  },
  {
    what: "one text for all labels",
    spoil: put("infer", { inferencer: { type: "perplexity" } }),
    says: "is one text for all labels",
    mend: (dataset, hint) => {
      const [, first = "", second = ""] = /\{ A: "([^"]+)", B: "([^"]+)" \}/.exec(hint) ?? [];
      put("infer", { promptTemplate: { template: { A: first, B: second } } })(dataset);
    },
  },
  {
    what: "log-likelihood without a continuation",
    spoil: put("infer", {
      inferencer: { type: "log-likelihood" },
      promptTemplate: { template: { A: "{question} Answer: {A}", B: "{question} Answer: {B}" } },
    }),
    says: 'log-likelihood needs a column "cont"',
    mend: (dataset, hint) => {
      dataset.continuation = { after: advised(hint, /"continuation": \{ "after": "([^"]+)" \}/) };
    },
  },
  {
    what: "a text with an answer",
    spoil: put("infer", { inferencer: { type: "perplexity-only" } }),
    says: 'reader.outputColumn is "answer", expected null',
    mend: (dataset, hint) => setPath(dataset, advised(hint, /set (reader\.\w+) to null/), null),
  },
  {
    what: "single tokens to choose from without any",
    spoil: put("infer", { inferencer: { type: "conditional-log-prob" } }),
    says: 'clp: row 0 needs a column "choices"',
    mend: (dataset, hint) => {
      advised(hint, /the same list of texts (under "choices", for example \["A", "B"\])/);
      put("source", { path: "choices.jsonl" })(dataset);
    },
  },
  {
    what: "references of another form",
    spoil: (dataset) => {
      dataset.evaluate = { evaluator: { type: "circular" } };
    },
    says: "a reference is not index--answer--pattern",
    mend: (dataset, hint) => {
      advised(hint, /(looks like "0--C--CDAB")/);
      put("source", { path: "circular.jsonl" })(dataset);
    },
    command: dryRun,
  },
  {
    what: "options that the rows do not have",
    spoil: put("evaluate", { evaluator: { type: "option-sim", options: ["A", "B", "C"] } }),
    says: 'option-sim: a dataset row has no text in column "C"',
    mend: (dataset, hint) => {
      const field = advised(hint, /name in "(options)" the columns that hold the texts/);
      put("evaluate", { evaluator: { type: "option-sim", [field]: ["A", "B"] } })(dataset);
    },
    command: dryRun,
  },
];

const models: ConfigCase[] = [
  modelCase("a model without a place", { path: undefined, abbr: "x" }, "model x: neither", (hint) => ({
    [advised(hint, /set its (\w+) to a file/)]: "tiny.gguf",
  })),
  modelCase("a misspelt path", { path: "tyni.gguf" }, "tyni.gguf does not exist", (hint) => ({ path: offered(hint) })),
  modelCase("a model behind an API", { type: "OpenAI" }, 'type "OpenAI" is a model behind an API', (hint) => ({
    type: advised(hint, /with type (\w+)/),
  })),
  modelCase("a misspelt type", { type: "HuggingFaceBaseModl" }, "there is no model type", (hint) => ({
    type: offered(hint),
  })),
  modelCase("a misspelt field of run_cfg", { run_cfg: { num_gpu: 1 } }, 'unknown field "num_gpu"', (hint) => ({
    run_cfg: { [offered(hint)]: 1 },
  })),
  modelCase(
    "one field under two names",
    { max_seq_len: 200, maxSeqLen: 100 },
    '"max_seq_len" and "maxSeqLen" are one field',
    (hint) => (hint.includes("keep one") ? { maxSeqLen: 100 } : {}),
  ),
  modelCase("an unknown mode", { mode: "lft" }, 'mode "lft" is not known', (hint) => ({
    mode: advised(hint, /it is "(\w+)"/),
  })),
  modelCase("an unknown truncation", { tokenizer_kwargs: { truncation: "lft" } }, 'truncation "lft"', (hint) => ({
    tokenizer_kwargs: { truncation: advised(hint, /it is (\w+)/) },
  })),
  modelCase(
    "two truncations",
    { tokenizer_kwargs: { truncation: "left", truncation_side: "right" } },
    "contradict each other",
    (hint) => ({ tokenizer_kwargs: hint.includes("keep one") ? { truncation: "left" } : {} }),
  ),
  {
    what: "one model twice",
    spoil: (_, config) => {
      config.models = [model({ abbr: "x" }), model({ abbr: "x" })];
    },
    says: "is named twice",
    mend: (_, hint, config) => {
      const field = advised(hint, /give each an (\w+) of its own/);
      config.models = [model({ [field]: "x" }), model({ [field]: "y", maxSeqLen: 100 })];
    },
  },
];

const wholes: ConfigCase[] = [
  groupCase("mixed subsets", { subsets: ["q", ["q", "accuracy"]] }, "subsets mix names and", (hint) => ({
    subsets: [JSON.parse(advised(hint, /for example (\[[^\]]+\])/))],
  })),
  groupCase("a weight of nothing", { weights: { z: 1 } }, 'weight "z" fits none of its subsets', (hint) => ({
    weights: { [advised(hint, /after one of them: (\w+)/)]: 1 },
  })),
  groupCase("weights of nothing", { weights: { q: 0 } }, "its weights add up to 0", (hint) => ({
    weights: { q: 0 },
    [advised(hint, /set (\w+): true/)]: true,
  })),
  groupCase("a transform that is none", { transforms: { q: "2 - y" } }, 'unexpected "y"', (hint) => ({
    transforms: { q: `2 - ${advised(hint, /^Use (\w+),/)}` },
  })),
  {
    what: "another summarizer",
    spoil: (_, config) => {
      config.summarizer = { type: "Foo" };
    },
    says: 'there is one summarizer, not "Foo"',
    mend: (_, hint, config) => {
      config.summarizer = { type: advised(hint, /or write (\w+)/) };
    },
    command: dryRun,
  },
  {
    what: "a date that is none",
    spoil: (_, config) => {
      config.date = "yesterday";
    },
    says: 'date: "yesterday" is no date',
    mend: (_, hint, config) => {
      config.date = advised(hint, /write it as ([\d-]+)/);
    },
    command: dryRun,
  },
  {
    what: "one dataset twice",
    spoil: (dataset, config) => {
      config.datasets = [dataset, { ...dataset }];
    },
    says: "dataset q is named twice",
    mend: (dataset, hint, config) => {
      config.datasets = [dataset, { ...dataset, [advised(hint, /another (\w+)/)]: "second" } as unknown as Dataset];
    },
    command: dryRun,
  },
];

export const configCases: readonly ConfigCase[] = [...readers, ...templates, ...parts, ...models, ...wholes];
