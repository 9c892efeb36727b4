// One row of a dataset, judged: its stored prediction through the postprocessor to the evaluator.

import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { pyStr } from "../../core/python-text.ts";
import type { RowRecord } from "../../core/record.ts";
import type { Extraction, Score } from "../../core/score.ts";
import { type Answered, type Thought, withoutThoughts } from "../../core/thoughts.ts";
import { type EvaluationParts, readReference } from "../../plan/evaluation-parts.ts";

export interface ScoredRow {
  score: Score;
  extraction: Extraction | undefined;
  /** As the model gave it; several texts under self-consistency. */
  raw: JsonValue;
  /** It was taken out before anything was extracted. */
  thought?: Thought | undefined;
  /** What was compared with the reference. */
  answer: JsonValue;
  reference: JsonValue;
  /** There is nothing to compare with: the row is neither right nor wrong, nor did anything fail. */
  lacksReference?: true;
  /** As it stands in the result file. */
  detail: JsonObject;
}

/** @throws OcLocalError naming dataset and row, where a part of the evaluation fails. */
export function scoreRow(record: RowRecord | undefined, parts: EvaluationParts, abbr: string): ScoredRow {
  if (record === undefined) return unmeasured("it has no answer yet", null);
  const { evaluator } = parts;
  try {
    const { reference, isLacking } = readReference(record.gold, parts);
    if (record.failed !== undefined) return { ...unmeasured(record.failed, record.gold), ...(isLacking && lacking) };
    // Perplexities of texts are stored as upstream names them.
    const raw = record.prediction.prediction ?? record.prediction.ppl ?? null;
    const { answer: given, thought } = answered(raw, record, parts);
    const extraction = thought === "unclosed" ? extractFromCut(given, parts) : extract(given, parts);
    const answer = extraction === undefined ? given : extraction.answer;
    const score: Score = isLacking
      ? { kind: "unscored", reason: noReference }
      : requireMeasured(
          evaluator.score({ prediction: answer, reference, ...(record.columns && { row: record.columns }) }),
        );
    const row = { score, extraction, raw, thought, answer, reference };
    return { ...row, ...(isLacking && lacking), detail: describe(row) };
  } catch (error) {
    // A config's own function may throw anything; the dataset then has no score, the others still do.
    const own = error instanceof OcLocalError ? error : undefined;
    throw new OcLocalError(own?.code ?? "EVALUATION", `${abbr}, row ${record.row}: ${errorMessage(error)}`, {
      cause: error,
      ...(own?.hint !== undefined && { hint: own.hint }),
    });
  }
}

const noReference = "no reference";
const lacking = { lacksReference: true } as const;

/** A row that is not asked, because it has no reference. */
export function unaskedRow(): ScoredRow {
  return { ...unmeasured(`${noReference}, not asked`, null), ...lacking };
}

function unmeasured(reason: string, reference: JsonValue): ScoredRow {
  const score: Score = { kind: "unscored", reason };
  return { score, extraction: undefined, raw: null, answer: null, reference, detail: { unscored: reason } };
}

/** NaN is neither right nor wrong. */
function requireMeasured(score: Score): Score {
  if (score.kind === "unscored" || Number.isFinite(score.value)) return score;
  return { kind: "unscored", reason: `its score is ${score.value}, not a number` };
}

/** Undefined where nothing is extracted: the stored prediction is the answer (the label of a PPL question). */
function extract(raw: JsonValue, { ofPrediction, votes, thinking }: EvaluationParts): Extraction | undefined {
  if (votes && Array.isArray(raw)) return mostFrequent(raw.map(asText).map(ofPrediction ?? asIs));
  if (ofPrediction !== undefined) return ofPrediction(asText(raw));
  // What stands outside of the thoughts is what was looked for.
  return thinking === undefined ? undefined : { answer: raw, extracted: raw !== "" };
}

function answered(raw: JsonValue, { prediction }: RowRecord, { thinking }: EvaluationParts): Answered {
  return thinking === undefined ? { answer: raw } : withoutThoughts(raw, thinking, prediction.origin_prompt);
}

/** Where the thought was all there is, nothing is extracted, whatever a postprocessor makes of no text. */
function extractFromCut(given: JsonValue, parts: EvaluationParts): Extraction | undefined {
  const extraction = extract(given, parts);
  if (given !== "" || extraction === undefined) return extraction;
  return { answer: typeof extraction.answer === "string" ? "" : extraction.answer, extracted: false };
}

/** Self-consistency: ties go to the answer seen first. */
function mostFrequent(extractions: Extraction[]): Extraction {
  const votes = (candidate: Extraction) => extractions.filter(({ answer }) => answer === candidate.answer).length;
  return extractions.reduce((best, candidate) => (votes(candidate) > votes(best) ? candidate : best));
}

function asIs(text: string): Extraction {
  return { answer: text, extracted: true };
}

function describe({ raw, thought, answer, reference, score, extraction }: Omit<ScoredRow, "detail">): JsonObject {
  const judged = { pred: answer, answer: reference, ...(thought !== undefined && { thought }) };
  const base = raw === answer ? judged : { raw, ...judged };
  if (score.kind === "unscored") return { ...base, unscored: score.reason };
  const correct = score.value === 1 || score.value === 0 ? score.value === 1 : score.value;
  return { ...base, correct, ...describeExtraction(extraction) };
}

/** How the answer was found, where one had to be looked for: `extracted` is stored only when nothing was. */
function describeExtraction(extraction: Extraction | undefined): JsonObject {
  if (extraction === undefined) return {};
  const { rule, extracted } = extraction;
  return { ...(rule !== undefined && { rule }), ...(!extracted && { extracted }) };
}

function asText(value: JsonValue): string {
  return typeof value === "string" ? value : pyStr(value);
}
