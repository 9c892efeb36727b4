// The inferencers' numbers, prompts and stored objects (src/inferencers) in the golden file's toy world, asked upstream's way
// (compat "opencompass"). Numbers that depend on how a batch was padded come from the pure functions over padded rows
// (core/perplexity.ts); whole files of padded batches are left out, because the program asks every row alone.

import type { Row } from "../../../src/core/dataset.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { frontMaskedLogLikelihood, logLikelihood, openCompassPerplexity } from "../../../src/core/perplexity.ts";
import type { LabelPair, MetaTemplate, Prompt, PromptTemplateConfig } from "../../../src/core/prompt.ts";
import type { Generation } from "../../../src/core/request.ts";
import { createInferencer as createConditionalLogProb } from "../../../src/inferencers/conditional-log-prob.ts";
import { fitPrompts } from "../../../src/inferencers/fit-prompt.ts";
import { createInferencer as createGenerate } from "../../../src/inferencers/generate.ts";
import type { Compat, InferenceContext, Inferencer, PromptedModel } from "../../../src/inferencers/inferencer.ts";
import { createInferencer as createLogLikelihood } from "../../../src/inferencers/log-likelihood.ts";
import { createInferencer as createPerplexity } from "../../../src/inferencers/perplexity.ts";
import { createPromptBuilder } from "../../../src/prompt/prompt-builder.ts";
import { createRetriever as createFixK } from "../../../src/prompt/retrievers/fix-k.ts";
import { createRetriever as createZero } from "../../../src/prompt/retrievers/zero.ts";
import { decode, decodeRow, type GoldenAdapter, type GoldenCase, NotShipped } from "../golden.ts";
import { type Toy, type ToyOptions, toyLogProbs, toyModel } from "../toy-model.ts";

type Input = GoldenCase["input"];

const allOccurrences = "upstream takes every occurrence of the continuation out of the text; here it is the text's end";
const cutContext = "upstream counts the context before the text is cut, and so hides a part of the continuation";
const oneLimit = "upstream knows two limits; here the model's own drops examples before it cuts tokens";

export const adapter: GoldenAdapter = {
  file: "ppl_semantics",
  run(goldenCase, { file }) {
    const run = operations[String(goldenCase.input.op)];
    if (run === undefined) throw new Error(`unknown op ${goldenCase.input.op}`);
    return snap(run(goldenCase, file.toy as Toy), goldenCase.expected);
  },
  excuse({ input }) {
    if (input.op === "infer") return hasTwoLimits(input) ? oneLimit : undefined;
    if (input.op !== "get_loglikelihood") return undefined;
    const [texts, conts] = [input.texts as string[], input.conts as string[]];
    if (texts.some((text, i) => text.split(conts[i] as string).length > 2)) return allOccurrences;
    return (input.kwargs as { max_seq_len?: number }).max_seq_len === undefined ? undefined : cutContext;
  },
};

/** The model cuts prompts that the inferencer lets pass. */
function hasTwoLimits({ model_kwargs, inferencer_kwargs }: Input): boolean {
  const limits = [model_kwargs, inferencer_kwargs].map((options) => (options as { max_seq_len?: number }).max_seq_len);
  return limits[0] !== undefined && limits[0] !== limits[1];
}

/** Upstream sums in float32: a number that is right to 1e-5 becomes the expected one. */
function snap(actual: unknown, expected: unknown): unknown {
  if (typeof actual === "number" && typeof expected === "number") {
    return Math.abs(actual - expected) <= 1e-5 * Math.abs(expected) ? expected : actual;
  }
  if (Array.isArray(actual)) return actual.map((item, i) => snap(item, (expected as unknown[] | undefined)?.[i]));
  if (actual === null || typeof actual !== "object") return actual;
  const other = (expected ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(actual).map(([key, inner]) => [key, snap(inner, other[key])]));
}

