// What is counted beside a score, as a result file holds it: checked as far as tables and notes rely on it. Later versions may add
// fields; a folder may be a stranger's.

import { z } from "zod";
import { type AlarmCode, alarmTitles } from "../../core/alarm.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import { thinkingSchema } from "../../core/thoughts.ts";

const count = z.int().min(0);
const text = z.string();

const alarm = z.looseObject({
  code: z.enum(Object.keys(alarmTitles) as AlarmCode[]),
  message: text,
  numbers: z.record(text, z.number()),
});

/** Of one score. Results of earlier versions have less of it. */
const scoreFields = {
  rightShare: text.exactOptional(),
  correct: count.exactOptional(),
  wrong: count.exactOptional(),
  unscoredReasons: z.record(text, count).exactOptional(),
  chance: z.looseObject({ expected: z.number(), low: z.number(), high: z.number() }).exactOptional(),
  alarms: z.array(alarm).exactOptional(),
};

const convention = z.enum(Object.keys(scoringConventions) as ScoringConvention[]);
const conventionResult = z.union([
  z.looseObject({ missing: text }),
  z.looseObject({
    metrics: z.record(text, z.number()),
    n: count.exactOptional(),
    unscored: count.exactOptional(),
    ...scoreFields,
  }),
]);

export const factsSchema = z.looseObject({
  n: count,
  unscored: count,
  ...scoreFields,
  convention: convention.exactOptional(),
  conventions: z.partialRecord(convention, conventionResult).exactOptional(),
  compat: z.literal("opencompass").exactOptional(),
  differs: z.looseObject({ shots: count, frontMask: count }).exactOptional(),
  withoutReference: count.exactOptional(),
  unmatchedReferences: count.exactOptional(),
  extracted: count.exactOptional(),
  thinking: thinkingSchema.exactOptional(),
  thoughts: count.exactOptional(),
  unclosedThoughts: count.exactOptional(),
  tagsLeftIn: count.exactOptional(),
  cutByLength: count.exactOptional(),
  truncatedPrompts: count.exactOptional(),
  droppedShots: count.exactOptional(),
  deviating: count.exactOptional(),
  source: text.exactOptional(),
  partial: z.looseObject({ rows: count, of: count }).exactOptional(),
});
