// What is told of a model whose rows come from a way of asking that is scripted here.

import { expect, test } from "vitest";
import type { ModelJob } from "../../src/ask/infer/messages.ts";
import { ModelSink, type RowKeeper, type RowMessage } from "../../src/ask/model-sink.ts";
import type { AskModel, RowSink } from "../../src/ask/row-sink.ts";
import { OcLocalError } from "../../src/core/errors.ts";
import type { RunEvent } from "../../src/job/events.ts";
import type { PlannedDataset } from "../../src/plan/plan.ts";
import { errorOf } from "../run/error-of.ts";

const config = { infer: { inferencer: { type: "generate" } } };

function asked(rows: Record<string, number>, keep: RowKeeper["keep"] = ({ record }) => record.failed) {
  const datasets = Object.entries(rows).map(
    ([id, count]) => ({ dataset: { id, config }, rows: count }) as PlannedDataset,
  );
  const kept: RowMessage[] = [];
  const events: RunEvent[] = [];
  const keeper: RowKeeper = {
    opened: () => {},
    keep: (row) => {
      const reason = keep(row);
      kept.push(row);
      return reason;
    },
    reuse: () => {},
    end: () => {},
  };
  const sink = new ModelSink("tiny", { datasets, keeper, onEvent: (event) => events.push(event) });
  const stop = new AbortController();
  const ask = (script: (sink: RowSink) => void) => {
    const way: AskModel = async (_, asking) => script(asking.sink);
    return sink.ask(way, {} as ModelJob, [], { signal: stop.signal, gold: () => null });
  };
  const states = () => events.flatMap((event) => (event.type === "row" ? [`${event.row} ${event.state}`] : []));
  return { sink, ask, stop, kept, events, states };
}

const facts = { promptTokens: 2, generatedTokens: 3, truncatedTokens: 0, droppedShots: 0 };

const row = (dataset: string, index: number, more: Partial<RowMessage["record"]> = {}): RowMessage => ({
  type: "row",
  dataset,
  record: { row: index, key: "k", prediction: {}, gold: null, facts, ...more },
});

const failure = { type: "task-failed", reason: "out of memory", hint: "less", stack: "at" } as const;

test("each row is kept and told once, however often it comes", async () => {
  const { sink, ask, kept, states } = asked({ a: 4 });
  await ask((to) => {
    for (let time = 0; time < 2; time++) {
      to.take(row("a", 0));
      to.take({ ...row("a", 1), cached: true });
      to.take(row("a", 2, { failed: "too long" }));
      to.take({ type: "reused", dataset: "a", row: 3 });
    }
  });
  expect(states()).toEqual(["0 answered", "1 reused", "2 failed", "3 reused"]);
  expect(kept.map(({ record }) => record.row)).toEqual([0, 1, 2]);
  expect(sink.failed).toEqual([]);
  sink.end();
  expect(sink.failed).toMatchObject([{ dataset: "a", reason: "1 of 4 rows failed; row 2: too long" }]);
});

test("a way of asking that ends without a word fails what is not finished, once", async () => {
  const { sink, ask } = asked({ done: 1, told: 2, rest: 3 });
  await ask((to) => {
    to.take({ type: "reused", dataset: "done", row: 0 });
    for (const dataset of ["done", "told", "told"]) to.take({ ...failure, dataset });
  });
  expect(sink.failed.map(({ dataset, reason }) => [dataset, reason])).toEqual([
    ["told", "out of memory"],
    ["rest", "its inference ended without an answer to every row"],
  ]);
});

test("a way of asking that breaks down costs its open rows; after a stop nothing is said of them", async () => {
  const broken = asked({ a: 2 });
  await broken.ask(() => {
    throw new OcLocalError("ENGINE", "it died", { hint: "mend it" });
  });
  expect(broken.sink.failed).toMatchObject([{ dataset: "a", reason: "it died", hint: "mend it" }]);
  const stopped = asked({ a: 2 });
  await stopped.ask(() => stopped.stop.abort());
  expect(stopped.sink.failed).toEqual([]);
});

test("a row that cannot be stored is not settled, and ends the run", async () => {
  const full = () => {
    throw new OcLocalError("STORAGE", "disk full");
  };
  const { sink, ask, states } = asked({ a: 1 }, full);
  expect(await errorOf(() => ask((to) => to.take(row("a", 0))))).toMatchObject({ code: "STORAGE" });
  expect([sink.book.isFinished("a"), states(), sink.failed]).toEqual([false, [], []]);
});

test("an answer that is of no use to its keeper is a failed row, and no secret is kept or told of a failed one", async () => {
  const { ask, kept, events } = asked({ a: 2 }, ({ record }) => record.failed ?? "its tokens were not told");
  await ask((to) => {
    to.take(row("a", 0));
    to.take(row("a", 1, { failed: "cannot reach https://host/?token=s3cret" }));
  });
  expect(events.flatMap((event) => (event.type === "row" ? [event.reason] : []))).toEqual([
    "its tokens were not told",
    expect.not.stringContaining("s3cret"),
  ]);
  expect(kept[1]?.record.failed).toBe("cannot reach https://host/?token=***");
});
