// What a dataset's rows are judged with: its evaluator and its postprocessors, made from its config.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import { isEmptyReference } from "../core/empty-reference.ts";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { Evaluator, Extraction, Postprocessor } from "../core/score.ts";
import type { Thinking } from "../core/thoughts.ts";
import { loadPart } from "./parts.ts";
import { wayOfAsking } from "./ways-of-asking.ts";

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
    throw new OcLocalError("CONFIG", `its evaluator cannot be made: ${errorMessage(error)}`, {
      at: { dataset: abbr },
      cause: error,
    });
  }
}

/** What the evaluator needs of a dataset row beside the reference. */
export async function neededColumns({ evaluate }: DatasetConfig): Promise<readonly string[]> {
  return (await openEvaluator(evaluate.evaluator)).columns ?? [];
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

/** The reference as it is compared, and whether there is one. @throws OcLocalError BAD_DATA for one that cannot be read. */
export function readReference(
  gold: JsonValue,
  { ofReference, needsNoReference }: Pick<EvaluationParts, "ofReference" | "needsNoReference">,
): { reference: JsonValue; isLacking: boolean } {
  if (!needsNoReference && isEmptyReference(gold)) return { reference: gold, isLacking: true };
  const reference = ofReference === undefined ? gold : ofReference(gold).answer;
  return { reference, isLacking: !needsNoReference && isEmptyReference(reference) };
}
