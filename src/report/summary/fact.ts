// What the table of facts (facts.ts) says of one of them, and the forms that several share.

import type { z } from "zod";
import { count } from "./fact-schemas.ts";
import type { Facts } from "./facts.ts";
import { sum } from "./merge-facts.ts";

export interface Fact<T> {
  /** As a result file holds it. Absent: it is made with the table. */
  stored?: z.ZodType<T>;
  /** Of an average, from the facts of its datasets; undefined: not known. Absent: an average has none. */
  merge?(values: readonly (T | undefined)[], parts: readonly Facts[]): T | undefined;
  /** Heading in the details file to what stands in its column. @param isOwn Beside a metric of `ofMetrics`. */
  columns?: Readonly<Record<string, (value: T, isOwn: boolean) => unknown>>;
  /** The columns are empty beside other metrics. */
  isOfMetrics?: true;
  /** A column of the table for people. */
  beside?: { title: string; isBeforeScores?: true; text(value: T): string };
  note?: Note<T>;
  /** Sentences below the table. @param told The datasets that have the fact, by model. */
  footnotes?(told: readonly ToldFacts[]): string[];
}

/** Said once per dataset, in the column of notes. What is zero is not. */
export interface Note<T> {
  /** The smallest comes first; the reason of a missing score is at 35. */
  at: number;
  /** False: there is nothing to say. */
  text(value: T, facts: Facts, isScored: boolean): string | false;
}

export interface ToldFacts {
  model: string;
  dataset: string;
  facts: Facts;
}

/** A count that adds up. @param column Its heading in the details file. @param noteAt Where its note stands, if it has one. */
export function summed(column?: string, noteAt = 0, noteText?: Note<number>["text"]): Fact<number> {
  return {
    stored: count,
    merge: sum,
    ...(column !== undefined && { columns: { [column]: itself } }),
    ...(noteText !== undefined && { note: { at: noteAt, text: noteText } }),
  };
}

export function itself<T>(value: T): T {
  return value;
}
