// The form of a reference: what OpenCompass asked, measured and stored, row by row, for one model asked in one way.

import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseJson } from "../../../src/data/json.ts";

const scoredRow = z.looseObject({
  row: z.int(),
  /** By label; the prompt's SHA-256, 16 digits. */
  labels: z.record(z.string(), z.looseObject({ ppl: z.number(), prompt_sha: z.string() })),
  prediction: z.union([z.string(), z.number()]),
});

const generatedRow = z.looseObject({
  row: z.int(),
  prompt_sha: z.string(),
  text: z.string(),
  max_new_tokens: z.int().positive(),
});

const referenceSchema = z.looseObject({
  model: z.string(),
  /** "base" or "chat", perhaps with a remark behind it. */
  kind: z.string().regex(/^(base|chat)\b/, 'begins with neither "base" nor "chat"'),
  datasets: z.record(
    z.string(),
    z.looseObject({ variant: z.string(), rows: z.array(z.union([scoredRow, generatedRow])).min(1) }),
  ),
});

export type ScoredRow = z.infer<typeof scoredRow>;
export type GeneratedRow = z.infer<typeof generatedRow>;
export type ReferenceRow = ScoredRow | GeneratedRow;

export interface Reference extends z.infer<typeof referenceSchema> {
  path: string;
}

export function isScored(row: ReferenceRow): row is ScoredRow {
  return "labels" in row;
}

export function kindOf({ kind }: Reference): "base" | "chat" {
  return kind.startsWith("base") ? "base" : "chat";
}

/** @throws Error that says what is wrong with the file. */
export function readReferenceFile(path: string): Reference {
  const parsed = referenceSchema.safeParse(parseJson(readFileSync(path, "utf8"), { path, line: 1 }, {}));
  if (parsed.success) return { ...parsed.data, path };
  throw new Error(`${path} is not of a reference's form: ${z.prettifyError(parsed.error)}`);
}
