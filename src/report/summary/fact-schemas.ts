// How facts are held in a result file. Results of earlier versions have fewer of them.

import { z } from "zod";
import { type AlarmCode, alarmTitles } from "../../core/alarm.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import type { Facts } from "./facts.ts";

export const count = z.int().min(0);
export const text = z.string();

export const alarmSchema = z.object({
  code: z.enum(Object.keys(alarmTitles) as AlarmCode[]),
  message: text,
  numbers: z.record(text, z.number()),
});

export const conventionSchema = z.enum(Object.keys(scoringConventions) as ScoringConvention[]);

type Conventions = Required<Facts>["conventions"];

/** @param ofScore The form of what belongs to a score. */
export function conventionsSchema(ofScore: z.ZodRawShape) {
  const scored = z.object({ metrics: z.record(text, z.number()), ...ofScore });
  const result = z.union([z.object({ missing: text }), scored]);
  return z.partialRecord(conventionSchema, result) as unknown as z.ZodType<Conventions>;
}

/** Of facts that a result may lack. */
export function shapeOf(
  table: Partial<Record<keyof Facts, { stored?: z.ZodType }>>,
  keys: readonly string[] = Object.keys(table),
) {
  const stored = Object.entries(table).filter(([key]) => keys.includes(key));
  return Object.fromEntries(stored.flatMap(([key, { stored }]) => (stored ? [[key, z.exactOptional(stored)]] : [])));
}
