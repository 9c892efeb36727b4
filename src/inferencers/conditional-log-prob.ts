// CLP: the probabilities of a few choices as the prompt's next token, among themselves (OpenCompass's CLPInferencer). The
// choices are those of the first row, and each has to be one token: upstream strings the tokens of longer ones together.
// docs/exactness.md E7.11.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import { choiceProbabilities } from "../core/perplexity.ts";
import { fitPrompts } from "./fit-prompt.ts";
import type { DatasetContext, InferenceContext, Inferencer, WayOfAsking } from "./inferencer.ts";

export const upstreamName = "opencompass.openicl.icl_inferencer.CLPInferencer";

/** A choice's token stands behind the prompt. */
export const wayOfAsking: WayOfAsking = {
  tableMode: "unknown",
  promptMode: "gen",
  asksLabels: false,
  generates: false,
  outputTokens: 1,
  choicesColumn: "choices",
};

/** OpenCompass's keyword arguments in camelCase. */
export const optionsSchema = z.strictObject({
  singleToken: z.literal(true).exactOptional().describe("longer choices are not supported, as upstream"),
  batchSize: z.number().exactOptional(),
});

interface Choice {
  text: string;
  token: number;
}

export function requireDataset(_options: unknown, { rows }: DatasetContext): void {
  choiceTexts(rows);
}

export function createInferencer(_options: unknown, context: InferenceContext): Inferencer {
  const choices = choicesOf(context);
  return { ask: (row) => question(context, row, choices) };
}

function question(context: InferenceContext, row: number, choices: readonly Choice[]): ReturnType<Inferencer["ask"]> {
  const { model, prompts, rows, outputColumn } = context;
  const iceIds = context.iceIds[row] ?? [];
  const fitted = fitPrompts(model, {
    mode: "gen",
    outputTokens: 1,
    iceIds,
    build: (ids) => [prompts.generationPrompt(row, ids)],
  });
  const { rendered, tokens } = fitted.prompts[0] as (typeof fitted.prompts)[number];
  const requests = choices.map(({ token }) => ({ tokens: Int32Array.of(...tokens, token), from: tokens.length }));
  const examples = (ids: number[]) => model.renderText(prompts.examples(ids), "gen");
  return {
    kind: "score",
    fitted,
    labels: [],
    basis: ["clp", choices.map(({ text }) => text)],
    requests,
    answer(logProbs) {
      const probabilities = choiceProbabilities(logProbs.map((each) => each[0] as number));
      requireNumbers(probabilities);
      const shown = examples(fitted.iceIds);
      const prompt = rendered.text;
      return {
        prediction: {
          "in-context examples": examples(iceIds),
          "testing input": shown === "" ? prompt : prompt.replaceAll(shown, ""),
          prompt,
          choices: choices.map(({ text }) => text),
          prediction: probabilities,
          pred_label: probabilities.indexOf(Math.max(...probabilities)),
          ...(outputColumn !== null && { gold: rows[row]?.[outputColumn] ?? null }),
        },
        facts: {
          promptTokens: tokens.length,
          generatedTokens: 0,
          truncatedTokens: fitted.truncatedTokens,
          droppedShots: fitted.droppedShots,
        },
      };
    },
  };
}

function requireNumbers(probabilities: readonly number[]): void {
  if (!probabilities.some(Number.isNaN)) return;
  throw new OcLocalError("ENGINE", "the model computed a log-probability that is no number", {
    hint: "the model file is damaged or its type overflows on this device: try another quantisation or the CPU",
  });
}

function choiceTexts(rows: InferenceContext["rows"]): string[] {
  const parsed = z.array(z.string().min(1)).min(2).safeParse(rows[0]?.choices);
  if (parsed.success) return parsed.data;
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  throw new OcLocalError(
    "BAD_DATA",
    `clp: row 0 needs a column "choices" with two or more texts, found ${JSON.stringify(rows[0]?.choices) ?? "none"}`,
    {
      hint: `give every row the same list of texts under "choices", for example ["A", "B"]; columns of the row: ${columns}`,
    },
  );
}

/** Checked before a model's weights load. */
function choicesOf({ rows, model }: InferenceContext): Choice[] {
  return choiceTexts(rows).map((text) => {
    const tokens = model.tokenizePiece(text);
    if (tokens.length === 1) return { text, token: tokens[0] as number };
    throw new OcLocalError(
      "BAD_DATA",
      `clp: the choice ${JSON.stringify(text)} of row 0 is ${tokens.length} tokens, not one`,
      {
        hint: 'choose texts that are one token of this model, or score whole texts with the inferencer "perplexity"',
      },
    );
  });
}
