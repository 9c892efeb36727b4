// One row on its way from prompts to prediction: its labels' prompts are made to fit, every position of them is asked for, and
// the answers become OpenCompass's stored object and the row's values under every scoring convention.

import { OcLocalError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Prompt } from "../../core/prompt.ts";
import { pyStr } from "../../core/python-text.ts";
import { type ScoringConvention, whyNoChoice } from "../../core/scoring-conventions.ts";
import { middleParts } from "../fit-prompt.ts";
import type { ContinuationRule, FittedPrompt, InferenceContext, Inferencer } from "../inferencer.ts";
import { type Continuations, continuationsOf, namedText, ownTextOf, placed } from "./continuation.ts";
import { type FittedLabels, fitLabels } from "./fit-labels.ts";
import { labelScores } from "./label-scores.ts";
import { separate, type UnaskedAnswer, unaskedAnswer } from "./unasked-answer.ts";

export interface LabelScoring {
  mode: "ppl" | "ll";
  /** Of the stored prediction. */
  convention: ScoringConvention;
  /** Where continuations begin, unless the dataset says otherwise. Absent: where the labels' own texts begin. */
  continuation?: ContinuationRule;
  /** Text that asks nothing, for normalised PPL. */
  normalizingStr?: string | undefined;
  /** Whether the log-likelihood of upstream's base-model class is computed too. */
  masksFront?: boolean;
  /** What is stored of a label beside its texts. @param tokens Of the whole prompt. @param input The prompt without its examples. */
  fields(value: number, tokens: number, input: string): JsonObject;
  /** Whether the first label's input is stored as `origin_prompt`, as upstream does for PPL (docs/exactness.md E7.9). */
  storesOrigin: boolean;
}

const nothingOwn =
  "there is one label, or the labels' templates are the same, so nothing shows where the answer begins";

/** One row on its way from prompts to prediction. */
export class LabelledRow {
  readonly #row: number;
  readonly #labels: readonly JsonValue[];
  /** What the labels are called where they stand in texts. */
  readonly #names: string[];
  readonly #context: InferenceContext;
  readonly #scoring: LabelScoring;
  readonly #fitted: FittedLabels;

