// One row of a run beside OpenCompass's: prompts to the byte, PPL within a bound, the choice, the text.

import { createHash } from "node:crypto";
import { pythonJson } from "../../../src/config/prompt-hash.ts";
import { readGguf } from "../../../src/engines/gguf.ts";
import { readsGeluTable } from "../../../src/engines/scoring-error.ts";
import type { FoundModel } from "./find-model.ts";
import type { GeneratedRow, ScoredRow } from "./reference-file.ts";

export interface Bounds {
  /** Nats a token, by which a PPL may differ. */
  ppl: number;
  /** Nats within which the two best tokens of an answer are a near tie. */
  tie: number;
}

export interface RowVerdict {
  prompts: { equal: number; all: number };
  /** Largest difference of a PPL; null for generated rows. */
  ppl: number | null;
  /** What differs, in words. */
  failures: string[];
  /** Choices that differ where OpenCompass's own values leave it open. */
  nearTies: string[];
  /** A generated text that differs. */
  turn: { ours: string; theirs: string } | null;
}

/** docs/exactness.md E17.1 */
export async function boundsOf({ path, isF32 }: FoundModel): Promise<Bounds> {
  if (!isF32) return { ppl: 0.05, tie: 0.7 };
  const { architecture } = await readGguf(path);
  return { ppl: readsGeluTable(architecture, "llama") ? 0.001 : 0.0001, tie: 0.05 };
}

/** @param stored As the run's file of predictions has it. */
export function compareScored(
  stored: Record<string, unknown>,
  { labels, prediction }: ScoredRow,
  bounds: Bounds,
): RowVerdict {
  const verdict: RowVerdict = { prompts: { equal: 0, all: 0 }, ppl: 0, failures: [], nearTies: [], turn: null };
  for (const [label, { ppl, prompt_sha }] of Object.entries(labels)) {
    const found = stored[`label: ${label}`] as { prompt?: unknown; PPL?: number } | undefined;
    countPrompt(verdict, `the prompt of ${label}`, hashOfText(found?.prompt) === prompt_sha);
    const difference = Math.abs((found?.PPL ?? Number.NaN) - ppl);
    verdict.ppl = Math.max(verdict.ppl ?? 0, difference);
    if (!(difference <= bounds.ppl))
      verdict.failures.push(`PPL of ${label} is ${found?.PPL}, not ${ppl}: ${difference.toFixed(6)} apart`);
  }
  if (String(stored.prediction) !== String(prediction)) {
    const chosen = labels[String(stored.prediction)]?.ppl ?? Number.NaN;
    const margin = Math.abs(chosen - (labels[String(prediction)]?.ppl ?? Number.NaN));
    const words = `chooses ${stored.prediction}, not ${prediction}: ${margin.toFixed(6)} apart`;
    (margin <= 2 * bounds.ppl ? verdict.nearTies : verdict.failures).push(words);
  }
  return verdict;
}

export function compareGenerated(stored: Record<string, unknown>, { prompt_sha, text }: GeneratedRow): RowVerdict {
  const verdict: RowVerdict = { prompts: { equal: 0, all: 0 }, ppl: null, failures: [], nearTies: [], turn: null };
  countPrompt(verdict, "the prompt", hashOfJson(stored.origin_prompt) === prompt_sha);
  const ours = String(stored.prediction);
  if (withoutCutCharacter(ours) !== withoutCutCharacter(text)) verdict.turn = { ours, theirs: text };
  return verdict;
}

function countPrompt(verdict: RowVerdict, what: string, isEqual: boolean): void {
  verdict.prompts.all += 1;
  if (isEqual) verdict.prompts.equal += 1;
  else verdict.failures.push(`${what} is not OpenCompass's`);
}

export function hashOfText(prompt: unknown): string {
  return createHash("sha256").update(String(prompt)).digest("hex").slice(0, 16);
}

/** Of what is generated from, a text or messages: hashed as json.dumps(sort_keys=True, ensure_ascii=False) writes it. */
export function hashOfJson(prompt: unknown): string {
  return hashOfText(unescaped(pythonJson(prompt)));
}

function unescaped(json: string): string {
  return json.replace(/\\(?:u([0-9a-f]{4})|.)/g, (written, hex?: string) => {
    const unit = hex === undefined ? 0 : Number.parseInt(hex, 16);
    return unit >= 0x7f ? String.fromCharCode(unit) : written;
  });
}

/** A text that is cut by length may end inside a character. */
function withoutCutCharacter(text: string): string {
  return text.replace(/\ufffd+$/, "");
}
