// Refused before anything is asked: templates that name what no row has, and rows that lack what a template names, which would be
// asked as "None".

import type { DatasetConfig } from "../config/dataset-schema.ts";
import { counted } from "../core/counted.ts";
import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import { nearestNames } from "../core/nearest-names.ts";
import { filledColumns, isBlank, wordsInBraces } from "../prompt/placeholders.ts";
import { type AskableRows, isAsked } from "./asked-rows.ts";
import type { OpenedDataset } from "./open-dataset.ts";
import { atRow, rowPlace } from "./row-place.ts";

type Sources = Pick<DatasetConfig, "abbr" | "infer" | "reader" | "source" | "literalBraces">;
type TemplateField = "promptTemplate" | "iceTemplate";

/** @throws OcLocalError CONFIG for a template that names no column, or says nothing. */
export function requireTemplates(config: Sources, { train, test }: OpenedDataset["splits"]): void {
  const { abbr, infer, literalBraces = [] } = config;
  const ofTest = Object.keys(test[0] ?? {});
  const ofAll = [...new Set([...ofTest, ...Object.keys(train[0] ?? {})])];
  for (const field of ["promptTemplate", "iceTemplate"] as const) {
    const template = infer[field];
    if (template === undefined) continue;
    const columns = field === askingField(config) ? ofTest : ofAll;
    if (isBlank(template))
      throw new OcLocalError("CONFIG", `infer.${field}.template is blank, so that nothing would be asked`, {
        at: { dataset: abbr },
        hint: `name columns of the rows in braces, for example "{${config.reader.inputColumns[0] ?? columns[0]}}"; columns: ${columns.join(", ")}`,
      });
    const stray = wordsInBraces(template, columns).find(
      (word) => !columns.includes(word) && !literalBraces.includes(word),
    );
    if (stray === undefined) continue;
    const rows = ofAll.includes(stray) ? "the rows that are asked" : "any row";
    throw strayWord(abbr, `infer.${field}.template: {${stray}} is no column of ${rows}`, { word: stray, columns });
  }
}

/** Of the template that rows are asked with. */
function askingField({ infer }: Sources): TemplateField {
  return infer.promptTemplate === undefined ? "iceTemplate" : "promptTemplate";
}

function strayWord(
  abbr: string,
  message: string,
  { word, columns }: { word: string; columns: readonly string[] },
): OcLocalError {
  const near = nearestNames(word.trim(), columns).map((column) => `{${column}}`);
  const meant = near.length === 0 ? "" : `did you mean ${near.join(" or ")}? `;
  return new OcLocalError("CONFIG", message, {
    at: { dataset: abbr },
    hint: `${meant}columns: ${columns.join(", ")}; braces that are to be asked as they stand are declared in the dataset: "literalBraces": ["${word}"]`,
  });
}

/** @throws OcLocalError BAD_DATA or TEMPLATE naming the first row that lacks what the templates need of it. */
export function requireColumns(planned: AskableRows & { dataset: { config: Sources }; opened: OpenedDataset }): void {
  const { config } = planned.dataset;
  const { splits, iceIds, prompts } = planned.opened;
  const { outputColumn } = config.reader;
  // The answer is blanked where a row is asked, and rows without one are not scored.
  const wanted = namedColumns(config, askingField(config), splits.test[0]).filter((column) => column !== outputColumn);
  const asked = [...splits.test.keys()].filter((row) => isAsked(planned, row));
  const lacking = asked.filter((row) => missingColumn(splits.test[row], wanted) !== undefined);
  const [first, ...others] = lacking;
  if (first !== undefined)
    throw lacksColumn(config, rowPlace(config, splits, first), {
      column: missingColumn(splits.test[first], wanted) as string,
      others: others.length,
    });
  if (config.infer.iceTemplate === undefined) return;
  const shown = new Set(iceIds.flat().map((id) => (id < 0 ? splits.train.length + id : id)));
  const needed = namedColumns(config, "iceTemplate", splits.train[0]);
  for (const id of shown) {
    const column = missingColumn(splits.train[id], needed);
    const place = `the example ${rowPlace(config, splits, id, "train")}`;
    if (column !== undefined) throw lacksColumn(config, place, { column, others: 0 });
    try {
      prompts.examples([id]);
    } catch (error) {
      throw atRow(error, place, { dataset: config.abbr });
    }
  }
}

function namedColumns({ infer }: Sources, field: TemplateField, row: Row | undefined): string[] {
  const template = infer[field];
  return template === undefined ? [] : filledColumns(template, Object.keys(row ?? {}));
}

function missingColumn(row: Row | undefined, columns: readonly string[]): string | undefined {
  return columns.find((column) => (row?.[column] ?? null) === null);
}

/** @param others Further rows that lack something. */
function lacksColumn(
  { abbr }: Sources,
  place: string,
  { column, others }: { column: string; others: number },
): OcLocalError {
  const more = others === 0 ? "" : `; ${counted(others, "other row")} ${others === 1 ? "lacks" : "lack"} one too`;
  return new OcLocalError("BAD_DATA", `${place} lacks column "${column}", which the template names${more}`, {
    at: { dataset: abbr },
    hint: 'give each row a value, "" where there is nothing to show: without one it would be asked as "None"',
  });
}
