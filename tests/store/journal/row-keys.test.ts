// A stored row is reused only when nothing has changed that it depends on, and that is more than the tokens asked.

import { expect, test } from "vitest";
import { inferTasks } from "../../../src/ask/infer/infer-tasks.ts";
import type { WorkerMessage } from "../../../src/ask/infer/messages.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import { createInferencer } from "../../../src/inferencers/perplexity.ts";
import { noKeys } from "../../../src/store/journal/stored-keys.ts";
import { charModel } from "../../inferencers/char-model.ts";
import { inferenceContext } from "../../inferencers/context.ts";
import { ScriptedEngine } from "../../run/scripted-engine.ts";
import { sourceOf } from "../../run/task-source.ts";

const texts = ["{q} yes", "{q} no"];

interface Change {
  labels?: string[];
  gold?: string;
  padToken?: number | null;
  rounding?: JsonValue;
  kvCacheType?: string;
  /** Where the prompt's last word, which the dataset names as the continuation, is said to begin. */
  endsWith?: string;
}

async function keyOf(change: Change): Promise<string> {
  const { labels = ["A", "B"], gold = "A", padToken = null, rounding, kvCacheType = "f16", endsWith } = change;
  const ending = endsWith === undefined ? "" : " and so on";
  const template = Object.fromEntries(labels.map((label, i) => [label, `${texts[i]}${ending}`]));
  const context = {
    ...inferenceContext({
      test: [{ q: "sky?", answer: gold, ...(endsWith !== undefined && { endsWith }) }],
      promptTemplate: { template },
      model: charModel({ padToken }),
    }),
    ...(endsWith !== undefined && { continuation: { column: "endsWith" } }),
  };
  const messages: WorkerMessage[] = [];
  const inferencer = createInferencer({}, context);
  const task = { dataset: "d", from: 0, to: 1, done: noKeys(), inferencer, gold: () => gold };
  await inferTasks(sourceOf([task]), {
    engine: new ScriptedEngine(),
    modelFingerprint: "weights",
    rounding,
    kvCacheType,
    signal: new AbortController().signal,
    emit: (message) => messages.push(message),
  });
  const [message] = messages;
  if (message?.type !== "row") throw new Error("expected a row");
  return message.record.key;
}

test("the same question has the same key", async () => {
  expect(await keyOf({})).toBe(await keyOf({}));
});

test("scores in half precision are not those that the program chooses for itself", async () => {
  expect(await keyOf({ kvCacheType: "auto" })).not.toBe(await keyOf({ kvCacheType: "f16" }));
});

test("the reference is no part of the key: a corrected one asks nothing again", async () => {
  expect(await keyOf({ gold: "B" })).toBe(await keyOf({}));
});

test.each<[what: string, change: Change]>([
  ["the labels", { labels: ["C", "D"] }],
  ["the pad token, which perplexity leaves out", { padToken: 120 }],
  ["that rows are asked alone (--deterministic)", { rounding: { threads: 1 } }],
])("%s is part of the key although the same tokens are asked", async (_what, change) => {
  expect(await keyOf(change)).not.toBe(await keyOf({}));
});

test("where the text that is scored begins is part of the key although the prompts are the same", async () => {
  const one = await keyOf({ endsWith: "so on" });
  expect(await keyOf({ endsWith: "so on" })).toBe(one);
  expect(await keyOf({ endsWith: "on" })).not.toBe(one);
});

test("under --deterministic what decides rounding is part of the key", async () => {
  const one = await keyOf({ rounding: { threads: 1 } });
  expect(await keyOf({ rounding: { threads: 1 } })).toBe(one);
  expect(await keyOf({ rounding: { threads: 2 } })).not.toBe(one);
});
