// A row without a model: the plain text that a base model without meta template reads.

import { pyStr } from "../../core/python-text.ts";
import { askedLabels, type PlannedDataset, promptMode, rowPrompts } from "../../plan/plan.ts";
import { createLmTemplate } from "../../prompt/lm-meta-template.ts";
import type { GenerationFacts, PromptView } from "../../report/prompt/prompt-view.ts";
import { rowFacts } from "./row-facts.ts";

export function plainView(planned: PlannedDataset, at: number): PromptView {
  const facts = rowFacts(planned, at);
  const mode = promptMode(planned.dataset);
  const labels = mode === "gen" ? [null] : askedLabels(planned).map(pyStr);
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
