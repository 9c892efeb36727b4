// Fields of one stored row: OpenCompass's prediction object, and whether its result says right or wrong.

import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { StoredLabel, StoredRow } from "../../core/stored-row.ts";
import type { RowDetail } from "./stored-results.ts";

export interface DescribedPrediction {
  prompt: JsonValue;
  labels: StoredLabel[];
  output?: JsonValue;
  gold?: JsonValue;
}

/** @param detail Fills in where the predictions are gone. */
export function describePrediction(prediction: JsonObject, detail: RowDetail | undefined): DescribedPrediction {
  const labels = Object.entries(prediction).flatMap(([key, value]) => {
    return key.startsWith("label: ") && isObject(value) ? [describeLabel(key.slice("label: ".length), value)] : [];
  });
  // Of a PPL row OpenCompass's details keep the labels here, not an output.
  const raw = detail?.raw === undefined || isObject(detail.raw) ? undefined : detail.raw;
  const output = prediction.prediction ?? raw ?? detail?.answer;
  return {
    prompt: prediction.origin_prompt ?? detail?.prompt ?? null,
    labels,
    ...(output !== undefined && { output }),
    ...(prediction.gold !== undefined && { gold: prediction.gold }),
  };
}

function describeLabel(label: string, fields: JsonObject): StoredLabel {
  const text = (key: string) => (typeof fields[key] === "string" ? fields[key] : "");
  const values = Object.entries(fields).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  const prompt = text("prompt");
  return { label, input: text("testing input") || prompt, prompt, values: Object.fromEntries(values) };
}

/** Scores between 0 and 1 are partly right, others are measures such as a perplexity. */
export function judge(detail: RowDetail | undefined): Pick<StoredRow, "verdict" | "score" | "reason"> {
  if (detail === undefined) return { verdict: "unknown" };
  if (detail.unscored !== undefined) return { verdict: "unscored", reason: detail.unscored };
  const { correct } = detail;
  if (correct === true || correct === 1) return { verdict: "right" };
  if (correct === false || correct === 0) return { verdict: "wrong" };
  if (typeof correct !== "number") return { verdict: "unknown" };
  return { verdict: correct > 0 && correct < 1 ? "partial" : "measured", score: correct };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
