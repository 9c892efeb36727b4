// Prompts of base models (src/prompt/lm-meta-template.ts).

import type { MetaTemplate, Prompt, PromptMode } from "../../../src/core/prompt.ts";
import { createLmTemplate } from "../../../src/prompt/lm-meta-template.ts";
import type { GoldenAdapter } from "../golden.ts";
import { mapPrompts, type PromptForm } from "../prompt-forms.ts";

export const adapter: GoldenAdapter = {
  file: "meta_template_lm",
  run({ input }) {
    const template = createLmTemplate(metaOf(input.meta_template));
    if (input.op === "ctor") return "ok";
    const mode = input.mode as PromptMode;
    return mapPrompts(input.prompt as PromptForm, (prompt: Prompt) => template.render(prompt, mode));
  },
};

/** An empty object is no meta template in Python. */
function metaOf(value: unknown): MetaTemplate | null {
  return value === null || Object.keys(value as object).length === 0 ? null : (value as MetaTemplate);
}
