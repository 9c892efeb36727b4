// Stored answers with the references that the data holds now. An answer is judged by the reference of the row that asks its question,
// wherever this row stands; where the data no longer asks it, by the reference that was stored with it.

import { counted } from "../../core/counted.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Prompt } from "../../core/prompt.ts";
import type { RowRecord } from "../../core/record.ts";
import { goldOf } from "../../plan/open-dataset.ts";
import { type PlannedDataset, rowPrompts } from "../../plan/plan.ts";
import { questionHash } from "../../plan/question-hash.ts";
import { matchRows } from "../../store/journal/match-rows.ts";
import { isSame, withReference } from "../../store/journal/with-reference.ts";
import type { AnswerSource } from "./answer-source.ts";
import type { CurrentData } from "./current-data.ts";

export interface Referenced {
  get(row: number): RowRecord | undefined;
  /** Where the references are from, for people; to be asked after the rows. */
  describe(): string | undefined;
}

/** @param rows Of the dataset as it was asked. */
export function withCurrentReferences(answers: AnswerSource, rows: number, data: CurrentData): Referenced {
  if ("reason" in data) {
    const stored = `references as they are stored, for the data cannot be read: ${data.reason}`;
    return { get: answers.get, describe: () => stored };
  }
  // The journal has the references of the data it was asked with.
  if (data.isAsAsked && !answers.isFromPredictions) return { get: answers.get, describe: () => undefined };
  return new CurrentReferences(answers, rows, data);
}

class CurrentReferences implements Referenced {
  readonly #answers: AnswerSource;
  readonly #planned: PlannedDataset;
  readonly #root: string;
  /** Row of the data by row of the answers. */
  readonly #rowOf: ReadonlyMap<number, number>;
  #corrected = 0;
  #stored = 0;
  #answered = 0;

  constructor(
    answers: AnswerSource,
    rows: number,
    { planned, root }: Extract<CurrentData, { planned: PlannedDataset }>,
  ) {
    this.#answers = answers;
    this.#planned = planned;
    this.#root = root;
    this.#rowOf = rowsOfAnswers(answers, rows, planned);
  }

  get(row: number): RowRecord | undefined {
    const record = this.#answers.get(row);
    if (record === undefined || record.failed !== undefined) return record;
    this.#answered += 1;
    const { opened, dataset } = this.#planned;
    const at = this.#rowOf.get(row);
    if (at === undefined) {
      this.#stored += 1;
      return record;
    }
    const gold = goldOf(opened.splits, dataset.config, at);
    if (!isSame(record.gold, gold)) this.#corrected += 1;
    return withReference(record, gold);
  }

  describe(): string {
    if (this.#stored === this.#answered && this.#stored > 0)
      return `references as they are stored: ${this.#root} asks none of these questions`;
    const unasked = this.#planned.rows - new Set(this.#rowOf.values()).size;
    return [
      `references from ${this.#root}`,
      this.#corrected > 0 && `${counted(this.#corrected, "reference")} other than stored`,
      this.#stored > 0 && `${counted(this.#stored, "row")} judged by the stored one, for the data no longer asks them`,
      unasked > 0 && `${counted(unasked, "row")} of the data not asked`,
    ]
      .filter((text) => text !== false)
      .join(", ");
  }
}

function rowsOfAnswers(answers: AnswerSource, rows: number, planned: PlannedDataset): Map<number, number> {
  const asked = Array.from({ length: planned.rows }, (_, row) => questionHash(planned, row));
  const stored = new Map<number, string>();
  for (let row = 0; row < rows; row++) {
    const record = answers.get(row);
    if (record === undefined || record.failed !== undefined) continue;
    const isHere = record.question === undefined && row < planned.rows && asksRow(record.prediction, planned, row);
    stored.set(row, record.question ?? (isHere ? (asked[row] as string) : `unknown ${row}`));
  }
  const { storedAt } = matchRows(stored, asked);
  const found = new Map<number, number>();
  storedAt.forEach((from, row) => {
    if (from !== undefined && !found.has(from)) found.set(from, row);
  });
  return found;
}

/**
 * Whether a stored prompt asks this row, where no hash of its question is stored: every line that the row puts into a prompt is in it.
 * Blanks do not count: chat templates trim them.
 */
function asksRow(prediction: JsonObject, planned: PlannedDataset, row: number): boolean {
  const stored = withoutBlanks(textsIn(prediction.origin_prompt ?? labelsOf(prediction)).join("\n"));
  const [prompt] = rowPrompts(planned, row, []);
  if (prompt === undefined || stored === "") return false;
  const lines = promptTexts(prompt).flatMap((text) => text.split("\n").map(withoutBlanks));
  return lines.every((line) => stored.includes(line));
}

function labelsOf(prediction: JsonObject): JsonValue {
  return Object.entries(prediction).flatMap(([key, fields]) => (key.startsWith("label: ") ? [fields] : []));
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsIn);
}

function promptTexts(prompt: Prompt): string[] {
  if (typeof prompt === "string") return [prompt];
  return prompt.flatMap((item) => {
    if (typeof item === "string") return [item];
    if ("content" in item) return [item.content];
    return "prompt" in item && item.prompt !== undefined ? [item.prompt] : [];
  });
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}
