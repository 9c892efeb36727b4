// Templates, retrievers and the text of values (src/prompt, src/core/python-text.ts).

import type { DatasetSplits, Row } from "../../../src/core/dataset.ts";
import { OcLocalError } from "../../../src/core/errors.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import type { MetaTemplate, Prompt, PromptMode, PromptTemplateConfig } from "../../../src/core/prompt.ts";
import { type PythonValue, pyFloat, pyStr, safeFormat } from "../../../src/core/python-text.ts";
import { joinExamples } from "../../../src/prompt/examples.ts";
import { createLmTemplate } from "../../../src/prompt/lm-meta-template.ts";
import {
  createPromptBuilder,
  type PromptBuilder,
  promptLabels,
  readTemplates,
} from "../../../src/prompt/prompt-builder.ts";
import type { SectionedPrompt } from "../../../src/prompt/prompt-list.ts";
import { PromptTemplate } from "../../../src/prompt/prompt-template.ts";
import { RawPromptTemplate } from "../../../src/prompt/raw-prompt-template.ts";
import type { Retriever } from "../../../src/prompt/retriever.ts";
import { createRetriever as createFixK } from "../../../src/prompt/retrievers/fix-k.ts";
import { createRetriever as createRandom } from "../../../src/prompt/retrievers/random.ts";
import { createRetriever as createSlidingWindow } from "../../../src/prompt/retrievers/sliding-window.ts";
import { createRetriever as createZero } from "../../../src/prompt/retrievers/zero.ts";
import {
  decode,
  decodeRow,
  decodeText,
  type GoldenAdapter,
  type GoldenCase,
  holdsWholeFloat,
  oneKindOfNumber,
} from "../golden.ts";
import { pythonFloat } from "../match.ts";

type Input = GoldenCase["input"];

export const adapter: GoldenAdapter = {
  file: "prompt_template",
  run({ input }) {
    const run = operations[String(input.op)];
    if (run === undefined) throw new Error(`unknown op ${input.op}`);
    return run(input);
  },
  excuse({ input: { entry, kwargs, value } }) {
    const values = [...Object.values(entry ?? {}), ...Object.values(kwargs ?? {}), value];
    return values.some(holdsWholeFloat) ? oneKindOfNumber : undefined;
  },
};

const operations: Record<string, (input: Input) => unknown> = {
  ctor: (input) => ({ prompt_type: templateOf(input).kind === "rounds" ? "meta" : "origin" }),
  generate_ice_item: (input) => templateOf(input).example(decodeRow(input.entry), decode(input.label) as JsonValue),
  generate_label_prompt_item: (input) =>
    templateOf(input).labelPrompt(decodeRow(input.entry), decode(input.label) as JsonValue, examplesOf(input.ice), {
      keepSeparator: input.remain_sep as boolean,
    }),
  generate_item: (input) =>
    templateOf(input).generationPrompt(decodeRow(input.entry), examplesOf(input.ice_field_replace_token), {
      outputColumn: input.output_field as string | null,
      outputText: decodeText(input.output_field_replace_token),
    }),
  "raw.generate_ice_item": (input) => rawTemplateOf(input).example(decodeRow(input.entry)),
  "raw.generate_item": (input) => rawTemplateOf(input).generationPrompt(decodeRow(input.entry), input.ice as Prompt),
  safe_format: (input) => safeFormat(String(input.text), decodeRow(input.kwargs)),
  py_str: (input) => (input.type === "float" ? pyFloat(pythonFloat(String(input.literal))) : pyStr(pythonValue(input))),
  random_retriever: ({ ice_num, seed, train_size, test_size }) =>
    createRandom({ iceNum: ice_num as number, seed: seed as number }, emptyRows(train_size, test_size)).retrieve(),
  sliding_retriever: ({ k, train_size, test_size }) =>
    createSlidingWindow({ k: k as number }, emptyRows(train_size, test_size)).retrieve(),
  retriever: runRetriever,
};

function templateOf(input: Input): PromptTemplate {
  return new PromptTemplate(configOf(input), "template");
}

function configOf({ template, ice_token, sep_token }: Input): PromptTemplateConfig {
  const decoded = decode(template);
  const config = {
    template: decoded instanceof Map ? [...decoded] : decoded,
    ...(ice_token != null && { iceToken: ice_token }),
    ...(sep_token != null && { sepToken: sep_token }),
  };
  return config as PromptTemplateConfig;
}

