// predictions/<model>/<dataset>.json: an object keyed by row, as OpenCompass and this project write it; of a dataset that
// OpenCompass split, the parts one after the other.

import { existsSync } from "node:fs";
import { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import { mostRows } from "../../core/record.ts";
import { continueCommand } from "../workspace/continue-command.ts";
import { predictionsPath, type Workspace } from "../workspace/workspace.ts";
import { readStoredJson } from "./stored-json.ts";

const rowNumber = z.string().refine((key) => /^\d{1,8}$/.test(key) && Number(key) < mostRows, "a row's number");
const schema = z.record(rowNumber, z.record(z.string(), z.json()));

/** By row; empty where there is no file. */
export function readPredictions(workspace: Workspace, model: string, dataset: string): Map<number, JsonObject> {
  const path = predictionsPath(workspace, model, dataset);
  if (existsSync(path)) return readFile(path, workspace);
  const rows: JsonObject[] = [];
  for (let part = 0; ; part++) {
    const partPath = predictionsPath(workspace, model, `${dataset}_${part}`);
    if (!existsSync(partPath)) return new Map(rows.entries());
    rows.push(...readFile(partPath, workspace).values());
  }
}

function readFile(path: string, workspace: Workspace): Map<number, JsonObject> {
  const rows = readStoredJson(path, schema, {
    expected: "predictions: an object with an object per row",
    hint: `restore the file, or ask again with ${continueCommand(workspace)}`,
  });
  return new Map(Object.entries(rows).map(([row, prediction]) => [Number(row), prediction]));
}
