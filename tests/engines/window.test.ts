import { expect, test } from "vitest";
import type { ScoreRequest } from "../../src/core/request.ts";
import { type FlowStop, RequestFlow } from "../../src/engines/scheduler/request-flow.ts";
import { fillWindow } from "../../src/engines/scheduler/window.ts";

const never: FlowStop = { signal: new AbortController().signal, check: () => undefined };
const limits = { requests: 3, tokens: 100, patienceMs: 20 };
const request = (index: number, length = 5): ScoreRequest => ({ index, tokens: new Int32Array(length), from: 1 });

async function windowsOf(requests: AsyncIterable<ScoreRequest>): Promise<number[][]> {
  const flow = new RequestFlow(requests, never);
  const windows: number[][] = [];
  for (;;) {
    const window = await fillWindow(flow, limits);
    if (window.length === 0) return windows;
    windows.push(window.map(({ index }) => index));
  }
}

test("a window closes at its number of requests, the last one holds the rest", async () => {
  async function* requests() {
    for (let index = 0; index < 7; index++) yield request(index);
  }
  expect(await windowsOf(requests())).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
});

test("a window closes when it holds enough tokens", async () => {
  async function* requests() {
    yield* [request(0, 60), request(1, 60), request(2, 300), request(3)];
  }
  expect(await windowsOf(requests())).toEqual([[0, 1], [2], [3]]);
});

test("a request that ends the window closes it at once, however long the flow pauses then", async () => {
  async function* requests() {
    yield request(0);
    yield { ...request(1), endsWindow: true };
    yield request(2);
  }
  expect(await windowsOf(requests())).toEqual([[0, 1], [2]]);
});

test("a flow that pauses closes the window, and nothing of it is lost", async () => {
  async function* requests() {
    yield request(0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    yield request(1);
    yield request(2);
  }
  expect(await windowsOf(requests())).toEqual([[0], [1, 2]]);
});

test("an empty flow gives no window", async () => {
  async function* requests(): AsyncGenerator<ScoreRequest> {}
  expect(await windowsOf(requests())).toEqual([]);
});

test("a flow left early is told so", async () => {
  let closed = false;
  async function* requests() {
    try {
      for (let index = 0; ; index++) yield request(index);
    } finally {
      closed = true;
    }
  }
  const flow = new RequestFlow(requests(), never);
  await flow.draw(Number.POSITIVE_INFINITY);
  await flow.close();
  expect(closed).toBe(true);
  expect(await flow.draw(0)).toEqual({ kind: "ended" });
});
