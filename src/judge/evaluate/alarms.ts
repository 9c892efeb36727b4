// Looks at scored rows for signs that the score says nothing about the model: it is what guessing gets, or the answers are
// degenerate. What to try is said by the report, which knows how the model was asked.

import type { DatasetConfig } from "../../config/dataset-schema.ts";
import type { Alarm } from "../../core/alarm.ts";
import { compareWithGuessing } from "../../core/compare-with-guessing.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { strip } from "../../core/unicode.ts";
import type { ScoreFacts } from "../../report/summary/facts.ts";
import { guessRateOf } from "./guess-rates.ts";
import type { ScoredRow } from "./score-row.ts";
import { ValueCounts } from "./value-counts.ts";

/** More than this share of one answer. */
const sameAnswerShare = 0.9;
/** Fewer rows agree by accident. */
const sameAnswerRows = 10;
const emptyShare = 0.2;
const unextractedShare = 0.2;

export interface RightShare {
  name: string;
  /** The first of the dataset's metrics, which an alarm need not name. */
  isFirst: boolean;
}

/** Looks at every scored row once. */
export class AlarmSigns {
  readonly #chance: ChanceSigns;
  readonly #answers = new ValueCounts();
  readonly #references = new ValueCounts();
  #rows = 0;
  #empty = 0;
  #unextracted = 0;

  constructor(scoring: DatasetConfig["evaluate"]) {
    this.#chance = new ChanceSigns(scoring);
  }

  /** @param prediction What is stored of the row. */
  add(scored: ScoredRow, prediction: JsonObject): void {
    this.#chance.add(scored, prediction);
    this.#answers.add(JSON.stringify(givenAnswer(scored)));
    this.#references.add(JSON.stringify(scored.reference));
    this.#rows += 1;
    if (isEmpty(scored.raw)) this.#empty += 1;
    if (scored.extraction?.extracted === false) this.#unextracted += 1;
  }

  /**
   * The level of guessing, and everything about the score that needs a second look.
   *
   * @param share The metric that is the share of right answers, and whether it stands for the dataset; only that is compared with guessing.
   */
  facts(share: RightShare | undefined): Pick<ScoreFacts, "chance"> & { alarms: Alarm[] } {
    const { chance, alarm } = share === undefined ? {} : this.#chance.compare(share);
    const empty = this.#emptyAnswers();
    // Of an empty answer nothing is extracted either: one alarm says it.
    const degenerate = [this.#sameAnswer(), empty, empty === undefined ? this.#fewExtracted() : undefined];
    return {
      ...(chance !== undefined && { chance }),
      alarms: [alarm, ...degenerate].filter((found) => found !== undefined),
    };
  }

  /** Where the references are as uniform, the answers may be right. */
  #sameAnswer(): Alarm | undefined {
    const rows = this.#rows;
    if (rows < sameAnswerRows) return undefined;
    const { value = "null", count } = this.#answers.most();
    const references = this.#references.most().count;
    const limit = sameAnswerShare * rows;
    if (count <= limit || references > limit || isEmpty(JSON.parse(value) as JsonValue)) return undefined;
    const short = [...value].length > 40 ? `${[...value].slice(0, 39).join("")}…` : value;
    return {
      code: "same_answer",
      message: `${short} in ${count} of ${rows}, the commonest reference in ${references}`,
      numbers: { count, references, rows },
    };
  }

  #emptyAnswers(): Alarm | undefined {
    const [count, rows] = [this.#empty, this.#rows];
    if (count <= emptyShare * rows) return undefined;
    return { code: "empty_answers", message: `${count} of ${rows} empty`, numbers: { count, rows } };
  }

  #fewExtracted(): Alarm | undefined {
    const [count, rows] = [this.#unextracted, this.#rows];
    if (count <= unextractedShare * rows) return undefined;
    return { code: "few_extracted", message: `none in ${count} of ${rows}`, numbers: { count, rows } };
  }
}

/** Compares with guessing, unless answers can be half right or a row's rate is not known. */
class ChanceSigns {
  readonly #rateOf: ReturnType<typeof guessRateOf>;
  /** How many scored rows are guessed at each rate; undefined once there is nothing to compare. */
  #rates: Map<number, number> | undefined = new Map();
  #correct = 0;

  constructor(scoring: DatasetConfig["evaluate"]) {
    this.#rateOf = guessRateOf(scoring);
  }

  add({ score, reference }: ScoredRow, prediction: JsonObject): void {
    if (score.kind === "unscored" || this.#rates === undefined) return;
    const rate = this.#rateOf({ prediction, reference });
    if (rate === undefined || (score.value !== 0 && score.value !== 1)) {
      this.#rates = undefined;
      return;
    }
    this.#rates.set(rate, (this.#rates.get(rate) ?? 0) + 1);
    this.#correct += score.value;
  }

  compare({ name, isFirst }: RightShare): Partial<ReturnType<typeof compareWithGuessing>> {
    if (this.#rates === undefined || this.#rates.size === 0) return {};
    const rates = [...this.#rates].flatMap(([rate, count]) => new Array<number>(count).fill(rate));
    const { chance, alarm } = compareWithGuessing(this.#correct, rates);
    if (alarm === undefined) return { chance };
    return { chance, alarm: isFirst ? alarm : { ...alarm, message: `${name} ${alarm.message}` } };
  }
}

/** The fallback of an extraction that found nothing is no answer; the text is. */
function givenAnswer({ extraction, raw, answer }: ScoredRow): JsonValue {
  return extraction?.extracted === false ? raw : answer;
}

function isEmpty(answer: JsonValue): boolean {
  if (Array.isArray(answer)) return answer.every(isEmpty);
  return typeof answer === "string" && strip(answer) === "";
}
