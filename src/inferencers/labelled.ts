// What PPL and LL share: every label's text of a row is scored and the best label is the prediction, ties going to the
// earliest. All labels of a row keep the same in-context examples.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { JsonObject } from "../core/json.ts";
import { type FittedPrompt, fitPrompts } from "./fit-prompt.ts";
import type { InferenceContext, InferenceMode, Inferencer } from "./inferencer.ts";

/** OpenCompass's keyword arguments in camelCase; those without meaning here are accepted because the prompt hash sees them. */
export const labelledOptionsSchema = z.strictObject({
  labels: z.array(z.union([z.string(), z.number()])).exactOptional(),
  maxOutLen: z.number().exactOptional(),
  batchSize: z.number().exactOptional(),
});

export interface LabelScoring {
  mode: InferenceMode;
  /** First scored position of a label's tokens. */
  from(prompt: FittedPrompt, row: number): number;
  value(prompt: FittedPrompt, logProbs: Float32Array): number;
  /** Picks the best of the labels' values. */
  best(...values: number[]): number;
  /** What is stored of a label beside its texts. @param input The prompt without its examples. */
  fields(value: number, prompt: FittedPrompt, input: string): JsonObject;
  /** Whether the first label's input is stored as `origin_prompt`, as upstream does for PPL. */
  storesOrigin: boolean;
}

export function createLabelledInferencer(
  options: z.output<typeof labelledOptionsSchema>,
  context: InferenceContext,
  scoring: LabelScoring,
): Inferencer {
  const labels = (options.labels ?? context.prompts.labels()).map(String);
  requireLabels(labels, scoring.mode);
  const { model, prompts, rows, outputColumn } = context;
  return {
    mode: scoring.mode,
    ask(row) {
      const fitted = fitPrompts(model, {
        mode: "ppl",
        outputTokens: 0,
        iceIds: context.iceIds[row] ?? [],
        build: (iceIds) => labels.map((label) => prompts.labelPrompt(row, label, iceIds)),
      });
      return {
        kind: "score",
        fitted,
        labels,
        basis: [scoring.mode, labels, model.padToken],
        requests: fitted.prompts.map((prompt) => ({ tokens: prompt.tokens, from: scoring.from(prompt, row) })),
        answer(logProbs) {
          const values = fitted.prompts.map((prompt, i) => scoring.value(prompt, logProbs[i] as Float32Array));
          requireNumbers(values, labels);
          // Upstream writes the examples it began with, also where some were left out.
          const begunWith = model.renderText(prompts.examples(context.iceIds[row] ?? []), "ppl");
          const examples = model.renderText(prompts.examples(fitted.iceIds), "ppl");
          const gold = outputColumn === null ? {} : { gold: rows[row]?.[outputColumn] ?? null };
          const described = describeLabels(scoring, { labels, values, prompts: fitted.prompts, examples });
          const prediction = labels[values.indexOf(scoring.best(...values))] ?? null;
          return {
            prediction: { "in-context examples": begunWith, ...described, prediction, ...gold },
            facts: {
              promptTokens: fitted.prompts.reduce((sum, { tokens }) => sum + tokens.length, 0),
              generatedTokens: 0,
              truncatedTokens: fitted.truncatedTokens,
              droppedShots: fitted.droppedShots,
            },
          };
        },
      };
    },
  };
}

function requireLabels(labels: readonly string[], mode: InferenceMode): void {
  if (labels.length > 0) return;
  throw new OcLocalError("CONFIG", `${mode}: the dataset has no labels to choose from`, {
    hint: "give promptTemplate one template per label, or name the labels in the inferencer's option",
  });
}

/** NaN would lose or win silently: the comparison decides nothing. */
function requireNumbers(values: readonly number[], labels: readonly string[]): void {
  const broken = values.findIndex(Number.isNaN);
  if (broken < 0) return;
  throw new OcLocalError(
    "ENGINE",
    `label "${labels[broken]}" has no value: the model computed a log-probability that is no number`,
    {
      hint: "the model file is damaged or its type overflows on this device: try another quantisation or the CPU",
    },
  );
}

interface ScoredLabels {
  labels: string[];
  values: number[];
  prompts: FittedPrompt[];
  /** Text of the in-context examples that are left. */
  examples: string;
}

/** Upstream's fields, in its order. "testing input" is the row's own text, not that of a batch's first row. */
function describeLabels(scoring: LabelScoring, { labels, values, prompts, examples }: ScoredLabels): JsonObject {
  const described: JsonObject = {};
  labels.forEach((label, i) => {
    const prompt = prompts[i] as FittedPrompt;
    const { text } = prompt.rendered;
    const input = examples === "" ? text : text.replaceAll(examples, "");
    if (i === 0 && scoring.storesOrigin) described.origin_prompt = input;
    described[`label: ${label}`] = {
      "testing input": input,
      prompt: text,
      ...scoring.fields(values[i] as number, prompt, input),
    };
  });
  return described;
}
