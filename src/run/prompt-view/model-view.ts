// A row as a model is asked it: the inferencer's own question, on the model's vocabulary.

import { OcLocalError } from "../../core/errors.ts";
import { formatRenderTime } from "../../core/render-time.ts";
import type { Vocabulary } from "../../engines/engine.ts";
import type { FittedPrompt, PromptedModel, Question } from "../../inferencers/inferencer.ts";
import { withVocabulary } from "../../plan/kept-vocabulary.ts";
import type { ModelFile } from "../../plan/model-files.ts";
import { inferenceSettings, promptedModel } from "../../plan/model-session.ts";
import { openInferencer } from "../../plan/open-dataset.ts";
import { outputTokens, type PlannedDataset, type PlannedModel, promptMode, rowPrompts } from "../../plan/plan.ts";
import { atRow } from "../../plan/row-place.ts";
import type { GenerationFacts, PromptText, PromptView, TokenPiece } from "../../report/prompt/prompt-view.ts";
import { rowFacts } from "./row-facts.ts";
import { tokenPieces } from "./token-pieces.ts";

/** One row of each dataset. */
export function modelViews(planned: PlannedModel, { row }: { row: number }): Promise<PromptView[]> {
  return withVocabulary(planned.model, async (vocabulary) => {
    const views: PromptView[] = [];
    for (const dataset of planned.datasets) views.push(await modelView(dataset, row, { ...planned, vocabulary }));
    return views;
  });
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
  const question = asked({ dataset: dataset.id, row: facts.row }, () => inferencer.ask(facts.row));
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
      textForm: vocabulary.info.textForm,
      toldTime: prompted.tellsTime?.() === true ? formatRenderTime(model.renderTime) : null,
    },
    prompts: fitted.prompts.map((prompt, i) => promptText(prompt, i, question, vocabulary)),
  };
}

/** An inferencer knows neither its dataset's name nor a row's number. */
function asked({ dataset, row }: { dataset: string; row: number }, ask: () => Question): Question {
  try {
    return ask();
  } catch (error) {
    if (error instanceof OcLocalError) throw atRow(error, `row ${row}`, { dataset });
    throw error;
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
  { rendered, tokens, whole }: FittedPrompt,
  index: number,
  question: Question,
  vocabulary: Vocabulary,
): PromptText {
  const pieces = tokenPieces(tokens, vocabulary);
  return {
    label: question.kind === "score" ? (question.labels[index] ?? null) : null,
    text: tokens.length === whole.length ? rendered.text : leftText(pieces),
    stored: rendered.stored,
    tokens: { count: tokens.length, pieces },
    scoredFrom:
      question.kind === "score"
        ? ((question.valuedFrom ?? question.requests.map(({ from }) => from))[index] ?? null)
        : null,
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
