// What the references of a dataset's rows are worth, before anything is asked: rows without one, references that cannot be read,
// and references that no option can equal.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { type EvaluationParts, readReference } from "./evaluation-parts.ts";
import { columnsOf, goldOf, type OpenedDataset } from "./open-dataset.ts";
import { openOptionCheck, type UnmatchedReferences } from "./option-check.ts";
import { atRow, rowPlace } from "./row-place.ts";
import { wayOfAsking } from "./ways-of-asking.ts";

export interface ReferenceFacts {
  /** Rows that have a reference. */
  count: number;
  /** By row, 1 where it has none; absent where every row has one. */
  lacking?: Uint8Array;
  /** Why the first of them cannot be read. */
  unreadable?: { count: number; first: OcLocalError };
  unmatched?: UnmatchedReferences;
  /** The evaluator compares texts, of which its postprocessor leaves less. */
  textsCutTo?: { evaluator: string; postprocessor: string };
}

export async function readReferences(
  config: DatasetConfig,
  opened: OpenedDataset,
  parts: EvaluationParts,
): Promise<ReferenceFacts> {
  const { test } = opened.splits;
  const facts: ReferenceFacts = { count: 0, ...cutTexts(config, parts) };
  const unmatched = await unmatchedIn(config, opened, parts);
  for (let row = 0; row < test.length; row++) {
    const gold = goldOf(opened.splits, config, row);
    try {
      if (readReference(gold, parts).isLacking) {
        facts.lacking ??= new Uint8Array(test.length);
        facts.lacking[row] = 1;
        continue;
      }
      facts.count += 1;
      const otherwise = unmatched(gold, row);
      if (otherwise === undefined) continue;
      facts.unmatched ??= { count: 0, row, reference: gold, otherwise };
      facts.unmatched.count += 1;
    } catch (error) {
      // That is no matter of this reference.
      if (error instanceof OcLocalError && error.code === "CONFIG") throw error;
      // A config's own function may throw anything.
      facts.unreadable ??= { count: 0, first: atRow(error, rowPlace(config, opened.splits, row)) };
      facts.unreadable.count += 1;
    }
  }
  return facts;
}

/** Where neither name is one, nothing is known of the function. */
function cutTexts({ evaluate }: DatasetConfig, { evaluator }: EvaluationParts): Pick<ReferenceFacts, "textsCutTo"> {
  const [compares, leaves] = [evaluate.evaluator.type, evaluate.predPostprocessor?.type];
  if (evaluator.comparesTexts !== true || typeof compares !== "string" || typeof leaves !== "string") return {};
  return { textsCutTo: { evaluator: compares, postprocessor: leaves } };
}

/** Asks of a reference what it is where no option is equal to it. */
async function unmatchedIn(config: DatasetConfig, { splits, prompts }: OpenedDataset, parts: EvaluationParts) {
  const check = await openOptionCheck(config, parts);
  const { labels } = config.infer.inferencer;
  const { asksLabels, choicesColumn } = wayOfAsking(config);
  const asked = asksLabels ? (Array.isArray(labels) ? labels : prompts.labels()) : undefined;
  // As upstream, the choices of the first row are those of all.
  const choices = choicesColumn === undefined ? undefined : splits.test[0]?.[choicesColumn];
  const options = check?.optionsOf(asked, choices);
  return (gold: JsonValue, row: number): string | undefined => {
    if (check === undefined) return undefined;
    const columns = columnsOf(splits, parts.evaluator.columns ?? [], row);
    if (options !== undefined) return check.isUnmatched(gold, options, columns) ? options.otherwise : undefined;
    requireReadable(gold, columns, parts);
    return undefined;
  };
}

/** An evaluator reads references where it judges: it is given an empty answer, which any model may give. */
function requireReadable(gold: JsonValue, row: Row | undefined, parts: EvaluationParts): void {
  const { reference } = readReference(gold, parts);
  parts.evaluator.score({ prediction: "", reference, ...(row && { row }) });
}
