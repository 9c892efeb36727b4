// The prompts of one row, exactly as a run asks them: made by the inferencer on the model's vocabulary, no weights. Without
// a model, the plain text that a base model without meta template reads.

import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { Vocabulary } from "../engines/engine.ts";
import type { FittedPrompt } from "../inferencers/fit-prompt.ts";
import type { PromptedModel, Question } from "../inferencers/inferencer.ts";
import { createLmTemplate } from "../prompt/lm-meta-template.ts";
import type { Invocation } from "./invocation.ts";
import type { ModelFile } from "./model-files.ts";
import { inferenceSettings, promptedModel } from "./model-session.ts";
import { noticesOf } from "./notices.ts";
import { openInferencer } from "./open-dataset.ts";
import {
  askedLabels,
  outputTokens,
  type PlannedDataset,
  type PlannedModel,
  planDatasets,
  planModel,
  promptMode,
  rowPrompts,
  withVocabulary,
} from "./plan.ts";
import { requireRow } from "./prompt-view/choose-entries.ts";
import { type TokenPiece, tokenPieces } from "./prompt-view/token-pieces.ts";
import { dataRootOf, resolveRun, resolveScoring } from "./resolve.ts";

/** One row of one dataset entry as one model is asked it. */
export interface PromptView {
  dataset: string;
  /** The built-in variant it comes from; null for an entry that a config writes out. */
  variant: string | null;
  row: number;
  /** Rows of the entry. */
  rows: number;
  /** Abbr; null: no model, the plain prompt. */
  model: string | null;
  /** Column "mode" of the table. */
  mode: string;
  /** Prompt hash, 64 hex digits; the table shows six. */
  version: string;
  form: "chat template" | "meta template" | "plain text";
  /** Train row ids of the in-context examples, and those that are left when the prompt fits. */
  examples: { wanted: number[]; kept: number[] };
  reference: JsonValue;
  /** Null where nothing is generated. */
  generation: GenerationFacts | null;
  /** Null without a model. */
  fit: FitFacts | null;
  /** One, or one per label. */
  prompts: PromptText[];
}

export interface GenerationFacts {
  /** Null: the model's own, and there is no model. */
  maxOutLen: number | null;
  /** Tokens that can be generated: fewer than `maxOutLen` where the context ends before. */
  room: number | null;
  stopWords: readonly string[];
  /** Continuations of the prompt. */
  continuations: number;
}

export interface FitFacts {
  /** Tokens per sequence that the run plans. */
  contextSize: number;
  /** Most tokens of a prompt. */
  limit: number;
  /** Tokens of the row's longest prompt with all examples, before anything is left out. */
  wholeLength: number;
  /** Tokens cut from the row's prompts. */
  cutTokens: number;
  cutSide: "left" | "right";
  /** Text of the BOS token that stands in front of the prompt's text; null where none is added. */
  bos: string | null;
}

export interface PromptText {
  label: string | null;
  /** What the model reads, without the BOS token that the tokenizer adds. */
  text: string;
  /** What predictions store as the prompt: the messages of a chat model. */
  stored: JsonValue;
  /** Null without a model. */
  tokens: { count: number; pieces: TokenPiece[] } | null;
  /** First token whose log-probability counts; null where nothing is scored. */
  scoredFrom: number | null;
}

/** A run, planned but not started. */
export interface PromptPlan {
  datasets: PlannedDataset[];
  /** A null stands for the plain prompt. */
  models: (PlannedModel | null)[];
  notes: string[];
}

/** Refuses what a run refuses: missing data, a file that is no model, prompts that cannot fit. */
export async function planPrompts(invocation: Invocation): Promise<PromptPlan> {
  if (!namesModels(invocation)) {
    const { datasets, notes } = await resolveScoring(invocation, new Set(["base"]));
    const planned = await planDatasets({ datasets, dataRoot: await dataRootOf(invocation) }, invocation);
    return { datasets: planned, models: [null], notes };
  }
  const run = await resolveRun(invocation);
  const datasets = await planDatasets(run, invocation);
  const models: PlannedModel[] = [];
  for (const model of run.models) models.push(await planModel(model, datasets));
  return { datasets, models, notes: [...run.notes, ...noticesOf(run, invocation)] };
}

export function namesModels({ config, models, modelPaths }: Invocation): boolean {
  return config !== undefined || models.length + modelPaths.length > 0;
}

/** The row of each dataset, model by model. @param row Counted from the end when negative. */
export async function viewPrompts(
  { models }: PromptPlan,
  datasets: readonly PlannedDataset[],
  row: number,
): Promise<PromptView[]> {
  for (const planned of datasets) requireRow(planned, row);
  const views: PromptView[] = [];
  for (const model of models) {
    if (model === null) views.push(...datasets.map((planned) => plainView(planned, row)));
    else
      await withVocabulary(model.model, async (vocabulary) => {
        for (const planned of datasets) views.push(await modelView(planned, row, { ...model, vocabulary }));
      });
  }
  return views;
}

