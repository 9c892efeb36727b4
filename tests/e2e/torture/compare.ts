// Two runs' answers to the same questions, side by side.

import { expect } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import type { StoredLine, StoredLines } from "./journals.ts";
import { generationGaps, labelGap } from "./near-ties.ts";

export interface Comparison {
  /** Rows with another answer. */
  differing: [RowRecord, RowRecord][];
  /** Largest differences of stored log-probabilities: mean over tokens (ppl); all conventions, beside the value's size. */
  largest: { ppl: number; relative: number };
}

/** @throws where rows, prompts or what else decides an answer are not the same. */
export function compare(expected: StoredLines, actual: StoredLines): Comparison {
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  const differing: [RowRecord, RowRecord][] = [];
  const largest = { ppl: 0, relative: 0 };
  for (const [row, { record }] of expected) {
    const other = (actual.get(row) as StoredLine).record;
    // The key is a hash over prompt, token ids, settings and reference; the texts are compared all the same.
    expect([other.key, promptsOf(other)], row).toEqual([record.key, promptsOf(record)]);
    if (other.prediction.prediction !== record.prediction.prediction) differing.push([record, other]);
    const pairs = (convention?: "ppl") =>
      valuesOf(other, convention).map((value, i) => [value, valuesOf(record, convention)[i]] as [number, number]);
    for (const [a, b] of pairs("ppl")) largest.ppl = Math.max(largest.ppl, Math.abs(a - b));
    // A sum over tokens, or the one token of an answer, may be far below -1, and half-precision weights round in proportion.
    for (const [a, b] of pairs())
      largest.relative = Math.max(largest.relative, Math.abs(a - b) / Math.max(1, Math.abs(a)));
  }
  return { differing, largest };
}

function promptsOf({ prediction }: RowRecord): unknown[] {
  const labels = Object.values(prediction).filter((value) => typeof value === "object" && value !== null);
  return [prediction.origin_prompt, ...labels.map((label) => (label as JsonObject).prompt)];
}

/** Of one convention, or of all. */
function valuesOf({ scores }: RowRecord, convention?: "ppl"): number[] {
  const values = scores?.values ?? {};
  return convention === undefined ? Object.values(values).flat() : (values[convention] ?? []);
}

/** How far the two best candidates were apart, for each row with another answer. */
export async function gapsOf({ differing }: Comparison, maxTokens: number): Promise<number[]> {
  const scored = differing.filter(([{ scores }]) => scores !== undefined);
  const generated = differing.filter(([{ scores }]) => scores === undefined);
  return [...scored.map(([record]) => labelGap(record)), ...(await generationGaps(generated, maxTokens))];
}
