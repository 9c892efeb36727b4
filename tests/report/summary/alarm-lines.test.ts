import { expect, test } from "vitest";
import { alarmLines, type RaisedAlarm } from "../../../src/report/summary/alarm-lines.ts";

const raised: RaisedAlarm = {
  model: "qwen-q4",
  kind: "chat",
  dataset: "高考数学",
  mode: "gen",
  alarm: { code: "at_chance", message: "25.0, guessing gets 15.0 to 36.7, n = 60", numbers: { n: 60 } },
  cutShare: 0,
};

test("a line says what is wrong, where, with which numbers, and what to try", () => {
  expect(alarmLines([raised])).toEqual([
    "! qwen-q4, at chance level: 高考数学 (25.0, guessing gets 15.0 to 36.7, n = 60). Try: another chat template (--chat-template); a template that begins with BOS; --hf-type base.",
  ]);
});

test("the datasets of one alarm share a line; other models and alarms have their own", () => {
  const datasets = ["a", "b", "c", "d"].map((dataset) => ({ ...raised, dataset }));
  const empty = { ...raised, alarm: { ...raised.alarm, code: "empty_answers" as const } };
  const lines = alarmLines([...datasets, empty, { ...raised, model: "other" }]);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("a (25.0");
  expect(lines[0]).toContain(" and 2 more. Try:");
});

test.each<[string, Partial<RaisedAlarm>, string]>([
  ["a base model that generates", { kind: "base" }, "the ppl variant"],
  ["a chat model asked by ppl", { mode: "ppl" }, "the gen variant"],
  ["a base model asked by ppl", { kind: "base", mode: "ppl" }, "BOS"],
  ["many cut answers", { cutShare: 0.5 }, "--max-out-len"],
  ["thoughts that were cut", { cutShare: 0.5, unclosedShare: 0.5 }, "a larger --max-out-len"],
  ["thoughts without an end that were not cut", { unclosedShare: 0.5 }, "--thinking-tags"],
  ["a score below chance", { alarm: { ...raised.alarm, code: "below_chance" } }, "references"],
  ["too few questions", { alarm: { ...raised.alarm, code: "too_few_to_tell" } }, "--limit"],
])("%s: what to try names it", (_what, change, hint) => {
  const [line] = alarmLines([{ ...raised, ...change }]);
  expect(line).toContain(hint);
  expect(alarmLines([raised])[0]).not.toBe(line);
});

test("of a dataset of several parts the line says how many have the alarm", () => {
  const [line] = alarmLines([{ ...raised, dataset: "ceval_gen", parts: { raised: 9, total: 52 } }]);
  expect(line).toContain("ceval_gen (25.0, guessing gets 15.0 to 36.7, n = 60; 9 of 52 parts). Try:");
  const [together] = alarmLines([{ ...raised, dataset: "ceval_gen", parts: { raised: 0, total: 52 } }]);
  expect(together).toContain("n = 60, over 52 parts). Try:");
});

test("too few questions are a note: nothing is in doubt", () => {
  const [line] = alarmLines([{ ...raised, alarm: { ...raised.alarm, code: "too_few_to_tell" } }]);
  expect(line).toMatch(/^qwen-q4, too few questions: /);
});

test("without alarms there are no lines", () => {
  expect(alarmLines([])).toEqual([]);
});
