import { once } from "node:events";
import { expect, test } from "vitest";
import type { AskableTask } from "../../../src/ask/infer/askable-task.ts";
import { inferTasks } from "../../../src/ask/infer/infer-tasks.ts";
import type { WorkerMessage } from "../../../src/ask/infer/messages.ts";
import { OcLocalError } from "../../../src/core/errors.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import { createInferencer as createGenerate } from "../../../src/inferencers/generate.ts";
import type { Inferencer } from "../../../src/inferencers/inferencer.ts";
import { createInferencer as createPerplexity } from "../../../src/inferencers/perplexity.ts";
import { noKeys, setKey } from "../../../src/store/journal/stored-keys.ts";
import { type ContextOptions, greedy, inferenceContext } from "../../inferencers/context.ts";
import { type Script, ScriptedEngine } from "../../run/scripted-engine.ts";
import { sourceOf } from "../../run/task-source.ts";

const rows = Array.from({ length: 6 }, (_, i) => ({
  q: `question ${i}`,
  A: "yes",
  B: "no",
  answer: "AB"[i % 2] as string,
}));

function generated(dataset: string, options: Partial<ContextOptions> = {}): AskableTask {
  const context = inferenceContext({ test: rows, promptTemplate: { template: "{q}: {answer}" }, ...options });
  return taskOf(dataset, createGenerate({ maxOutLen: 5 }, context), context.rows.length);
}

function scored(dataset: string): AskableTask {
  const template = { A: "{q}: {A}", B: "{q}: {B}" };
  const context = inferenceContext({ test: rows, promptTemplate: { template } });
  return taskOf(dataset, createPerplexity({}, context), rows.length);
}

function taskOf(dataset: string, inferencer: Inferencer, count: number): AskableTask {
  return { dataset, from: 0, to: count, done: noKeys(), inferencer, gold: (row) => rows[row]?.answer ?? null };
}

async function infer(
  tasks: AskableTask[],
  script: Script = {},
  options: { model?: string; stop?: AbortController } = {},
) {
  const engine = new ScriptedEngine(script);
  const messages: WorkerMessage[] = [];
  const { model = "weights", stop = new AbortController() } = options;
  await inferTasks(sourceOf(tasks), {
    engine,
    modelFingerprint: model,
    signal: stop.signal,
    emit: (message) => messages.push(message),
  });
  const records = (dataset: string) =>
    messages.flatMap((message) => (message.type === "row" && message.dataset === dataset ? [message.record] : []));
  return { engine, messages, records };
}

function stored(records: RowRecord[]) {
  const keys = noKeys();
  for (const { row, key } of records) setKey(keys, row, key);
  return keys;
}
const keysOf = (records: RowRecord[]) => new Map(records.map(({ row, key }) => [row, key]));

test.each<[order: string, next: (held: number) => number]>([
  ["in order", () => 0],
  ["last first", (held) => held - 1],
  ["from the middle", (held) => Math.floor(held / 2)],
])("answers that come %s reach their rows, each row once", async (_order, next) => {
  const { records } = await infer([generated("gen")], {
    next,
    generate: ({ tokens }) => `to ${tokens.length}/${String.fromCodePoint(...tokens)}`,
  });
  const found = records("gen");
  expect(found.map(({ row }) => row).sort()).toEqual([0, 1, 2, 3, 4, 5]);
  for (const { row, prediction, gold } of found) {
    expect(prediction.prediction).toBe(`to 12/question ${row}: `);
    expect(gold).toBe(rows[row]?.answer);
  }
});

test("a scored row is emitted when the last of its labels is answered, with each value at its label", async () => {
  // The text that ends in "yes" is the likelier one for even rows.
  const score: Script["score"] = ({ tokens, from }) => {
    const text = String.fromCodePoint(...tokens);
    const isEven = Number(/\d/.exec(text)?.[0]) % 2 === 0;
    return new Float32Array(tokens.length - from).fill(text.endsWith("yes") === isEven ? -1 : -2);
  };
  const { records, engine } = await infer([scored("ppl")], { window: 5, score });
  expect(engine.asked).toHaveLength(12);
  expect(
    records("ppl")
      .map(({ row }) => row)
      .sort(),
  ).toEqual([0, 1, 2, 3, 4, 5]);
  for (const { row, prediction } of records("ppl")) expect(prediction.prediction).toBe("AB"[row % 2]);
});

