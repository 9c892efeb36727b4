// What is counted beside the metrics of a dataset. Right, wrong and unscored are three things; an answer that could not be
// extracted is wrong, as upstream counts it, and is counted here a second time.

import type { RowRecord } from "../../core/record.ts";
import { mentionedTags, type Thinking } from "../../core/thoughts.ts";
import type { ConventionFacts } from "./score-conventions.ts";
import type { ScoreFacts } from "./score-facts.ts";
import type { ScoredRow } from "./score-row.ts";

/** Stored under `oc_local` in the result file. */
export interface EvaluationFacts extends ScoreFacts, ConventionFacts, AskingFacts {
  /** Under --partial: the score is over so many of the rows; the others failed. */
  partial?: { rows: number; of: number };
}

/** How the rows were asked and read: the same under every scoring convention. */
export interface AskingFacts {
  /** Rows without a reference: neither scored nor unscored. */
  withoutReference?: number;
  /** References that no option can equal: every answer to them is wrong. */
  unmatchedReferences?: number;
  /** Answers a postprocessor could extract; absent where none is used. */
  extracted?: number;
  /** Of a model whose thoughts are taken out: how they are marked, answers with thoughts, and those whose thought has no end. */
  thinking?: Thinking;
  thoughts?: number;
  unclosedThoughts?: number;
  /** Answers with tags of thoughts, where none are taken out. */
  tagsLeftIn?: number;
  cutByLength: number;
  truncatedPrompts: number;
  droppedShots: number;
  /** Rows with a text longer than what was computed as the checkpoint does. */
  deviating?: number;
  /** Of a stored run: where answers and references are from, unless they are those that were stored when it was asked. */
  source?: string;
}

/** Counts row by row. */
export class AskingFactsCount {
  readonly #thinking: Thinking | undefined;
  #thoughts = 0;
  #unclosed = 0;
  #tagsLeftIn = 0;
  #withoutReference = 0;
  #extractions = 0;
  #extracted = 0;
  #cutByLength = 0;
  #truncatedPrompts = 0;
  #droppedShots = 0;
  #deviating = 0;

  /** @param thinking What is taken out of answers. */
  constructor(thinking?: Thinking) {
    this.#thinking = thinking;
  }

  /** @param record Undefined for a row that was not asked. */
  add(
    record: RowRecord | undefined,
    scored: Pick<ScoredRow, "extraction" | "lacksReference" | "thought" | "raw">,
  ): void {
    const { extraction, lacksReference, thought, raw } = scored;
    if (lacksReference) {
      this.#withoutReference += 1;
      return;
    }
    if (extraction !== undefined) this.#extractions += 1;
    if (extraction?.extracted) this.#extracted += 1;
    if (this.#thinking === undefined && typeof raw === "string" && mentionedTags(raw)) this.#tagsLeftIn += 1;
    if (thought !== undefined) this.#thoughts += 1;
    if (thought === "unclosed") this.#unclosed += 1;
    if (record === undefined) return;
    const { finishReason, truncatedTokens, droppedShots, deviates } = record.facts;
    if (finishReason === "length") this.#cutByLength += 1;
    if (truncatedTokens > 0) this.#truncatedPrompts += 1;
    if (deviates === true) this.#deviating += 1;
    this.#droppedShots += droppedShots;
  }

  facts(): AskingFacts {
    return {
      ...(this.#withoutReference > 0 && { withoutReference: this.#withoutReference }),
      ...(this.#extractions > 0 && { extracted: this.#extracted }),
      ...(this.#thinking !== undefined && {
        thinking: this.#thinking,
        thoughts: this.#thoughts,
        unclosedThoughts: this.#unclosed,
      }),
      ...(this.#tagsLeftIn > 0 && { tagsLeftIn: this.#tagsLeftIn }),
      cutByLength: this.#cutByLength,
      truncatedPrompts: this.#truncatedPrompts,
      droppedShots: this.#droppedShots,
      ...(this.#deviating > 0 && { deviating: this.#deviating }),
    };
  }
}
