// results/<model>/<dataset>.json as far as single rows are concerned. OpenCompass names the fields of a row differently, may
// hold them in a list, and leaves them out unless it was told to dump details.

import { existsSync } from "node:fs";
import { z } from "zod";
import type { JsonValue } from "../../core/json.ts";
import { type Thinking, thinkingSchema } from "../../core/thoughts.ts";
import { continueCommand } from "../workspace/continue-command.ts";
import { resultsPath, type Workspace } from "../workspace/workspace.ts";
import { readStoredJson } from "./stored-json.ts";

export interface StoredResultFile {
  details: Map<number, RowDetail>;
  /** Why there is no score. */
  error?: string;
  /** How thoughts are marked that were taken out. */
  thinking?: Thinking;
  /** Answers that could not be extracted, as counted beside the score. */
  unextracted?: number;
}

export interface RowDetail {
  prompt?: JsonValue;
  /** The output before extraction, where it differs from the answer. */
  raw?: JsonValue;
  answer?: JsonValue;
  reference?: JsonValue;
  correct?: JsonValue;
  /** Why the row has no score. */
  unscored?: string;
  rule?: string;
  extracted?: boolean;
  /** By scoring convention, where one chooses another label than the dataset's own. */
  conventions?: Record<string, Pick<RowDetail, "answer" | "correct" | "unscored">>;
}

const otherwise = z.looseObject({
  pred: z.json().exactOptional(),
  correct: z.json().exactOptional(),
  unscored: z.string().exactOptional(),
});

const detail = z.looseObject({
  prompt: z.json().exactOptional(),
  raw: z.json().exactOptional(),
  origin_prediction: z.json().exactOptional(),
  pred: z.json().exactOptional(),
  predictions: z.json().exactOptional(),
  answer: z.json().exactOptional(),
  references: z.json().exactOptional(),
  correct: z.json().exactOptional(),
  unscored: z.string().exactOptional(),
  rule: z.string().exactOptional(),
  extracted: z.boolean().exactOptional(),
  conventions: z.record(z.string(), otherwise).exactOptional(),
});

const schema = z.looseObject({
  details: z.union([z.array(detail), z.record(z.string(), z.unknown())]).optional(),
  error: z.json().exactOptional(),
  oc_local: z
    .looseObject({
      n: z.number(),
      unscored: z.number(),
      extracted: z.number().exactOptional(),
      thinking: thinkingSchema.exactOptional(),
    })
    .optional(),
});

/** Undefined where the dataset has no result. */
export function readStoredResult(workspace: Workspace, model: string, dataset: string): StoredResultFile | undefined {
  const path = resultsPath(workspace, model, dataset);
  if (!existsSync(path)) return undefined;
  const {
    details = {},
    error,
    oc_local,
  } = readStoredJson(path, schema, {
    expected: "a result: metrics, and details by row",
    hint: `restore the file, or evaluate the run again with ${continueCommand(workspace)} --mode eval`,
  });
  const rows = Object.entries(details).filter(([row]) => /^\d+$/.test(row));
  return {
    details: new Map(rows.map(([row, fields]) => [Number(row), toDetail(fields)])),
    ...(error !== undefined && { error: String(error) }),
    ...(oc_local?.thinking !== undefined && { thinking: oc_local.thinking }),
    ...(oc_local?.extracted !== undefined && { unextracted: oc_local.n + oc_local.unscored - oc_local.extracted }),
  };
}

function toDetail(fields: unknown): RowDetail {
  const parsed = detail.safeParse(fields);
  if (!parsed.success) return {};
  const { prompt, raw, origin_prediction, pred, predictions, answer, references, ...rest } = parsed.data;
  const { correct, unscored, rule, extracted, conventions } = rest;
  return withoutUndefined({
    prompt,
    raw: raw ?? origin_prediction,
    answer: pred ?? predictions,
    reference: answer ?? references,
    correct,
    unscored,
    rule,
    extracted,
    conventions: conventions && mapConventions(conventions),
  });
}

function mapConventions(conventions: Record<string, z.output<typeof otherwise>>): RowDetail["conventions"] {
  const entries = Object.entries(conventions).map(([name, { pred, correct, unscored }]) => {
    return [name, withoutUndefined({ answer: pred, correct, unscored })] as const;
  });
  return Object.fromEntries(entries);
}

type Optional<T> = { [Key in keyof T]?: T[Key] | undefined };

function withoutUndefined(fields: Optional<RowDetail>): RowDetail {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as RowDetail;
}
