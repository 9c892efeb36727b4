// What a folder holds answers or results of, told from its files alone: by model and dataset how they were asked and of how many rows.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { mostRows } from "../../core/record.ts";
import { indexJournal } from "../journal/journal-index.ts";
import { JournalRows } from "../journal/journal-rows.ts";
import { journalPath, resultsPath, type Workspace } from "../workspace/workspace.ts";
import { readPredictions } from "./stored-predictions.ts";

export interface AnswerFile {
  /** As the folder is named. */
  model: string;
  /** As the file is named, without its ending. */
  dataset: string;
  /** Column "mode" of the table, as far as the answers' form tells. */
  mode: "gen" | "ppl" | "ll" | "unknown";
  /** 0 where there are results alone. */
  rows: number;
  /** False for a journal alone: predictions are written when every row has an answer. */
  isWhole: boolean;
}

export function listAnswers(workspace: Workspace): AnswerFile[] {
  return listFiles(workspace).map(({ model, dataset }) => ({ model, dataset, ...measure(workspace, model, dataset) }));
}

/** Rows of a dataset where no manifest says it: up to the last one that has an answer. */
export function countRows(workspace: Workspace, model: string, dataset: string): number {
  return measure(workspace, model, dataset).rows;
}

/** Models and datasets that the folder has files of. */
export function listFiles(workspace: Workspace): { model: string; dataset: string }[] {
  const folders = [
    { folder: join(workspace.path, "journal"), ending: ".jsonl" },
    { folder: join(workspace.path, "predictions"), ending: ".json" },
    { folder: join(workspace.path, "results"), ending: ".json" },
  ];
  const models = [...new Set(folders.flatMap(({ folder }) => names(folder, "")))].sort();
  return models.flatMap((model) => {
    const datasets = new Set(folders.flatMap(({ folder, ending }) => names(join(folder, model), ending)));
    return wholeNames(workspace, model, datasets).map((dataset) => ({ model, dataset }));
  });
}

/** OpenCompass splits large datasets: the answers are in parts named `_0`, `_1` and so on, the result is one. */
function wholeNames(workspace: Workspace, model: string, datasets: ReadonlySet<string>): string[] {
  const whole = [...datasets].map((dataset) => {
    const name = /^(.+)_\d+$/.exec(dataset)?.[1];
    if (name === undefined || existsSync(resultsPath(workspace, model, dataset))) return dataset;
    return datasets.has(name) || datasets.has(`${name}_0`) ? name : dataset;
  });
  return [...new Set(whole)].sort();
}

function measure(workspace: Workspace, model: string, dataset: string): Pick<AnswerFile, "mode" | "rows" | "isWhole"> {
  const predictions = readablePredictions(workspace, model, dataset);
  if (predictions.size > 0) {
    const [first] = predictions.values();
    const rows = [...predictions.keys()].reduce((last, row) => Math.max(last, row), 0) + 1;
    return { mode: modeOf(first as JsonObject), rows, isWhole: predictions.size === rows };
  }
  return measureJournal(journalPath(workspace, model, dataset));
}

/** None where they are damaged: the journal may be whole. */
function readablePredictions(workspace: Workspace, model: string, dataset: string): Map<number, JsonObject> {
  try {
    return readPredictions(workspace, model, dataset);
  } catch (error) {
    if (error instanceof OcLocalError && error.code === "BAD_DATA") return new Map();
    throw error;
  }
}

function measureJournal(path: string): Pick<AnswerFile, "mode" | "rows" | "isWhole"> {
  const { rows: indexed } = indexJournal(path);
  const records = new JournalRows(path, indexed);
  try {
    let mode: AnswerFile["mode"] = "unknown";
    let rows = 0;
    for (const row of indexed.rows()) {
      if (row >= mostRows) break;
      if (mode === "unknown" && indexed.isAnswered(row)) mode = modeOf(records.get(row)?.prediction ?? {});
      rows = row + 1;
    }
    return { mode, rows, isWhole: rows === 0 };
  } finally {
    records.close();
  }
}

function modeOf(prediction: JsonObject): AnswerFile["mode"] {
  const label = Object.keys(prediction).find((key) => key.startsWith("label: "));
  if (label === undefined) return typeof prediction.prediction === "string" ? "gen" : "unknown";
  const fields = prediction[label];
  const isLikelihood = typeof fields === "object" && fields !== null && "Loglikelihood" in fields;
  return isLikelihood ? "ll" : "ppl";
}

/** Entries with this ending, without it; folders where it is empty. */
function names(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => (ending === "" ? entry.isDirectory() : entry.isFile() && entry.name.endsWith(ending)))
    .map(({ name }) => name.slice(0, name.length - ending.length));
}