  constructor(row: number, labels: readonly JsonValue[], context: InferenceContext, scoring: LabelScoring) {
    this.#row = row;
    this.#labels = labels;
    this.#names = labels.map(pyStr);
    this.#context = context;
    this.#scoring = scoring;
    this.#fitted = fitLabels(context.model, {
      labels,
      iceIds: context.iceIds[row] ?? [],
      build: (label, ids) => this.#build(label, ids),
      compat: context.compat,
    });
  }

  question(): ReturnType<Inferencer["ask"]> {
    const { model, compat = null } = this.#context;
    const { convention, normalizingStr = null } = this.#scoring;
    const { prompts } = this.#fitted;
    const rule = this.#rule();
    const continuations = this.#continuations(rule);
    const unasked = this.#unasked();
    // The same prompts may be divided otherwise: a column that ends them is a part of the row, not of the tokens.
    const boundaries =
      "missing" in continuations
        ? null
        : continuations.map(({ tokens, bytes, characters }) => [tokens, bytes, characters]);
    return {
      kind: "score",
      fitted: { ...this.#fitted, iceIds: this.#fewestExamples() },
      labels: this.#names,
      ...(convention !== "ppl" &&
        !("missing" in continuations) && {
          valuedFrom: prompts.map(({ tokens }, i) => tokens.length - (continuations[i]?.tokens ?? 0)),
        }),
      lacks: (name) => this.#lacks(name, continuations),
      basis: ["labelled", convention, this.#names, model.padToken, rule ?? null, normalizingStr, compat, boundaries],
      requests: [...prompts.map(({ tokens }) => ({ tokens, from: 1 })), ...(unasked ?? []).map(wholeRequest)],
      answer: (logProbs) => this.#answer(logProbs, continuations, unasked),
    };
  }

  #lacks(name: ScoringConvention, continuations: Continuations): string | undefined {
    if (name.startsWith("ppl")) return undefined;
    if ("missing" in continuations) return name === "ll.opencompass" ? undefined : continuations.missing;
    const labels = placed(this.#fitted.prompts, continuations);
    return name === "clp" ? whyNoChoice(labels, this.#names) : undefined;
  }

  #build(label: JsonValue, ids: readonly number[]): Prompt {
    const { prompts } = this.#context;
    if (this.#scoring.normalizingStr === undefined) return prompts.labelPrompt(this.#row, label, ids);
    const { context, answer } = this.#separated(label, ids);
    return context + answer;
  }

  #separated(label: JsonValue, ids: readonly number[]) {
    const { prompts } = this.#context;
    return separate(prompts.labelPrompt(this.#row, label, ids, { keepSeparator: true }), prompts.sepToken ?? "");
  }

  #unasked(): UnaskedAnswer[] | undefined {
    const { normalizingStr } = this.#scoring;
    const { prompts, model } = this.#context;
    if (normalizingStr === undefined) return undefined;
    return this.#labels.map((label, i) => {
      const separated = this.#separated(label, this.#fitted.iceIds[i] ?? []);
      return unaskedAnswer(model, separated, { normalizingStr, separator: prompts.sepToken ?? "" });
    });
  }

  #rule(): ContinuationRule | undefined {
    return this.#context.continuation ?? this.#scoring.continuation;
  }

  #continuations(rule: ContinuationRule | undefined): Continuations {
    const { model } = this.#context;
    const cut = this.#fitted.prompts.map(({ tokens, whole }) => tokens.length < whole.length);
    if (model.truncationSide === "right" && cut.some(Boolean)) return this.#lostContinuations("right side");
    const found = this.#continuationsOfWhole(rule);
    if (model.truncationSide !== "middle" || "missing" in found) return found;
    const losesPart = found.some(({ tokens }, i) => cut[i] && tokens > this.#tailOf(i));
    return losesPart ? this.#lostContinuations("middle") : found;
  }

  /** Tokens behind the middle that a label's prompt lost. */
  #tailOf(label: number): number {
    return middleParts(this.#fitted.prompts[label]?.tokens.length ?? 0).tail;
  }

  #continuationsOfWhole(rule: ContinuationRule | undefined): Continuations {
    const { model, rows } = this.#context;
    const { prompts } = this.#fitted;
    if (rule !== undefined) {
      const named = prompts.map(({ rendered }) => namedText(rule, rendered, rows[this.#row] ?? {}));
      return continuationsOf(model, prompts, named);
    }
    const own = prompts.map(({ rendered }, i) => ownTextOf(rendered, (mark) => this.#renderMarked(i, mark)));
    const isTold = own.every((text) => text !== undefined);
    return isTold ? continuationsOf(model, prompts, own) : { missing: nothingOwn };
  }

  #renderMarked(place: number, mark: string): string {
    const { prompts, model } = this.#context;
    const iceIds = this.#fitted.iceIds[place] ?? [];
    return model.render(prompts.labelPrompt(this.#row, this.#labels[place] ?? null, iceIds, { mark }), "ppl").text;
  }

  #fewestExamples(): number[] {
    return this.#fitted.iceIds.reduce((least, ids) => (ids.length < least.length ? ids : least));
  }

  #lostContinuations(side: string): Continuations {
    const { convention } = this.#scoring;
    if (convention === "ppl") return { missing: `the prompt loses its ${side}, and with it the continuation` };
    throw new OcLocalError("CONTEXT_TOO_SMALL", `the prompt loses its ${side}, and with it what is scored`, {
      hint: "cut prompts on the left: --tokenizer-kwargs truncation=left",
    });
  }

  #answer(logProbs: Float32Array[], continuations: Continuations, unasked: UnaskedAnswer[] | undefined) {
    const { model } = this.#context;
    const { prompts, truncatedTokens, droppedShots, unequalShots } = this.#fitted;
    const { convention } = this.#scoring;
    const scores = labelScores({
      labels: this.#names,
      convention,
      texts: prompts.map(({ tokens }, i) => ({ tokens, logProbs: logProbs[i] as Float32Array })),
      continuations,
      unasked: unasked?.map((each, i) => ({ ...each, logProbs: logProbs[prompts.length + i] as Float32Array })),
      frontMask: this.#frontMask(),
      padToken: model.padToken,
      compat: this.#context.compat,
    });
    const scored = [...prompts.map(({ tokens }) => tokens), ...(unasked ?? []).map(({ tokens }) => tokens)];
    return {
      prediction: this.#prediction(
        scores.values[convention] as number[],
        this.#labels[this.#names.indexOf(scores.predictions[convention] as string)] ?? null,
        unasked,
      ),
      scores,
      facts: {
        promptTokens: scored.reduce((sum, { length }) => sum + length, 0),
        generatedTokens: 0,
        truncatedTokens,
        droppedShots,
        ...(unequalShots && { unequalShots: true as const }),
      },
    };
  }

  #frontMask(): number | undefined {
    const rule = this.#rule();
    if (this.#scoring.masksFront !== true || rule === undefined || !("column" in rule)) return undefined;
    const { model, rows } = this.#context;
    return model.tokenizePiece(String(rows[this.#row]?.[rule.column])).length;
  }

  /** Upstream's fields, in its order. The examples are those the row began with, also where some were left out. */
  #prediction(values: number[], prediction: JsonValue, unasked: UnaskedAnswer[] | undefined): JsonObject {
    const { model, prompts, rows, outputColumn, iceIds } = this.#context;
    const begunWith = model.renderText(prompts.examples(iceIds[this.#row] ?? []), "ppl");
    const gold = outputColumn === null ? {} : { gold: rows[this.#row]?.[outputColumn] ?? null };
    return { "in-context examples": begunWith, ...this.#described(values, unasked), prediction, ...gold };
  }

  /** "testing input" is the row's own text, as upstream's is at batch size 1. */
  #described(values: number[], unasked: UnaskedAnswer[] | undefined): JsonObject {
    const { model, prompts } = this.#context;
    const described: JsonObject = {};
    this.#names.forEach((label, i) => {
      const { rendered, whole } = this.#fitted.prompts[i] as FittedPrompt;
      const examples = model.renderText(prompts.examples(this.#fitted.iceIds[i] ?? []), "ppl");
      const input = examples === "" ? rendered.text : rendered.text.replaceAll(examples, "");
      if (i === 0 && this.#scoring.storesOrigin) described.origin_prompt = input;
      const tokens = unasked?.[i]?.countedTokens ?? whole.length;
      const fields = this.#scoring.fields(values[i] as number, tokens, input);
      described[`label: ${label}`] = { "testing input": input, prompt: rendered.text, ...fields };
    });
    return described;
  }
}

function wholeRequest({ tokens }: UnaskedAnswer) {
  return { tokens, from: 1 };
}
