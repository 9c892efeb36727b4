// What is said of rows and their references before inference, and what is refused: a score that nothing could change says nothing of
// a model.

import { counted } from "../core/counted.ts";
import { OcLocalError } from "../core/errors.ts";
import { groupBy } from "../core/group-by.ts";
import { listed } from "../core/listed.ts";
import { unscorableReason } from "../core/unscorable.ts";
import { countAsked } from "./asked-rows.ts";
import type { FilledValues } from "./braces-in-values.ts";
import { describeUnmatched, type UnmatchedReferences } from "./option-check.ts";
import type { PlannedDataset } from "./plan.ts";
import type { ReferenceFacts } from "./references.ts";
import type { ResolvedDataset } from "./resolve.ts";

/** Datasets that nothing here can score, whose answers are wanted all the same. */
export function unscorableNotes(datasets: readonly ResolvedDataset[]): string[] {
  const told = datasets.flatMap(({ id, config }) => {
    const reason = unscorableReason(config.evaluate.evaluator);
    return reason === undefined ? [] : [{ id, reason }];
  });
  return [...groupBy(told, ({ reason }) => reason)].map(([reason, sets]) => {
    const ids = sets.map(({ id }) => id);
    return `${listed(ids, 3)}: answers are kept and not scored: ${reason}`;
  });
}

/** Few lines, however many datasets have the same trouble. */
export function referenceNotes(datasets: readonly PlannedDataset[]): string[] {
  const lacking = datasets.filter(({ references }) => references.lacking !== undefined);
  const bare = lacking.filter(({ references: { count } }) => count === 0);
  const mixed = lacking.filter(({ references: { count } }) => count > 0);
  const unreadable = datasets.filter(({ references }) => references.unreadable !== undefined);
  const unmatched = datasets.filter(({ references }) => references.unmatched !== undefined);
  const filled = datasets.filter(({ filledValues }) => filledValues !== undefined);
  return [
    ...(bare.length === 0 ? [] : [`${namesOf(bare)}: no references in ${rowsOf(bare)} rows: ${fate(bare)}`]),
    ...(mixed.length > named ? [mixedLine(mixed)] : mixed.map((planned) => mixedLine([planned]))),
    ...firstOnes(unreadable, ({ references }) => describeUnreadable(references.unreadable as Unreadable)),
    ...firstOnes(unmatched, (planned) => `${unmatchedText(planned)}: each counts as wrong, whatever is answered`),
    ...firstOnes(filled, describeFilled),
  ];
}

function mixedLine(datasets: readonly PlannedDataset[]): string {
  const without = sumOf(datasets, ({ rows, references: { count } }) => rows - count);
  return `${namesOf(datasets)}: ${without} of ${rowsOf(datasets)} rows have no reference: ${fate(datasets)}`;
}

function firstOnes(datasets: readonly PlannedDataset[], describe: (planned: PlannedDataset) => string): string[] {
  const lines = datasets.slice(0, named).map((planned) => `${planned.dataset.id}: ${describe(planned)}`);
  const more = datasets.length - lines.length;
  return more > 0 ? [...lines, `… and the same of ${counted(more, "more dataset")}`] : lines;
}

function describeFilled({ rows, filledValues }: PlannedDataset): string {
  const { count, row, column, filled } = filledValues as FilledValues;
  return (
    `${count} of ${counted(rows, "row")} name a column in braces in their text (row ${row}: {${filled}} in "${column}"): ` +
    "it is filled in, as in OpenCompass; with blanks inside, { like this }, it stays"
  );
}

function unmatchedText({ references: { unmatched, count } }: PlannedDataset): string {
  return describeUnmatched(unmatched as UnmatchedReferences, count);
}

/** @throws OcLocalError BAD_DATA where references cannot be read, or no answer could be right. */
export function requireScorable({ dataset, references }: PlannedDataset): void {
  const { count, unreadable, unmatched } = references;
  if (unreadable !== undefined) {
    const { first } = unreadable;
    throw new OcLocalError("BAD_DATA", describeUnreadable(unreadable), {
      at: { dataset: dataset.id },
      hint: `${first.hint === undefined ? "" : `${first.hint}; `}--mode infer asks without scoring`,
      cause: first,
    });
  }
  if (unmatched === undefined || unmatched.count < count) return;
  const { textsCutTo } = references;
  if (textsCutTo !== undefined) throw cutTexts(dataset.id, textsCutTo);
  throw new OcLocalError("BAD_DATA", `${describeUnmatched(unmatched, count)}: nothing can be right`, {
    at: { dataset: dataset.id },
    hint: "write each reference as the option it is, letter for letter; --mode infer asks without scoring",
  });
}

function cutTexts(id: string, parts: NonNullable<ReferenceFacts["textsCutTo"]>): OcLocalError {
  const { evaluator, postprocessor } = parts;
  return new OcLocalError(
    "CONFIG",
    `the evaluator ${evaluator} compares texts, but the postprocessor ${postprocessor} leaves only the option of an answer, and no reference is an option`,
    { at: { dataset: id }, hint: "leave predPostprocessor out: then whole answers are compared" },
  );
}

type Unreadable = NonNullable<ReferenceFacts["unreadable"]>;

function describeUnreadable({ count, first }: Unreadable): string {
  const how = count === 1 ? "1 reference cannot be read" : `${count} references cannot be read; the first`;
  return `${how}: ${first.message}`;
}

const named = 2;

function namesOf(datasets: readonly PlannedDataset[]): string {
  const names = datasets.map(({ dataset: { id, config } }) => {
    return config.reader.outputColumn === null ? `${id} (reader.outputColumn is null)` : id;
  });
  return listed(names, named);
}

function rowsOf(datasets: readonly PlannedDataset[]): number {
  return sumOf(datasets, ({ rows }) => rows);
}

function sumOf(datasets: readonly PlannedDataset[], count: (planned: PlannedDataset) => number): number {
  return datasets.reduce((sum, planned) => sum + count(planned), 0);
}

/** What becomes of these rows. */
function fate(datasets: readonly PlannedDataset[]): string {
  const areAsked = datasets.every((planned) => countAsked(planned) === planned.rows);
  if (areAsked) return "not scored";
  return "not asked and not scored (--mode infer asks them)";
}