const operations: Record<string, (goldenCase: GoldenCase, toy: Toy) => unknown> = {
  get_ppl: perplexities,
  get_loglikelihood: logLikelihoods,
  get_token_len_from_template: ({ input }, toy) => {
    const length = (prompt: string) => tokenCount(prompt, toyModel(toy, {}));
    return Array.isArray(input.input) ? input.input.map(length) : length(String(input.input));
  },
  get_token_len: ({ input }, toy) => ({
    with_special: tokenCount(String(input.text), toyModel(toy, toyOptions(input))),
    without_special: tokenCount(String(input.text), toyModel(toy, { bos: false, eos: false })),
  }),
  infer: inferredFile,
  gen_prompts: generationPrompts,
  gen_infer: generatedFile,
};

function tokenCount(text: string, model: PromptedModel): number {
  return model.tokenize(model.render(text, "ppl")).length;
}

/** Every row of the batch as upstream padded it: the pads' own predictions are left out by the pad token. */
function perplexities({ input, expected }: GoldenCase, toy: Toy): unknown {
  const model = toyModel(toy, toyOptions(input));
  const { padding_side: side } = input.tokenizer as { padding_side?: string };
  const masks = input.mask_length as number[] | null;
  const rows = paddedRows(input, model, side);
  const isPadded = input.class === "HuggingFaceBaseModel" || (input.kwargs as Kwargs).batch_padding === true;
  const values = (isPadded ? rows.padded : rows.alone).map((tokens, i) =>
    openCompassPerplexity(tokens, toyLogProbs(toy, tokens, 1), model.padToken, masks?.[i] ?? 0),
  );
  return {
    ...(expected as object),
    ppl: values,
    batch_rows: isPadded ? rows.padded.map((row) => [...row]) : rows.listed,
  };
}

interface Kwargs {
  drop_middle?: boolean;
  batch_padding?: boolean;
}

function paddedRows(input: Input, model: PromptedModel, side = "left") {
  const { drop_middle: dropsMiddle } = (input.kwargs ?? {}) as Kwargs;
  const asked: PromptedModel = dropsMiddle ? { ...model, truncationSide: "middle" } : model;
  const alone = (input.texts as string[]).map((text) => {
    const { prompts } = fitPrompts(asked, { mode: "ppl", outputTokens: 0, iceIds: [], build: () => [text] });
    return (prompts[0] as (typeof prompts)[number]).tokens;
  });
  const width = Math.max(...alone.map(({ length }) => length));
  const padded = alone.map((tokens) => {
    const pads = new Array<number>(width - tokens.length).fill(model.padToken ?? 0);
    return Int32Array.from(side === "left" ? [...pads, ...tokens] : [...tokens, ...pads]);
  });
  return { alone, padded, listed: alone.map((tokens) => [...tokens]) };
}

/** The text is a prompt of its own, asked by the inferencer; a padded row's continuation begins where an unpadded one's would. */
function logLikelihoods({ input }: GoldenCase, toy: Toy): unknown {
  const { batch_padding } = (input.kwargs ?? {}) as Kwargs;
  if (compatOf(input) !== undefined) return { loglikelihood: frontMasked(input, toy) };
  if (batch_padding) return { loglikelihood: paddedLogLikelihoods(input, toy) };
  const texts = input.texts as string[];
  const test = texts.map((text, i): Row => ({ text, cont: (input.conts as string[])[i] ?? "" }));
  const context = contextOf(
    { train: [], test, prompt_template: { template: { A: "{text}" } }, retriever: "ZeroRetriever" },
    toyModel(toy, toyOptions(input)),
  );
  const stored = askAll(createLogLikelihood({}, context), test.length, toy);
  return { loglikelihood: stored.map((row) => (row["label: A"] as JsonObject).Loglikelihood) };
}

