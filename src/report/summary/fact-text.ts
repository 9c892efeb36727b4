// Facts in words: notes beside a score and sentences below the table, about where answers are from and where OpenCompass goes
// another way among others.

import { type Alarm, chanceAlarms, markedTitle } from "../../core/alarm.ts";
import { counted } from "../../core/counted.ts";
import { listed } from "../../core/listed.ts";
import type { ToldFacts } from "./fact.ts";
import type { Facts } from "./facts.ts";
import { rowsOf } from "./merge-facts.ts";

/** 100% is kept for every single one. */
export function percent(share: number): string {
  const rounded = (share * 100).toFixed(1).replace(/\.0$/, "");
  return rounded === "100" && share < 1 ? "99.9%" : `${rounded}%`;
}

export function shareOfRows(count: number, facts: Facts): string {
  return percent(count / rowsOf(facts));
}

/** Alarms of guessing stand beside the metric that was compared with it. */
export function alarmCodes(alarms: readonly Alarm[], isOwn: boolean): string {
  const codes = alarms.map(({ code }) => code);
  return codes.filter((code) => isOwn || !chanceAlarms.has(code)).join(" ");
}

/** What guessing would reach is judged on the whole set; of one of fifty subjects it says little. */
export function alarmNote(alarms: readonly Alarm[], { isPart }: Facts): string {
  const told = alarms.filter(({ code }) => !isPart || !chanceAlarms.has(code));
  return told.map(markedTitle).join(", ");
}

export function reasonList(reasons: Readonly<Record<string, number>>): string {
  return Object.entries(reasons)
    .map(([reason, count]) => `${count}: ${reason}`)
    .join("; ");
}

export function partsNote({ total, withAlarm }: Required<Facts>["parts"]): string | false {
  return withAlarm > 0 && `${withAlarm} of ${counted(total, "part")} with an alarm`;
}

/** Without a score the reason is told already. */
export function unscoredNote(unscored: number, { unscoredReasons = {} }: Facts, isScored: boolean): string | false {
  return isScored && `${unscored} not scored${firstReason(unscoredReasons)}`;
}

function firstReason(reasons: Readonly<Record<string, number>>): string {
  const [first, ...others] = Object.keys(reasons);
  if (first === undefined) return "";
  return ` (${shorten(first)}${others.length > 0 ? ` and ${counted(others.length, "other reason")}` : ""})`;
}

/** The details file has the whole text. */
export function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 59).join("")}…`;
}

/** False where OpenCompass's way and ours agree on every row, or all of them went its way. */
export function correctedRows({ shots, frontMask }: Required<Facts>["differs"], { compat }: Facts): string | false {
  const rows = Math.max(shots, frontMask);
  return compat === undefined && rows > 0 && `corrected: ${counted(rows, "row")}`;
}

export function sourceFootnotes(told: readonly ToldFacts[]): string[] {
  const read = told.map(({ model, dataset, facts }) => ({ task: `${model} / ${dataset}`, source: facts.source ?? "" }));
  return sourceLines(read).map((line) => `${line}.`);
}

/** One line for all that are from the same place. */
export function sourceLines(read: readonly { task: string; source: string }[]): string[] {
  const sources = [...new Set(read.map(({ source }) => source))];
  return sources.map((source) => {
    const tasks = read.flatMap((each) => (each.source === source ? [each.task] : []));
    return `${listed(tasks, 4)}: ${source}`;
  });
}

export function compatFootnote(told: readonly ToldFacts[]): string[] {
  const datasets = told.map(({ dataset }) => dataset);
  return [`OpenCompass's way (--compat opencompass): ${listed(datasets, 3)}.`];
}

/** What was corrected, and how many rows it changes. */
export function differsFootnotes(told: readonly ToldFacts[]): string[] {
  const corrected = told.filter(({ facts }) => facts.compat === undefined);
  const shots = rowsWith(corrected, "shots");
  const masked = rowsWith(corrected, "frontMask");
  return [
    shots.length > 0 &&
      `Corrected: where a prompt is too long, all options of a question lose the same examples; OpenCompass drops them option by option (${listed(shots, 3)}). oc-local eval --compat opencompass gives its way.`,
    masked.length > 0 &&
      `Corrected: the log-likelihood is that of the continuation; OpenCompass hides the text's first tokens instead and picks another option (${listed(masked, 3)}). oc-local eval --compat opencompass gives its way.`,
  ].filter((text) => text !== false);
}

function rowsWith(told: readonly ToldFacts[], way: "shots" | "frontMask"): string[] {
  return told.flatMap(({ dataset, facts }) => {
    const rows = facts.differs?.[way] ?? 0;
    return rows === 0 ? [] : [`${dataset}: ${rows} of ${rowsOf(facts)} rows`];
  });
}
