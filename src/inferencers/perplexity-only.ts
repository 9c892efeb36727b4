// Perplexity of texts, without a choice (OpenCompass's PPLOnlyInferencer); the evaluator average-ppl takes their mean. The
// value of a text is that of core/perplexity.ts, without exp.
// docs/exactness.md E7.12.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import { openCompassPerplexity } from "../core/perplexity.ts";
import { fitPrompts } from "./fit-prompt.ts";
import type { DatasetContext, InferenceContext, Inferencer, WayOfAsking } from "./inferencer.ts";

export const upstreamName = "opencompass.openicl.icl_inferencer.PPLOnlyInferencer";

export const wayOfAsking: WayOfAsking = {
  tableMode: "unknown",
  promptMode: "ppl",
  asksLabels: false,
  generates: false,
  outputTokens: 0,
};

/** OpenCompass's keyword arguments in camelCase. */
export const optionsSchema = z.strictObject({
  batchSize: z.number().exactOptional(),
  saveEvery: z.number().int().exactOptional(),
});

export function requireDataset(_options: unknown, { outputColumn }: DatasetContext): void {
  if (outputColumn === null) return;
  throw new OcLocalError("CONFIG", `perplexity-only: reader.outputColumn is "${outputColumn}", expected null`, {
    hint: "set reader.outputColumn to null: a text is scored as it is: there is no answer to leave out of it",
  });
}

export function createInferencer(options: unknown, context: InferenceContext): Inferencer {
  requireDataset(options, context);
  return { ask: (row) => question(context, row) };
}

function question({ model, prompts, iceIds }: InferenceContext, row: number): ReturnType<Inferencer["ask"]> {
  const fitted = fitPrompts(model, {
    mode: "ppl",
    outputTokens: 0,
    iceIds: iceIds[row] ?? [],
    build: (ids) => [prompts.generationPrompt(row, ids)],
  });
  const { tokens } = fitted.prompts[0] as (typeof fitted.prompts)[number];
  return {
    kind: "score",
    fitted,
    labels: [],
    basis: ["ppl-only", model.padToken],
    requests: [{ tokens, from: 1 }],
    answer([logProbs = new Float32Array()]) {
      const ppl = openCompassPerplexity(tokens, logProbs, model.padToken);
      if (!Number.isFinite(ppl)) throw noNumber(ppl);
      return {
        // Upstream shows the prompt as it would be continued.
        prediction: { origin_prompt: model.render(prompts.generationPrompt(row, fitted.iceIds), "gen").stored, ppl },
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

function noNumber(ppl: number): OcLocalError {
  return new OcLocalError("ENGINE", `the text's perplexity is ${ppl}`, {
    hint: "the model file is damaged or its type overflows on this device: try another quantisation or the CPU",
  });
}