function paddedLogLikelihoods(input: Input, toy: Toy): number[] {
  const model = toyModel(toy, toyOptions(input));
  const { padding_side: side } = input.tokenizer as { padding_side?: string };
  const texts = input.texts as string[];
  return paddedRows(input, model, side).padded.map((tokens, i) => {
    const text = (texts[i] as string).replaceAll((input.conts as string[])[i] as string, "");
    const from = model.tokenize({ text, stored: text }).length;
    return logLikelihood(toyLogProbs(toy, tokens, 1).subarray(from - 1));
  });
}

/** The mask counts from the start of the padded row. */
function frontMasked(input: Input, toy: Toy): number[] {
  const model = toyModel(toy, toyOptions(input));
  return paddedRows(input, model).padded.map((tokens, i) => {
    const hidden = model.tokenizePiece((input.conts as string[])[i] as string).length;
    return frontMaskedLogLikelihood({ tokens, logProbs: toyLogProbs(toy, tokens, 1) }, hidden, model.padToken);
  });
}

/** The newer model class hides the first tokens of the text instead of its context (golden/SPEC section 7). */
function compatOf(input: Input): Compat | undefined {
  return input.class === "HuggingFaceCausalLM" ? undefined : "opencompass";
}

const inferencers: Record<string, typeof createPerplexity> = {
  PPLInferencer: createPerplexity,
  LLInferencer: createLogLikelihood,
  CLPInferencer: createConditionalLogProb,
};

function inferredFile({ input }: GoldenCase, toy: Toy): unknown {
  const { batch_size = 1, ...own } = input.inferencer_kwargs as { batch_size?: number; max_seq_len?: number };
  const { max_seq_len = 512, batch_padding } = input.model_kwargs as { max_seq_len?: number; batch_padding?: boolean };
  if (batch_size > 1 || batch_padding) throw new NotShipped("padded batches");
  const { normalizing_str } = input.call_kwargs as { normalizing_str?: string };
  const { max_seq_len: ownLimit = max_seq_len, ...options } = own;
  const metaTemplate = input.meta_template as MetaTemplate | null;
  const model = toyModel(toy, { ...toyOptions(input), maxSeqLen: ownLimit, metaTemplate });
  const create = inferencers[String(input.inferencer)] as typeof createPerplexity;
  const normalized = { ...options, ...(normalizing_str !== undefined && { normalizingStr: normalizing_str }) };
  const inferencer = create(normalized, contextOf(input, model, compatOf(input)));
  const rows = askAll(inferencer, (input.test as Row[]).length, toy);
  return { predictions: rows.map(({ prediction }) => prediction), file: { ...rows } };
}

function askAll(inferencer: Inferencer, rows: number, toy: Toy): JsonObject[] {
  return Array.from({ length: rows }, (_, row) => {
    const question = inferencer.ask(row);
    if (question.kind !== "score") throw new Error("expected a question to be scored");
    return question.answer(question.requests.map(({ tokens, from }) => toyLogProbs(toy, tokens, from))).prediction;
  });
}

/** Token length is the number of characters; `prompts` are those left after examples were dropped. */
function generationPrompts({ input }: GoldenCase, toy: Toy): unknown {
  const maxSeqLen = (input.max_seq_len as number | null) ?? 512;
  const metaTemplate = input.meta_template as MetaTemplate | null;
  const model = toyModel(toy, { bos: false, maxSeqLen, metaTemplate });
  const { prompts, iceIds, rows } = contextOf({ ...input, output_column: "ans" }, model);
  const left = rows.map((_, row): Prompt => {
    const build = (ids: number[]) => [prompts.generationPrompt(row, ids)];
    const fitted = fitPrompts(model, { mode: "gen", outputTokens: 0, iceIds: iceIds[row] ?? [], build });
    return prompts.generationPrompt(row, fitted.iceIds);
  });
  return { prompts: left, parsed: left.map((prompt) => model.render(prompt, "gen").text) };
}

