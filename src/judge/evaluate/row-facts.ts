// How rows were asked and read: the same under every scoring convention. A table says what one row adds to each fact. Right, wrong and
// unscored are three things; an answer that could not be extracted is wrong, as upstream counts it, and is counted a second time.

import type { RowFacts, RowRecord } from "../../core/record.ts";
import { mentionedTags, type Thinking } from "../../core/thoughts.ts";
import type { Facts } from "../../report/summary/facts.ts";
import type { ScoredRow } from "./score-row.ts";

interface JudgedRow extends Partial<Pick<ScoredRow, "extraction" | "lacksReference" | "thought" | "raw">> {
  /** What is taken out of answers. */
  thinking: Thinking | undefined;
  /** Of a row that was asked. */
  asked?: RowFacts | undefined;
}

/** Numbers add up; undefined: the row is none of those among which is counted. In the order of the result file. */
const ofRow: { [K in keyof Facts]?: (row: JudgedRow) => Facts[K] } = {
  withoutReference: ({ lacksReference }) => (lacksReference ? 1 : undefined),
  extracted: ({ extraction }) => extraction && Number(extraction.extracted),
  thinking: ({ thinking }) => thinking,
  thoughts: ({ thinking, thought }) => thinking && Number(thought !== undefined),
  unclosedThoughts: ({ thinking, thought }) => thinking && Number(thought === "unclosed"),
  tagsLeftIn: ({ thinking, raw }) =>
    thinking === undefined && typeof raw === "string" && mentionedTags(raw) ? 1 : undefined,
  cutByLength: ({ asked }) => Number(asked?.finishReason === "length"),
  truncatedPrompts: ({ asked }) => Number((asked?.truncatedTokens ?? 0) > 0),
  droppedShots: ({ asked }) => asked?.droppedShots ?? 0,
  deviating: ({ asked }) => (asked?.deviates === true ? 1 : undefined),
  specialTexts: ({ asked }) => (asked?.holdsSpecial === true ? 1 : undefined),
  generatedTokens: ({ asked }) => asked?.generatedTokens || undefined,
};

const rowEntries = Object.entries(ofRow);

/** Looks at every row once. */
export class RowFactsCount {
  readonly #thinking: Thinking | undefined;
  readonly #facts: Map<string, unknown>;

  constructor(thinking?: Thinking) {
    this.#thinking = thinking;
    // What is told of no row at all is told.
    this.#facts = new Map(rowEntries.map(([key, of]) => [key, of({ thinking })]));
  }

  /** @param record Undefined for a row that was not asked. */
  add(record: RowRecord | undefined, { lacksReference, ...scored }: ScoredRow): void {
    const thinking = this.#thinking;
    const row = lacksReference ? { thinking, lacksReference } : { ...scored, thinking, asked: record?.facts };
    for (const [key, of] of rowEntries) {
      const value = of(row);
      if (typeof value === "number") this.#facts.set(key, value + Number(this.#facts.get(key) ?? 0));
    }
  }

  facts(): Partial<Facts> {
    return Object.fromEntries([...this.#facts].filter(([, value]) => value !== undefined));
  }
}
