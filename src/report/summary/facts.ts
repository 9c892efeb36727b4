// What stands beside a score for people to judge it by: the fields, and a table that says of each how a result file holds it, what
// an average has of it, and how it is shown. A fact is added here and, where rows are counted, in judge/evaluate/row-facts.ts.

import { z } from "zod";
import { type Alarm, isNote } from "../../core/alarm.ts";
import type { ChanceLevel } from "../../core/compare-with-guessing.ts";
import { counted } from "../../core/counted.ts";
import type { Metrics } from "../../core/score.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import { type Thinking, thinkingSchema } from "../../core/thoughts.ts";
import { type Fact, itself, summed } from "./fact.ts";
import { alarmSchema, conventionSchema, conventionsSchema, count, shapeOf, text } from "./fact-schemas.ts";
import {
  alarmCodes,
  alarmNote,
  compatFootnote,
  correctedRows,
  differsFootnotes,
  partsNote,
  percent,
  reasonList,
  shareOfRows,
  sourceFootnotes,
  unscoredNote,
} from "./fact-text.ts";
import { compareTogether, meanShare, rowsOf, sharedLimit, sumOfKnown } from "./merge-facts.ts";

export interface Facts {
  /** Questions scored. */
  n: number;
  /** The metric that is the share of right answers; absent where there is none. */
  rightShare?: string;
  /** Right and wrong answers, where there is such a metric and every score is 0 or 1. */
  correct?: number;
  wrong?: number;
  /** Questions that could not be measured: they failed, have no answer, or the evaluator could not judge them. */
  unscored: number;
  /** How many for each reason, the most frequent first; the rarest together. */
  unscoredReasons?: Readonly<Record<string, number>>;
  /** Absent where it is not known. */
  chance?: ChanceLevel;
  /** Absent where there is no score to doubt. */
  alarms?: readonly Alarm[];
  /** The dataset's own limit of an answer's tokens, and the one that overruled it. */
  outLen?: { own: number; used: number };
  /** It is part of a set whose right answers are compared with guessing as a whole. */
  isPart?: true;
  /** 95 % interval of one of the dataset's metrics, in that metric's unit. */
  interval?: { metric: string; low: number; high: number };
  /** The metrics, by their titles, that right and wrong answers and the level of guessing belong to. Absent: none. */
  ofMetrics?: readonly string[];
  /** Answers a postprocessor could extract, and their share, 0 to 1; absent where nothing is extracted (PPL). */
  extracted?: number;
  extractedShare?: number;
  /** Answers cut at the token limit. */
  cutByLength?: number;
  /** Questions whose prompt lost tokens because it did not fit. */
  truncatedPrompts?: number;
  /** In-context examples left out because the prompt did not fit. */
  droppedShots?: number;
  /** Questions with a text longer than what the engine computes as the checkpoint does. */
  deviating?: number;
  /** Questions whose own text holds that of special tokens, which was read as these. */
  specialTexts?: number;
  /** Of an average: its datasets, and those among them with an alarm. */
  parts?: { total: number; withAlarm: number };
  /** Rows without a reference: neither scored nor unscored. */
  withoutReference?: number;
  /** References that no option can equal: every answer to them is wrong. */
  unmatchedReferences?: number;
  /** Of a model whose thoughts are taken out: how they are marked, answers with thoughts, and those whose thought has no end. */
  thinking?: Thinking;
  thoughts?: number;
  unclosedThoughts?: number;
  /** Answers with tags of thoughts, where none are taken out. */
  tagsLeftIn?: number;
  /** Tokens of all answers that were generated together; absent where none is (PPL), or it is not known. */
  generatedTokens?: number;
  /** Under --partial: the score is over so many of the rows; the others failed. */
  partial?: { rows: number; of: number };
  /** Of a stored run: where answers and references are from, unless they are those that were stored when it was asked. */
  source?: string;
  /** The convention of the dataset's own metrics; absent, as the following, where nothing is chosen by label. */
  convention?: ScoringConvention;
  conventions?: Partial<Record<ScoringConvention, ConventionResult>>;
  /** Those of them that the table does not show. */
  unshown?: ReadonlyMap<string, Unshown>;
  /** The rows were asked and scored OpenCompass's way. */
  compat?: "opencompass";
  /** Rows in which OpenCompass's way differs: labels of one see different numbers of examples, its log-likelihood picks another. */
  differs?: { shots: number; frontMask: number };
}

/** They belong to a score: a dataset read under several scoring conventions has them for each. */
const ofScore = ["n", "rightShare", "correct", "wrong", "unscored", "unscoredReasons", "chance", "alarms"] as const;
export const scoreKeys: ReadonlySet<string> = new Set(ofScore);
export type ScoreFacts = Pick<Facts, (typeof ofScore)[number]>;

/** The score under one convention with what belongs to it, or why there is none. */
export type ConventionResult = ({ metrics: Metrics } & ScoreFacts) | { missing: string };