/** The fake model writes `<max_out_len|characters of the prompt|its last 3>`. Temporary files are the store's matter. */
function generatedFile({ input, expected }: GoldenCase, toy: Toy): unknown {
  if (input.num_return_sequences !== 1) throw new NotShipped("several sequences of one request");
  const { dump_res_length, save_every } = input.inferencer_kwargs as { dump_res_length?: boolean; save_every?: number };
  if (dump_res_length) throw new NotShipped("lengths in the file");
  const model = toyModel(toy, { bos: false, metaTemplate: input.meta_template as MetaTemplate | null });
  const options = {
    maxOutLen: input.max_out_len as number,
    ...(save_every !== undefined && { saveEvery: save_every }),
  };
  const context = contextOf({ ...input, retriever: "ZeroRetriever" }, model);
  const inferencer = createGenerate(options, context);
  const rows = context.rows.map((_, row) => {
    const question = inferencer.ask(row);
    if (question.kind !== "generate") throw new Error("expected a question to be continued");
    return question.answer(question.requests.map((request) => fakeGeneration(toy, request))).prediction;
  });
  const { left_over_files } = expected as { left_over_files: string[] };
  return { predictions: rows.map(({ prediction }) => prediction), file: { ...rows }, left_over_files };
}

function fakeGeneration(toy: Toy, { tokens, maxTokens }: { tokens: Int32Array; maxTokens: number }): Generation {
  const prompt = [...tokens].map((token) => toy.vocab[token]);
  const text = `<${maxTokens}|${prompt.length}|${prompt.slice(-3).join("")}>`;
  const tokenCounts = { prompt: tokens.length, generated: 1 };
  return { index: 0, text, tokens: Int32Array.of(0), finishReason: "eos", tokenCounts };
}

function contextOf(input: Input, model: PromptedModel, compat?: Compat): InferenceContext {
  const train = (input.train as Row[]).map(decodeRow);
  const test = (input.test as Row[]).map(decodeRow);
  const outputColumn = (input.output_column as string | null | undefined) ?? null;
  const splits = { train, test };
  const { fix_id_list } = (input.retriever_kwargs ?? {}) as { fix_id_list?: number[] };
  const retriever = fix_id_list === undefined ? createZero({}, splits) : createFixK({ fixIdList: fix_id_list }, splits);
  const sources = {
    promptTemplate: templateOf(input.prompt_template),
    iceTemplate: templateOf(input.ice_template),
    outputColumn,
  };
  return {
    prompts: createPromptBuilder(sources, splits, retriever),
    iceIds: retriever.retrieve(),
    rows: test,
    outputColumn,
    compat,
    model,
    maxOutLen: 1,
    minOutLen: 0,
    stopWords: [],
    sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  };
}

function templateOf(value: unknown): PromptTemplateConfig | undefined {
  if (value === null || value === undefined) return undefined;
  const { template, ice_token, sep_token } = decode(value) as {
    template: PromptTemplateConfig["template"] | Map<LabelPair[0], LabelPair[1]>;
    ice_token?: string;
    sep_token?: string;
  };
  return {
    template: template instanceof Map ? [...template] : template,
    ...(ice_token !== undefined && { iceToken: ice_token }),
    ...(sep_token !== undefined && { sepToken: sep_token }),
  };
}

function toyOptions({ tokenizer, kwargs }: Input): ToyOptions {
  const { truncation_side, ...rest } = (tokenizer ?? {}) as ToyOptions & { truncation_side?: "left" | "right" };
  const { max_seq_len, pad_token_id } = (kwargs ?? {}) as { max_seq_len?: number; pad_token_id?: number };
  return {
    ...rest,
    ...(truncation_side !== undefined && { truncationSide: truncation_side }),
    ...(max_seq_len !== undefined && { maxSeqLen: max_seq_len }),
    ...(pad_token_id !== undefined && { padTokenId: pad_token_id }),
  };
}