test("rows of several datasets are one flow, scored ones before generated ones", async () => {
  const { engine, records } = await infer([generated("gen"), scored("ppl"), generated("gen2")], { window: 100 });
  expect(engine.asked.map((request) => ("from" in request ? "score" : "generate"))).toEqual([
    ...Array(12).fill("score"),
    ...Array(12).fill("generate"),
  ]);
  expect(engine.asked.slice(12).map(({ index }) => index)).toEqual([...Array(12).keys()]);
  for (const dataset of ["gen", "ppl", "gen2"]) expect(records(dataset)).toHaveLength(6);
});

test("the last request of what was dealt says that the next may not come soon", async () => {
  const { engine } = await infer([scored("ppl"), { ...scored("other"), to: 2 }]);
  const marked = engine.asked.map((request) => "endsWindow" in request);
  expect(marked).toEqual([...Array(15).fill(false), true]);
});

test("a task asks its own slice of the rows", async () => {
  const { records } = await infer([{ ...generated("gen"), from: 2, to: 4 }]);
  expect(
    records("gen")
      .map(({ row }) => row)
      .sort(),
  ).toEqual([2, 3]);
});

test("a stored row with the same key is not asked again", async () => {
  const first = await infer([generated("gen")]);
  const done = stored(first.records("gen").filter(({ row }) => row !== 3));
  const second = await infer([{ ...generated("gen"), done }]);
  expect(second.engine.asked).toHaveLength(1);
  expect(second.records("gen").map(({ row, key }) => [row, key])).toEqual([[3, keysOf(first.records("gen")).get(3)]]);
  const reused = second.messages.filter(({ type }) => type === "reused");
  expect(reused).toEqual([0, 1, 2, 4, 5].map((row) => ({ type: "reused", dataset: "gen", row })));
});

test.each<[changed: string, change: Partial<ContextOptions>, model: string]>([
  ["the model", {}, "other weights"],
  ["the prompt", { promptTemplate: { template: "{q}? {answer}" } }, "weights"],
  ["the sampling", { defaults: { sampling: { ...greedy, seed: 1 } } }, "weights"],
  ["the stop words", { defaults: { stopWords: ["\n"] } }, "weights"],
  ["the least length", { defaults: { minOutLen: 1 } }, "weights"],
])("every row is asked again when %s changes", async (_changed, change, model) => {
  const first = await infer([generated("gen")]);
  const done = stored(first.records("gen"));
  const again = await infer([{ ...generated("gen", change), done }], {}, { model });
  expect(again.engine.asked).toHaveLength(6);
  expect(again.messages.some(({ type }) => type === "reused")).toBe(false);
});

test("the key does not depend on order, on other rows or on the dataset's name", async () => {
  const whole = keysOf((await infer([generated("gen")], { next: () => 0 })).records("gen"));
  const part = keysOf((await infer([{ ...generated("other"), from: 4, to: 5 }])).records("other"));
  expect(part.get(4)).toBe(whole.get(4));
  expect(new Set(whole.values()).size).toBe(6);
});

test("a row that cannot be asked is recorded as failed and the others are asked", async () => {
  const task = generated("gen");
  const ask = task.inferencer.ask.bind(task.inferencer);
  const broken: Inferencer = {
    ask(row) {
      if (row === 2) throw new OcLocalError("TEMPLATE", "row 2 has no text");
      return ask(row);
    },
  };
  const { records, engine } = await infer([{ ...task, inferencer: broken }]);
  expect(engine.asked).toHaveLength(5);
  expect(records("gen")).toHaveLength(6);
  expect(records("gen").find(({ row }) => row === 2)).toEqual({
    row: 2,
    key: "",
    prediction: {},
    gold: "A",
    facts: { promptTokens: 0, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 },
    failed: "row 2 has no text",
  });
});

