// Whether a reference can be right at all where the answer is one of several options: some option, given as the answer, must get
// something from the evaluator. "b" beside the options A to D never does, and every model would be wrong.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import type { Row } from "../core/dataset.ts";
import { isEmptyReference } from "../core/empty-reference.ts";
import type { JsonValue } from "../core/json.ts";
import type { PartFolder } from "../core/parts.ts";
import { pyStr } from "../core/python-text.ts";
import type { AnswerOptions, ScoredSample } from "../core/score.ts";
import type { PartSpec } from "../core/spec.ts";
import { type EvaluationParts, readReference } from "./evaluation-parts.ts";
import { loadPart } from "./parts.ts";

/** What a row can be answered with. */
export interface RowOptions {
  /** What a reference is that is none of them, in words. */
  otherwise: string;
  /** As evaluators get them; null: what is found in a text that is nothing but the reference. */
  answers: readonly JsonValue[] | null;
}

/** Of a dataset; a config's own evaluator is not asked about answers that nobody gave. */
export async function openOptionCheck(config: DatasetConfig, parts: EvaluationParts): Promise<OptionCheck | undefined> {
  const { type } = config.evaluate.evaluator;
  return typeof type === "string" ? new OptionCheck(parts, type, await generatedOptions(config)) : undefined;
}

/** The options a generated answer is searched for; undefined where answers are free text. */
async function generatedOptions({ evaluate }: DatasetConfig): Promise<AnswerOptions | undefined> {
  return (
    (await optionsOfPart("postprocess", evaluate.predPostprocessor)) ??
    (await optionsOfPart("evaluators", evaluate.evaluator))
  );
}

async function optionsOfPart(
  folder: PartFolder,
  { type, ...given }: Partial<PartSpec> = {},
): Promise<AnswerOptions | undefined> {
  if (typeof type !== "string") return undefined;
  type LetterModule = { answerOptions?(options: unknown): AnswerOptions | undefined };
  const { module, options } = await loadPart<LetterModule>(folder, { type, ...given });
  return module.answerOptions?.(options);
}

/** References that were looked at; the options of choice questions are few. */
const mostRemembered = 1000;

export class OptionCheck {
  readonly #parts: EvaluationParts;
  readonly #evaluator: string;
  readonly #generated: AnswerOptions | undefined;
  readonly #known = new Map<string, boolean>();

  /** @param generated Of a dataset whose answers are generated. */
  constructor(parts: EvaluationParts, evaluator: string, generated: AnswerOptions | undefined) {
    this.#parts = parts;
    this.#evaluator = evaluator;
    this.#generated = generated;
  }

  /**
   * What a row can be answered with; undefined where its answer is free.
   * @param labels Of a scored row. @param choices Of a row answered by probabilities.
   */
  optionsOf(labels: readonly JsonValue[] | undefined, choices: JsonValue | undefined): RowOptions | undefined {
    const { ofPrediction } = this.#parts;
    if (labels !== undefined && labels.length > 0) {
      const answers = labels.map((label) => ofPrediction?.(pyStr(label)).answer ?? label);
      return { otherwise: noneOf(labels.map(pyStr)), answers };
    }
    if (Array.isArray(choices)) return this.#evaluator === "auc-roc" ? placesOf(choices) : undefined;
    if (this.#generated === undefined) return undefined;
    if ("of" in this.#generated) return { otherwise: `no ${this.#generated.of}`, answers: null };
    return { otherwise: noneOf(this.#generated.letters), answers: this.#generated.letters };
  }

  /** @throws OcLocalError BAD_DATA for a reference that cannot be read. */
  isUnmatched(gold: JsonValue, { answers }: RowOptions, row: Row | undefined): boolean {
    const key = JSON.stringify([gold, answers]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { reference } = readReference(gold, this.#parts);
    // Where it is an answer, nothing is what is found in a text without any option.
    if (isEmptyReference(reference)) return false;
    const candidates = answers ?? this.#foundIn(reference);
    const isUnmatched = !candidates.some((answer) =>
      this.#canBeRight({ prediction: answer, reference, ...(row && { row }) }),
    );
    if (this.#known.size < mostRemembered) this.#known.set(key, isUnmatched);
    return isUnmatched;
  }

  #canBeRight(sample: ScoredSample): boolean {
    const score = this.#parts.evaluator.score(sample);
    return score.kind === "unscored" || score.value > 0;
  }

  #foundIn(reference: JsonValue): JsonValue[] {
    const found = this.#parts.ofPrediction?.(pyStr(reference));
    return found?.extracted === true ? [found.answer] : [];
  }
}

/** A choice is right by its place. */
function placesOf(choices: readonly JsonValue[]): RowOptions {
  const certain = (place: number) => choices.map((_, other) => (other === place ? 1 : 0));
  return {
    otherwise: noneOf(choices.map((_, place) => String(place))),
    answers: choices.map((_, place) => certain(place)),
  };
}

/** "none of A, B, C, D", "none of A to Z". */
function noneOf(options: readonly string[]): string {
  const few = 8;
  return `none of ${options.length <= few ? options.join(", ") : `${options[0]} to ${options.at(-1)}`}`;
}

export interface UnmatchedReferences {
  count: number;
  /** The first of them. */
  row: number;
  reference: JsonValue;
  /** Of `RowOptions`. */
  otherwise: string;
}

/** @param of References of the dataset. */
export function describeUnmatched({ count, row, reference, otherwise }: UnmatchedReferences, of: number): string {
  const text = JSON.stringify(reference);
  const short = [...text].length > 40 ? `${[...text].slice(0, 39).join("")}…` : text;
  return `${count} of ${of} references are ${otherwise}; the first is ${short} (row ${row})`;
}