function plainView(planned: PlannedDataset, at: number): PromptView {
  const facts = rowFacts(planned, at);
  const mode = promptMode(planned.dataset);
  const labels = mode === "gen" ? [null] : askedLabels(planned);
  const plain = createLmTemplate(null);
  const texts = rowPrompts(planned, facts.row).map((prompt) => plain.render(prompt, mode));
  return {
    ...facts,
    model: null,
    form: "plain text",
    generation: mode === "gen" ? plainGeneration(planned) : null,
    fit: null,
    prompts: texts.map((text, i) => ({
      label: labels[i] ?? null,
      text,
      stored: text,
      tokens: null,
      scoredFrom: null,
    })),
  };
}

/** What the dataset alone says of the answer. */
function plainGeneration({ dataset }: PlannedDataset): GenerationFacts {
  const { maxOutLen, stoppingCriteria, scSize } = dataset.config.infer.inferencer;
  return {
    maxOutLen: typeof maxOutLen === "number" ? maxOutLen : null,
    room: null,
    stopWords: Array.isArray(stoppingCriteria) ? stoppingCriteria.map(String) : [],
    continuations: typeof scSize === "number" ? scSize : 1,
  };
}

async function modelView(
  planned: PlannedDataset,
  at: number,
  { model, contextSize, vocabulary }: PlannedModel & { vocabulary: Vocabulary },
): Promise<PromptView> {
  const { dataset, opened } = planned;
  const prompted = promptedModel(model, vocabulary, contextSize);
  const inferencer = await openInferencer(dataset.config, opened, inferenceSettings(model, prompted));
  const facts = rowFacts(planned, at);
  const question = asked(dataset.id, () => inferencer.ask(facts.row));
  const { fitted } = question;
  const [first] = fitted.prompts;
  const output = outputTokens(model, dataset);
  return {
    ...facts,
    model: model.config.abbr,
    form: formOf(model, first),
    examples: { wanted: facts.examples.wanted, kept: fitted.iceIds },
    generation: generationOf(question, output),
    fit: {
      contextSize,
      limit: prompted.promptLimit(output),
      wholeLength: wholeLength(planned, facts.row, prompted),
      cutTokens: fitted.truncatedTokens,
      cutSide: prompted.truncationSide,
      bos: addedBos(first, vocabulary),
    },
    prompts: fitted.prompts.map((prompt, i) => promptText(prompt, i, question, vocabulary)),
  };
}

function rowFacts(planned: PlannedDataset, at: number) {
  const { dataset, opened, rows } = planned;
  const row = requireRow(planned, at);
  const wanted = opened.iceIds[row] ?? [];
  const column = dataset.config.reader.outputColumn;
  return {
    dataset: dataset.id,
    variant: dataset.variant,
    row,
    rows,
    mode: dataset.mode,
    version: dataset.version,
    examples: { wanted, kept: wanted },
    reference: column === null ? null : (opened.splits.test[row]?.[column] ?? null),
  };
}

/** An inferencer knows its rows, not its dataset's name. */
function asked(dataset: string, ask: () => Question): Question {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
    const hint = error.hint === undefined ? {} : { hint: error.hint };
    throw new OcLocalError(error.code, `${dataset}: ${error.message}`, { ...hint, cause: error });
  }
}

function formOf({ kind, config }: ModelFile, prompt: FittedPrompt | undefined): PromptView["form"] {
  if (prompt?.rendered.hasTemplate) return "chat template";
  return kind === "base" && config.metaTemplate !== undefined ? "meta template" : "plain text";
}

function generationOf(question: Question, maxOutLen: number): GenerationFacts | null {
  if (question.kind !== "generate") return null;
  const [request] = question.requests;
  return {
    maxOutLen,
    room: request?.maxTokens ?? null,
    stopWords: request?.stopWords ?? [],
    continuations: question.requests.length,
  };
}

function wholeLength(planned: PlannedDataset, row: number, prompted: PromptedModel): number {
  const mode = promptMode(planned.dataset);
  const lengths = rowPrompts(planned, row).map((prompt) => prompted.tokenize(prompted.render(prompt, mode)).length);
  return Math.max(...lengths);
}

function addedBos(prompt: FittedPrompt | undefined, { info }: Vocabulary): string | null {
  const { bos } = info.specialTokenIds;
  if (prompt === undefined || prompt.rendered.hasTemplate || bos === null || prompt.tokens[0] !== bos) return null;
  return info.bosToken !== null && prompt.rendered.text.startsWith(info.bosToken) ? null : info.bosToken;
}

function promptText(
  { rendered, tokens, wholeLength }: FittedPrompt,
  index: number,
  question: Question,
  vocabulary: Vocabulary,
): PromptText {
  const pieces = tokenPieces(tokens, vocabulary);
  return {
    label: question.kind === "score" ? (question.labels[index] ?? null) : null,
    text: tokens.length === wholeLength ? rendered.text : leftText(pieces),
    stored: rendered.stored,
    tokens: { count: tokens.length, pieces },
    scoredFrom: question.kind === "score" ? (question.requests[index]?.from ?? null) : null,
  };
}

/** What is left of a text that was cut: its tokens say. */
function leftText(pieces: readonly TokenPiece[]): string {
  const start = pieces[0]?.isSpecial ? 1 : 0;
  return pieces
    .slice(start)
    .map(({ text }) => text)
    .join("");
}