function rawTemplateOf({ messages, kwargs }: Input): RawPromptTemplate {
  const { format_variables, ice_token } = kwargs as { format_variables?: boolean; ice_token?: string };
  const items = Array.isArray(messages) ? messages.map(rawItem) : messages;
  const config = {
    messages: items,
    ...(format_variables !== undefined && { formatVariables: format_variables }),
    ...(ice_token !== undefined && { iceToken: ice_token }),
  };
  return new RawPromptTemplate(config as ConstructorParameters<typeof RawPromptTemplate>[0], "template");
}

function rawItem(item: unknown): unknown {
  const isColumn = item !== null && typeof item === "object" && "expand_column" in item;
  return isColumn ? { expandColumn: item.expand_column } : item;
}

function examplesOf(value: unknown): SectionedPrompt {
  return decode(value) as SectionedPrompt;
}

function pythonValue({ type, literal, value }: Input): PythonValue {
  if (type === "int") return BigInt(String(literal));
  if (type === "bool") return literal === "True";
  return type === "none" ? null : decodeText(value);
}

function emptyRows(train: unknown, test: unknown): DatasetSplits {
  return { train: Array.from({ length: train as number }, () => ({})), test: new Array(test as number).fill({}) };
}

const retrievers: Record<string, (options: Record<string, unknown>, splits: DatasetSplits) => Retriever> = {
  ZeroRetriever: createZero,
  FixKRetriever: createFixK as never,
  RandomRetriever: createRandom,
  SlidingWindowRetriever: createSlidingWindow as never,
};

function runRetriever(input: Input): unknown {
  const splits = { train: input.train as Row[], test: input.test as Row[] };
  const outputColumn = input.output_column as string;
  const sources = {
    promptTemplate: input.prompt_template === null ? undefined : configOf(input.prompt_template as Input),
    iceTemplate: input.ice_template === null ? undefined : configOf(input.ice_template as Input),
    outputColumn,
  };
  const create = retrievers[String(input.retriever)] as (typeof retrievers)[string];
  const retriever = create(camelCased(input.kwargs as Record<string, unknown>), splits);
  const templates = readTemplates(sources);
  const source = { template: templates.iceTemplate, train: splits.train, outputColumn, separators: retriever };
  const idx = retriever.retrieve();
  const ice = idx.map((ids) => joinExamples(ids, source));
  const labels = promptLabels(templates, splits.test, outputColumn);
  const ask = (render: (prompts: PromptBuilder, row: number, ids: number[]) => unknown) =>
    idx.map((ids, row) => orRefused(() => render(createPromptBuilder(sources, splits, retriever), row, ids)));
  const parsed = (mode: PromptMode, meta: MetaTemplate | null, label: string) =>
    ask((prompts, row, ids) => {
      const prompt = mode === "gen" ? prompts.generationPrompt(row, ids) : prompts.labelPrompt(row, label, ids);
      return createLmTemplate(meta).render(prompt, mode);
    });
  const expectedLabels = ["A", "B"];
  const meta = input.lm_meta_template as MetaTemplate;
  const label = labels.includes("A") ? "A" : (labels[0] as string);
  return {
    idx,
    ice,
    labels,
    gen: ask((prompts, row, ids) => prompts.generationPrompt(row, ids)),
    label: Object.fromEntries(
      expectedLabels.map((label) => [label, ask((prompts, row, ids) => prompts.labelPrompt(row, label, ids))]),
    ),
    parsed_gen_nometa: parsed("gen", null, label),
    parsed_gen_meta: parsed("gen", meta, label),
    parsed_ppl_nometa: parsed("ppl", null, label),
    parsed_ppl_meta: parsed("ppl", meta, label),
  };
}

/** Upstream refuses unusable templates when a prompt is built; the builder does so before any. */
function orRefused(build: () => unknown): unknown {
  try {
    return build();
  } catch (error) {
    if (error instanceof OcLocalError && error.code === "CONFIG") return { $raises: "NotImplementedError" };
    throw error;
  }
}

function camelCased(options: Record<string, unknown>): Record<string, unknown> {
  const camel = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [camel(key), value]));
}
