// Refused before a model loads: a dataset scored by label that gives its labels no prompts of their own.

import { OcLocalError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { pyStr } from "../../core/python-text.ts";
import type { PromptBuilder } from "../../prompt/prompt-builder.ts";

const kinds = { text: "one text", rounds: "sections (begin, round, end)", messages: "chat messages" };

/** @throws OcLocalError CONFIG */
export function requireLabels(
  labels: readonly JsonValue[],
  prompts: Pick<PromptBuilder, "kind" | "sepToken" | "labels">,
  { mode, normalizingStr }: { mode: string; normalizingStr?: string | undefined },
): void {
  const refuse = (problem: string, hint: string) => new OcLocalError("CONFIG", `${mode}: ${problem}`, { hint });
  if (labels.length === 0) {
    const hint = "give promptTemplate one template per label, or name the labels in the inferencer's option";
    throw refuse("the dataset has no labels to choose from", hint);
  }
  if (prompts.kind !== "labelled") {
    throw refuse(
      `infer.promptTemplate is ${kinds[prompts.kind]} for all labels, so that every label would get the same prompt`,
      'write one template per label: template: { A: "… {A}", B: "… {B}" }',
    );
  }
  const known = prompts.labels().map(pyStr);
  const unknown = labels.find((label) => !known.includes(pyStr(label)));
  if (unknown !== undefined) {
    throw refuse(
      `infer.inferencer.labels names ${JSON.stringify(unknown)}, for which infer.promptTemplate has no template`,
      `labels with a template: ${known.join(", ")}`,
    );
  }
  if (normalizingStr !== undefined && prompts.sepToken === null) {
    throw refuse(
      "normalizingStr needs infer.promptTemplate.sepToken",
      'set sepToken, for example "</S>", and put it in front of the answer in every label\'s template',
    );
  }
}