/** The same of a convention that the table does not show, by titles as in the table. */
export type Unshown = { metrics: Metrics; facts: Facts } | { missing: string };

/** In the order of the details file's columns, which are only ever added: scripts read them by name. */
const table: { readonly [K in keyof Facts]-?: Fact<Required<Facts>[K]> } = {
  n: { ...summed("n"), beside: { title: "n", isBeforeScores: true, text: String } },
  interval: { columns: { interval_low: ({ low }) => low, interval_high: ({ high }) => high }, isOfMetrics: true },
  chance: {
    stored: z.object({ expected: z.number(), low: z.number(), high: z.number() }),
    merge: (_, parts) => compareTogether(parts)?.chance,
    columns: { chance: ({ expected }) => expected, chance_low: ({ low }) => low, chance_high: ({ high }) => high },
    isOfMetrics: true,
  },
  extractedShare: {
    merge: meanShare,
    columns: { extracted_share: itself },
    beside: { title: "extracted", text: percent },
  },
  extracted: { stored: count },
  rightShare: { stored: text },
  ofMetrics: {},
  correct: { stored: count, columns: { correct: itself }, isOfMetrics: true },
  wrong: { stored: count, columns: { wrong: itself }, isOfMetrics: true },
  unscored: summed("unscored", 140, unscoredNote),
  unscoredReasons: { stored: z.record(text, count), columns: { unscored_reasons: reasonList } },
  cutByLength: summed("cut_by_length", 60, (n, facts) => `${n} cut at the token limit (${shareOfRows(n, facts)})`),
  truncatedPrompts: summed("truncated_prompts", 100, (n) => `${counted(n, "prompt")} truncated`),
  droppedShots: summed("dropped_shots", 110, (n) => `${counted(n, "shot")} dropped`),
  alarms: {
    stored: z.array(alarmSchema),
    merge: (_, parts) => compareTogether(parts)?.alarms,
    columns: { alarms: alarmCodes },
    note: { at: 10, text: alarmNote },
  },
  isPart: {},
  outLen: {
    merge: sharedLimit,
    note: { at: 65, text: ({ own, used }) => `answers up to ${used} tokens, not the dataset's ${own}` },
  },
  parts: {
    merge: (_, parts) => ({
      total: parts.length,
      withAlarm: parts.filter(({ alarms = [] }) => !alarms.every(isNote)).length,
    }),
    columns: { parts_with_alarm: ({ withAlarm }) => withAlarm },
    note: { at: 20, text: partsNote },
  },
  withoutReference: summed("without_reference", 40, (n, facts) =>
    rowsOf(facts) > 0 ? `${n} without a reference` : "no references",
  ),
  unmatchedReferences: summed("unmatched_references", 50, (n) => `${counted(n, "reference")} of no option`),
  thinking: { stored: thinkingSchema },
  thoughts: {
    ...summed("thoughts", 80, (n) => `${counted(n, "answer")} with thoughts, taken out`),
    merge: sumOfKnown,
  },
  unclosedThoughts: {
    ...summed("unclosed_thoughts", 70, (n, facts) => `${counted(n, "unclosed thought")} (${shareOfRows(n, facts)})`),
    merge: sumOfKnown,
  },
  tagsLeftIn: summed(undefined, 90, (n) => `${counted(n, "answer")} with thinking tags left in (--thinking-tags)`),
  generatedTokens: { ...summed("generated_tokens"), merge: sumOfKnown },
  deviating: {
    ...summed(undefined, 115, (n) => `! ${counted(n, "question")} not computed as the checkpoint does (manifest.json)`),
    merge: sumOfKnown,
  },
  specialTexts: {
    ...summed(undefined, 118, (n) => `${counted(n, "question")} with special tokens in the text`),
    merge: sumOfKnown,
  },
  partial: {
    stored: z.object({ rows: count, of: count }),
    note: { at: 30, text: ({ rows, of }) => `partial: ${rows} of ${of} rows` },
  },
  source: { stored: text, footnotes: sourceFootnotes },
  convention: { stored: conventionSchema },
  conventions: { stored: z.lazy(() => conventionsSchema(shapeOf(table, ofScore))) },
  unshown: {},
  compat: {
    stored: z.literal("opencompass"),
    note: { at: 120, text: () => "OpenCompass's way" },
    footnotes: compatFootnote,
  },
  differs: {
    stored: z.object({ shots: count, frontMask: count }),
    note: { at: 130, text: correctedRows },
    footnotes: differsFootnotes,
  },
};

export const factEntries = Object.entries(table) as unknown as readonly [keyof Facts, Fact<unknown>][];

/** Checked as far as tables and notes rely on it: a folder may be a stranger's. What later versions add is left out. */
export const factsSchema = z.object({ ...shapeOf(table), n: count, unscored: count }) as unknown as z.ZodType<Facts>;
