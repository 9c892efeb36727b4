// What a stored answer depends on, as a key of three parts, so that a row whose key is another one can say why it is asked
// again. The reference is no part: it decides what an answer is worth, not the answer. The same keys address answers across runs.

import { bytesOf, fingerprint } from "../../core/fingerprint.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Question } from "../../inferencers/inferencer.ts";

export interface RowKeyParts {
  question: Question;
  /** Over size, header (with it the tokenizer) and sampled blocks of the weights, and over adapters. */
  modelFingerprint: string;
  /** Number format of the KV cache as the model's settings ask for it: it changes log-probabilities. */
  kvCacheType: string;
  /** As the model's settings ask for it; absent for engines that leave no choice. */
  flashAttention?: FlashSetting | undefined;
  /** Under --deterministic: what decides rounding (deterministic.ts). */
  rounding?: JsonValue | undefined;
}

/** Hex parts with a dash between: model, prompt (as shown and as token ids), settings of scoring or sampling. */
export function rowKey({ question, modelFingerprint, kvCacheType, flashAttention, rounding }: RowKeyParts): string {
  const { kind, requests, fitted, basis = null } = question;
  const tokens = requests.map((request) => bytesOf(request.tokens));
  const shown = JSON.stringify(fitted.prompts.map(({ rendered }) => rendered.stored));
  const settings = requests.map(({ tokens: _tokens, ...rest }) => rest);
  const further = [attentionPart(kind, flashAttention), rounding].filter((part) => part !== undefined);
  return [
    modelPart(modelFingerprint),
    fingerprint(shown, ...tokens).slice(0, 32),
    fingerprint(JSON.stringify([kind, cachePart(kind, kvCacheType), basis, settings, ...further])).slice(0, 16),
  ].join("-");
}

/** Of 16, 32 and 16 hex digits with a dash between. */
export const keyLength = 66;
/** Earlier versions put 16 digits for the reference behind them. */
const lengthWithReference = 83;

/** A key as it was stored, by this version's rule. */
export function storedKey(key: string): string {
  return key.length === lengthWithReference ? key.slice(0, keyLength) : key;
}

type FlashSetting = boolean | "auto";

/** Left to the program, scores are exact, which they were not when "f16" was the default; generated texts are as they were. */
function cachePart(kind: Question["kind"], setting: string): string {
  if (setting !== "auto") return setting;
  return kind === "score" ? "exact" : "f16";
}

/** Scores without a word of it were computed with half precision sums wherever the CPU was faster so. */
function attentionPart(kind: Question["kind"], setting: FlashSetting | undefined): JsonValue | undefined {
  if (setting === undefined) return undefined;
  if (kind === "score") return { attention: setting === true ? "flash" : "exact" };
  return setting === "auto" ? undefined : { flash: setting };
}

/** The part of a key that names the model. */
export function modelPart(modelFingerprint: string): string {
  return fingerprint(modelFingerprint).slice(0, 16);
}

const partNames = ["model", "prompt", "settings"] as const;

/** For people: "the prompt changed", "the model and the prompt changed". @param now An empty key: the row cannot be asked. */
export function whatChanged(earlier: string, now: string): string {
  if (now === "") return "it can no longer be asked";
  const before = earlier.split("-");
  const after = now.split("-");
  if (before.length !== after.length) return "another version of oc-local stored it";
  const changed = partNames.filter((_, i) => before[i] !== after[i]).map((name) => `the ${name}`);
  return `${changed.join(" and ")} changed`;
}
