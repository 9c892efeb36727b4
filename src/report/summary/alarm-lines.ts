// One line below the table per alarm of a model, with the datasets it concerns and what to try. Alarms of one kind share a
// line: a benchmark of fifty subjects fails in one way, not in fifty.

import { type Alarm, alarmTitles, isNote } from "../../core/alarm.ts";
import { counted } from "../../core/counted.ts";
import { groupBy } from "../../core/group-by.ts";

export interface RaisedAlarm {
  model: string;
  /** Base models get plain text, chat models their template. */
  kind: "base" | "chat";
  dataset: string;
  /** "gen", "ppl", "ll" or "unknown" (generated, too). */
  mode: string;
  alarm: Alarm;
  /** Of a dataset of several parts: how many have it. */
  parts?: { raised: number; total: number };
  /** Share of answers cut at the token limit, 0 to 1. */
  cutShare: number;
  /** Share of answers whose thought has no end, 0 to 1. */
  unclosedShare?: number;
}

/** Beyond it the token limit is a likely cause. */
const manyCut = 0.2;
/** The others are counted; the details file and the results name them. */
const namedDatasets = 2;

export function alarmLines(alarms: readonly RaisedAlarm[]): string[] {
  const lines = groupBy(alarms, (raised) => JSON.stringify([raised.model, raised.alarm.code, whatToTry(raised)]));
  return [...lines.values()].map(line);
}

function line(raised: RaisedAlarm[]): string {
  const [first] = raised as [RaisedAlarm, ...RaisedAlarm[]];
  const named = raised
    .slice(0, namedDatasets)
    .map(({ dataset, alarm, parts }) => `${dataset} (${alarm.message}${partsWithIt(parts)})`);
  const more = raised.length > named.length ? ` and ${raised.length - named.length} more` : "";
  const mark = isNote(first.alarm) ? "" : "! ";
  return `${mark}${first.model}, ${alarmTitles[first.alarm.code]}: ${named.join("; ")}${more}. ${whatToTry(first)}`;
}

function partsWithIt(parts: RaisedAlarm["parts"]): string {
  if (parts === undefined) return "";
  return parts.raised === 0
    ? `, over ${counted(parts.total, "part")}`
    : `; ${parts.raised} of ${counted(parts.total, "part")}`;
}

function whatToTry(raised: RaisedAlarm): string {
  const { code } = raised.alarm;
  if (code === "too_few_to_tell")
    return "Ask more questions: oc-local eval with a larger --limit or --range, or the whole dataset.";
  if (code === "mostly_cut") return `Try: ${roomCauses.join("; ")}.`;
  const isScored = raised.mode === "ppl" || raised.mode === "ll";
  const causes = isScored ? scoredCauses(raised) : generatedCauses(raised);
  if (code === "below_chance") causes.push("compare the answers with the references under details in results/");
  return `Try: ${causes.join("; ")}.`;
}

function generatedCauses({ kind, cutShare, unclosedShare = 0 }: RaisedAlarm): string[] {
  if (unclosedShare > manyCut) return unclosedCauses(unclosedShare, cutShare);
  const template = "another chat template (--chat-template); a template that begins with BOS; --hf-type base";
  const causes = [kind === "base" ? "the ppl variant (this is asked as a base model); --hf-type chat" : template];
  return cutShare > manyCut
    ? [
        ...causes,
        "a larger --max-out-len, with --overrule-out-len where the dataset sets its own (many answers are cut)",
      ]
    : causes;
}

const withoutThinking = "--chat-template-kwargs enable_thinking=false, where the model knows it";

/** Of a chat model, which may think before it answers. */
const roomCauses = [
  "a larger --max-out-len, with --overrule-out-len where a dataset sets its own: a model that thinks first needs room for it",
  withoutThinking,
];

/** Without an answer, how the model was asked shows in nothing. */
function unclosedCauses(unclosedShare: number, cutShare: number): string[] {
  const percent = unclosedShare < 1 ? Math.min(99, Math.round(unclosedShare * 100)) : 100;
  const many = `${percent}% of the answers are thoughts without an end`;
  if (cutShare > manyCut)
    return [
      `a larger --max-out-len, with --overrule-out-len where a dataset sets its own (thinking needs room: ${many})`,
      withoutThinking,
    ];
  return [`other --thinking-tags, or other stop words (${many}, and few of them were cut at the token limit)`];
}

function scoredCauses({ kind }: RaisedAlarm): string[] {
  const bos = "whether the file says that the model wants BOS (add_bos_token)";
  return kind === "chat" ? ["the gen variant (ppl gives a chat model plain text)", bos] : [bos, "another quantisation"];
}
