// What is kept of a row that one side answered until the other side has: its trace, what it chose or answered, and whether that
// is right.

import type { RowTrace } from "../../ask/row-trace.ts";
import type { JsonValue } from "../../core/json.ts";
import type { RowRecord } from "../../core/record.ts";
import type { ScoredRow } from "../../judge/evaluate/score-row.ts";

export interface AnsweredRow {
  trace: RowTrace;
  /** The row's options, which its first requests belong to; empty where nothing is chosen. */
  options: string[];
  /** The option chosen, by the dataset's own scoring convention; null without options. */
  chosen: string | null;
  /** What it was chosen by, one value per option. */
  values: number[];
  /** What the values are, such as `ppl`; null without options. */
  convention: string | null;
  /** The option, or what was extracted from generated text; absent where a row has no answer (a text's perplexity). */
  answer?: JsonValue;
  /** Null where the row is neither right nor wrong. */
  isRight: boolean | null;
}

export function answeredRow(record: RowRecord, trace: RowTrace, scored: ScoredRow): AnsweredRow {
  const { score } = scored;
  const isRight = score.kind === "scored" && (score.value === 1 || score.value === 0) ? score.value === 1 : null;
  const choice = choiceOf(record);
  if (choice !== undefined) return { trace, ...choice, answer: choice.chosen, isRight };
  const isGenerated = trace.requests.some(({ generated }) => generated !== undefined);
  const none = { options: [], chosen: null, values: [], convention: null };
  return { trace, ...none, isRight, ...(isGenerated && { answer: scored.answer }) };
}

type Choice = Pick<AnsweredRow, "options" | "values" | "convention"> & { chosen: string };

/** Of labels, or of the choices of CLP. */
function choiceOf({ scores, prediction }: RowRecord): Choice | undefined {
  if (scores !== undefined) {
    const { labels: options, convention, values, predictions } = scores;
    return { options, chosen: predictions[convention] as string, values: values[convention] ?? [], convention };
  }
  const { choices, pred_label: at, prediction: probabilities } = prediction;
  if (!Array.isArray(choices) || typeof at !== "number" || !Array.isArray(probabilities)) return undefined;
  const options = choices.map(String);
  return { options, chosen: options[at] as string, values: probabilities.map(Number), convention: "clp" };
}
