// An alarm: a score that is there, but may say nothing about the model. Codes are stable; scripts read them.

export type AlarmCode =
  | "at_chance"
  | "below_chance"
  | "too_few_to_tell"
  | "same_answer"
  | "empty_answers"
  | "few_extracted"
  | "mostly_cut";

export interface Alarm {
  code: AlarmCode;
  /** With the numbers in it, without dataset and model. */
  message: string;
  /** Counts, and percentages out of 100. */
  numbers: Record<string, number>;
}

/** What stands beside the score, and begins the line below the table. */
export const alarmTitles: Readonly<Record<AlarmCode, string>> = {
  at_chance: "at chance level",
  below_chance: "below chance level",
  too_few_to_tell: "too few questions",
  same_answer: "same answer nearly always",
  empty_answers: "empty answers",
  few_extracted: "few extracted",
  mostly_cut: "most answers cut",
};

/** What only says that there is no telling: a note, which puts no score in doubt. */
export function isNote({ code }: Alarm): boolean {
  return code === "too_few_to_tell";
}

/** With the mark of what puts a score in doubt. */
export function markedTitle(alarm: Alarm): string {
  return `${isNote(alarm) ? "" : "! "}${alarmTitles[alarm.code]}`;
}

/** Raised by comparing right answers with guessing. */
export const chanceAlarms: ReadonlySet<AlarmCode> = new Set(["at_chance", "below_chance", "too_few_to_tell"]);