test("a row whose scores are not numbers is recorded as failed, not as a wrong answer", async () => {
  const score: Script["score"] = ({ tokens, from }) =>
    new Float32Array(tokens.length - from).fill(tokens.includes("4".charCodeAt(0)) ? Number.NaN : -1);
  const { records } = await infer([scored("ppl")], { score });
  expect(records("ppl")).toHaveLength(6);
  expect(records("ppl").filter(({ failed }) => failed !== undefined)).toMatchObject([
    {
      row: 4,
      prediction: {},
      failed: expect.stringMatching(
        /^label "A" has no value: the model computed a log-probability that is no number \(.*try another quantisation/,
      ),
    },
  ]);
});

test("after a stop nothing more is asked, and what is in flight is still recorded", async () => {
  const stop = new AbortController();
  let answers = 0;
  const generate: Script["generate"] = () => {
    answers += 1;
    if (answers === 2) stop.abort();
    return "ok";
  };
  const { engine, records } = await infer([generated("gen"), generated("later")], { window: 2, generate }, { stop });
  expect(engine.asked).toHaveLength(3);
  expect(records("gen")).toHaveLength(3);
  expect(records("later")).toEqual([]);
});

test("answers that do not end soon after a stop are given up", async () => {
  const stop = new AbortController();
  const engine = new ScriptedEngine();
  engine.generate = async function* (requests, { signal } = {}) {
    const counts = { prompt: 1, generated: 1 };
    for await (const { index } of requests) {
      if (index === 1) {
        stop.abort();
        await once(signal as AbortSignal, "abort");
        throw new OcLocalError("ABORTED", "stopped");
      }
      yield { index, text: "ok", tokens: Int32Array.of(1), finishReason: "eos", tokenCounts: counts };
    }
  };
  const rows: number[] = [];
  const emit = (message: WorkerMessage) => void (message.type === "row" && rows.push(message.record.row));
  const { signal } = stop;
  const run = inferTasks(sourceOf([generated("gen")]), { engine, modelFingerprint: "", signal, emit });
  await expect(run).rejects.toThrow("stopped");
  expect(rows).toEqual([0]);
});

test("a run stopped while it scores begins no generation", async () => {
  const stop = new AbortController();
  const score: Script["score"] = ({ tokens, from }) => {
    stop.abort();
    return new Float32Array(tokens.length - from);
  };
  const { engine } = await infer([scored("ppl"), generated("gen")], { window: 1, score }, { stop });
  expect(engine.asked.every((request) => "from" in request)).toBe(true);
});

test("an engine that answers what was not asked is a defect and is reported as one", async () => {
  const engine = new ScriptedEngine();
  engine.generate = async function* () {
    yield {
      index: 99,
      text: "",
      tokens: Int32Array.of(),
      finishReason: "eos",
      tokenCounts: { prompt: 0, generated: 0 },
    };
  };
  const signal = new AbortController().signal;
  const run = inferTasks(sourceOf([generated("gen")]), { engine, modelFingerprint: "", signal, emit: () => {} });
  await expect(run).rejects.toThrow("the engine answered request 99, which was not asked");
});

test("an engine that ends without answering every request is a defect, not a short dataset", async () => {
  const engine = new ScriptedEngine();
  engine.generate = async function* (requests) {
    for await (const { index } of requests) {
      if (index === 0) continue;
      yield { index, text: "", tokens: Int32Array.of(), finishReason: "eos", tokenCounts: { prompt: 0, generated: 0 } };
    }
  };
  const signal = new AbortController().signal;
  const run = inferTasks(sourceOf([generated("gen")]), { engine, modelFingerprint: "", signal, emit: () => {} });
  await expect(run).rejects.toThrow("the engine ended with 1 request unanswered");
});
