// One row of a dataset, judged: its stored prediction through the postprocessor to the evaluator.

import type { DatasetConfig } from "../../config/dataset-schema.ts";
import { isEmptyReference } from "../../core/empty-reference.ts";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { pyStr } from "../../core/python-text.ts";
import type { RowRecord } from "../../core/record.ts";
import type { Evaluator, Extraction, Postprocessor, Score } from "../../core/score.ts";
import { type Answered, type Thinking, type Thought, withoutThoughts } from "../../core/thoughts.ts";
import { loadPart } from "../plan/parts.ts";
import { wayOfAsking } from "../plan/ways-of-asking.ts";

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

/** References may be of any type; those of text datasets are text. */
type ReferencePostprocessor = (reference: JsonValue) => Extraction;

export interface EvaluationParts {
  evaluator: Evaluator;
  ofPrediction: Postprocessor | undefined;
  ofReference: ReferencePostprocessor | undefined;
  /** Several predictions per row; their most frequent answer is scored. */
  votes: boolean;
  /** Rows without a reference have a score too. */
  needsNoReference: boolean;
  /** What is taken out of generated answers first; undefined: nothing. */
  thinking: Thinking | undefined;
}

/** Also called before inference, so that a misspelt name or option is refused before any model loads. */
export async function openParts(config: DatasetConfig, thinking?: Thinking): Promise<EvaluationParts> {
  const { abbr, reader, evaluate } = config;
  try {
    const evaluator = await openEvaluator(evaluate.evaluator);
    // What a config's own evaluator makes of a dataset without an answer column is its matter.
    const isItsMatter = typeof evaluate.evaluator.type !== "string" && reader.outputColumn === null;
    return {
      evaluator,
      needsNoReference: evaluate.emptyReferences === true || evaluator.ignoresReference === true || isItsMatter,
      ofPrediction: await openPostprocessor(evaluate.predPostprocessor),
      ofReference: (await openPostprocessor(evaluate.datasetPostprocessor)) as ReferencePostprocessor | undefined,
      votes: evaluate.scSize !== undefined,
      // Labels that a model chose among hold no thoughts.
      thinking: wayOfAsking(config).generates ? thinking : undefined,
    };
  } catch (error) {
    if (error instanceof OcLocalError) throw error;
    throw new OcLocalError("CONFIG", `${abbr}: its evaluator cannot be made: ${errorMessage(error)}`, { cause: error });
  }
}

async function openEvaluator({ type, ...given }: DatasetConfig["evaluate"]["evaluator"]): Promise<Evaluator> {
  if (typeof type !== "string") return (type as unknown as (options: unknown) => Evaluator)(given);
  type EvaluatorModule = { createEvaluator(options: unknown): Evaluator };
  const { module, options } = await loadPart<EvaluatorModule>("evaluators", { type, ...given });
  return module.createEvaluator(options);
}

async function openPostprocessor(
  spec: DatasetConfig["evaluate"]["predPostprocessor"],
): Promise<Postprocessor | undefined> {
  if (spec === undefined) return undefined;
  const { type, ...given } = spec;
  if (typeof type === "string") {
    type PostprocessorModule = { createPostprocessor(options: unknown): Postprocessor };
    const { module, options } = await loadPart<PostprocessorModule>("postprocess", { type, ...given });
    return module.createPostprocessor(options);
  }
  // A function of a config takes the text and returns the answer, as upstream's do.
  const extract = type as unknown as (text: string, options: unknown) => JsonValue;
  return (text) => {
    const answer = extract(text, given);
    if (answer === undefined)
      throw new OcLocalError(
        "EVALUATION",
        `its postprocessor returned nothing for ${JSON.stringify(text.slice(0, 80))}`,
      );
    return { answer, extracted: answer !== "" && answer !== null };
  };
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
      : requireMeasured(evaluator.score({ prediction: answer, reference }));
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

/** The reference as it is compared, and whether there is one. @throws OcLocalError BAD_DATA for one that cannot be read. */
export function readReference(
  gold: JsonValue,
  { ofReference, needsNoReference }: Pick<EvaluationParts, "ofReference" | "needsNoReference">,
): { reference: JsonValue; isLacking: boolean } {
  if (!needsNoReference && isEmptyReference(gold)) return { reference: gold, isLacking: true };
  const reference = ofReference === undefined ? gold : ofReference(gold).answer;
  return { reference, isLacking: !needsNoReference && isEmptyReference(reference) };
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
