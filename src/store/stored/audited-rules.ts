// The fixed lists of extraction rules that an audit compares: those that benchmarks use side by side for option letters, and
// for numbers OpenCompass's own beside one that reads numbers as people write them.

import type { AuditedAnswers } from "../../core/extraction-audit.ts";
import type { Postprocessor } from "../../core/score.ts";
import { createPostprocessor as createAnswerIs } from "../../postprocess/bbh-mcq.ts";
import { createPostprocessor as createFinalNumber } from "../../postprocess/final-number.ts";
import { createPostprocessor as createFirstCapital } from "../../postprocess/first-capital.ts";
import { createPostprocessor as createFirstOption } from "../../postprocess/first-option.ts";
import { createPostprocessor as createLastNumber } from "../../postprocess/gsm8k.ts";
import { createPostprocessor as createLastOption } from "../../postprocess/last-option.ts";
import { numberValue } from "../../postprocess/text/written-number.ts";

export interface AuditedRules {
  answers: AuditedAnswers;
  rules: ReadonlyMap<string, Postprocessor>;
  /** Texts of one answer have one key. */
  keyOf(answer: string): string;
  /** The reference as it is shown and compared. */
  referenceOf(reference: string): string;
}

/** By the references of a dataset's answered rows; undefined where they are neither letters nor numbers. */
export function rulesFor(references: readonly string[]): AuditedRules | undefined {
  if (references.length === 0) return undefined;
  if (references.every((reference) => /^[A-Z]$/.test(reference))) return optionRules(references);
  return references.every((reference) => numberValue(solutionOf(reference)) !== undefined) ? numberRules() : undefined;
}

/** Options go from A to the highest reference, and at least to D: rare letters may not occur in a few rows. */
function optionRules(references: readonly string[]): AuditedRules {
  const last = ["D", ...references].sort().at(-1) as string;
  const options = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".slice(0, last.charCodeAt(0) - 64);
  const rules = new Map([
    ["first-option", createFirstOption({ options })],
    ["first-capital", createFirstCapital()],
    ["last-option", createLastOption({ options })],
    ["bbh-mcq", createAnswerIs()],
  ]);
  return { answers: "options", rules, keyOf: (answer) => answer, referenceOf: (reference) => reference };
}

function numberRules(): AuditedRules {
  const rules = new Map([
    ["gsm8k", createLastNumber()],
    ["final-number", createFinalNumber()],
  ]);
  const keyOf = (answer: string) => String(numberValue(answer) ?? answer);
  return { answers: "numbers", rules, keyOf, referenceOf: solutionOf };
}

/** A worked solution of GSM8K ends in "#### " and the number; predictions keep it whole. */
function solutionOf(reference: string): string {
  return (reference.split("#### ")[1] ?? reference).trim();
}
