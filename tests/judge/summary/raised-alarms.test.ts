// Alarms of a benchmark with parts: one for all of them.

import { expect, test } from "vitest";
import { generationSchema } from "../../../src/config/model-schema.ts";
import type { Alarm } from "../../../src/core/alarm.ts";
import { compareWithGuessing } from "../../../src/core/compare-with-guessing.ts";
import { withManifest } from "../../../src/judge/summary/annotate-results.ts";
import { raisedAlarms } from "../../../src/judge/summary/raised-alarms.ts";
import { alarmLines } from "../../../src/report/summary/alarm-lines.ts";
import { notesOf } from "../../../src/report/summary/annotations.ts";
import type { Facts } from "../../../src/report/summary/facts.ts";
import type { Manifest } from "../../../src/store/workspace/manifest.ts";

const manifest = (datasets: Record<string, string | undefined>): Manifest => ({
  startedAt: "2026-02-20T12:00:00.000Z",
  version: "0.1.0",
  node: "v20.19.0",
  platform: "linux-x64",
  data: { path: "/data", isSample: false },
  models: [{ abbr: "m", kind: "base", path: "/m.gguf", fingerprint: "ff", generation: generationSchema.parse({}) }],
  datasets: Object.entries(datasets).map(([id, set]) => ({
    ...{ id, abbr: id, mode: "ppl", version: "abcdef0123", rows: 20, data: "dd" },
    ...(set !== undefined && { set }),
  })),
});

function answered(correct: number, n = 20, more: readonly Alarm[] = []): Facts {
  const { chance, alarm } = compareWithGuessing(correct, new Array<number>(n).fill(0.25));
  return { n, unscored: 0, correct, chance, alarms: [...(alarm === undefined ? [] : [alarm]), ...more] };
}

const subjects = Array.from({ length: 52 }, (_, i) => `ceval-${i}`);
const ceval = manifest(Object.fromEntries(subjects.map((id) => [id, "ceval_ppl_578f8d"])));
const allWith = (factsOf: (i: number) => Facts) =>
  new Map([["m", new Map(subjects.map((id, i) => [id, factsOf(i)] as const))]]);

test("52 subjects at chance level are one alarm with a count", () => {
  const raised = raisedAlarms(
    ceval,
    allWith(() => answered(5)),
  );
  expect(raised).toMatchObject([
    { dataset: "ceval_ppl_578f8d", alarm: { code: "at_chance", numbers: { n: 1040, score: 25 } } },
  ]);
  expect(raised[0]?.parts).toEqual({ raised: 52, total: 52 });
});

test("subjects that each look like guessing raise nothing where the whole set does not", () => {
  // 8 of 20 may be guessed, 416 of 1,040 are not.
  const annotations = allWith(() => answered(8));
  expect(annotations.get("m")?.get("ceval-0")?.alarms).toHaveLength(1);
  expect(raisedAlarms(ceval, annotations)).toEqual([]);
});

test("subjects of too few questions say nothing of themselves; together they are judged", () => {
  const few = allWith((i) => answered(i % 4 === 0 ? 0 : 1, 3));
  expect(few.get("m")?.get("ceval-1")?.alarms).toMatchObject([{ code: "too_few_to_tell" }]);
  expect(raisedAlarms(ceval, few)).toMatchObject([{ alarm: { code: "at_chance" }, parts: { raised: 0, total: 52 } }]);
});

test("degenerate answers of a few subjects are one alarm with a count and the first of them", () => {
  const empty: Alarm = { code: "empty_answers", message: "9 of 20 empty", numbers: { count: 9, rows: 20 } };
  const raised = raisedAlarms(
    ceval,
    allWith((i) => answered(18, 20, i === 3 || i === 7 ? [empty] : [])),
  );
  expect(raised).toMatchObject([
    { alarm: { code: "empty_answers", message: "ceval-3: 9 of 20 empty" }, parts: { raised: 2, total: 52 } },
  ]);
});

test("parts that cannot be guessed do not keep the others from being judged", () => {
  const { chance: _, alarms: __, ...free } = answered(5);
  const raised = raisedAlarms(
    ceval,
    allWith((i) => (i < 40 ? answered(5) : free)),
  );
  expect(raised).toMatchObject([{ alarm: { code: "at_chance", numbers: { n: 800 } }, parts: { raised: 40 } }]);
});

test("a dataset of its own is judged alone, and keeps its note", () => {
  const alone = manifest({ siqa: undefined, ...Object.fromEntries(subjects.map((id) => [id, "ceval_ppl"])) });
  const annotations = new Map([
    ["m", new Map([["siqa", answered(5)], ...subjects.map((id) => [id, answered(5)] as const)])],
  ]);
  const raised = raisedAlarms(alone, annotations);
  expect(raised.map(({ dataset, parts }) => [dataset, parts])).toEqual([
    ["siqa", undefined],
    ["ceval_ppl", { raised: 52, total: 52 }],
  ]);
  const marked = withManifest(annotations, alone).get("m");
  const notes = (id: string) => notesOf(marked?.get(id) as Facts, true).map(({ text }) => text);
  expect(notes("siqa")).toEqual(["! at chance level"]);
  expect(notes("ceval-1")).toEqual([]);
});

test("a score whose answers were longer than the dataset wants them says so", () => {
  const { models, ...rest } = manifest({ gsm8k: undefined });
  const overruled = { gsm8k: { own: 512, used: 4096 } };
  const annotations = new Map([["m", new Map([["gsm8k", answered(18)]])]]);
  const told = withManifest(annotations, { ...rest, models: models.map((model) => ({ ...model, overruled })) });
  const notes = notesOf(told.get("m")?.get("gsm8k") as Facts, true).map(({ text }) => text);
  expect(notes).toEqual(["answers up to 4096 tokens, not the dataset's 512"]);
});

test("of a chat model whose answers are mostly cut the line says how to give room; a base model goes on by nature", () => {
  const { models, ...rest } = manifest(Object.fromEntries(subjects.map((id) => [id, "ceval_gen"])));
  const cut = allWith((i) => ({ ...answered(18), cutByLength: i < 30 ? 20 : 0 }));
  const ofKind = (kind: "base" | "chat") =>
    raisedAlarms({ ...rest, models: models.map((model) => ({ ...model, kind })) }, cut);
  expect(ofKind("base")).toEqual([]);
  expect(ofKind("chat")).toMatchObject([
    { alarm: { code: "mostly_cut", message: "600 of 1040 at the token limit" }, parts: { raised: 30, total: 52 } },
  ]);
  expect(alarmLines(ofKind("chat"))[0]).toMatch(/most answers cut: .* 30 of 52 parts\)\. Try: a larger --max-out-len/);
  const alone = manifest({ gsm8k: undefined });
  const half = (cutByLength: number) => new Map([["m", new Map([["gsm8k", { ...answered(18), cutByLength }]])]]);
  const chat = { ...alone, models: alone.models.map((model) => ({ ...model, kind: "chat" as const })) };
  expect(raisedAlarms(chat, half(10))).toEqual([]);
  expect(raisedAlarms(chat, half(11))).toMatchObject([{ dataset: "gsm8k", cutShare: 0.55 }]);
});
