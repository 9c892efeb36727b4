// Requests of two kinds of a flow that come mixed.

import { expect, test } from "vitest";
import { runByKind } from "../../src/engines/scheduler/flow-by-kind.ts";
import { RequestFlow, type RequestSource } from "../../src/engines/scheduler/request-flow.ts";

const isOdd = (value: number) => value % 2 === 1;
const stop = { signal: new AbortController().signal, check: () => undefined };

async function* drain(part: RequestSource<number>, kind: boolean): AsyncGenerator<[number, boolean]> {
  for (;;) {
    const drawn = await part.draw(Number.POSITIVE_INFINITY);
    if (drawn.kind !== "request") return;
    yield [drawn.request, kind];
  }
}

async function* mixed(count: number): AsyncGenerator<number> {
  for (let value = 0; value < count; value++) yield value;
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test("every request is computed once, with its own kind, and kinds change seldom", async () => {
  const found = await all(runByKind(new RequestFlow(mixed(10_000), stop), isOdd, drain));
  expect(found.map(([value]) => value).sort((a, b) => a - b)).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
  expect(found.every(([value, kind]) => isOdd(value) === kind)).toBe(true);
  const changes = found.filter(([, kind], i) => i > 0 && kind !== found[i - 1]?.[1]).length;
  expect(changes).toBeLessThan(8);
});

test("a flow that waits for a result of the other kind gets it", async () => {
  const answered = new Set<number>();
  async function* chained(): AsyncGenerator<number> {
    for (let value = 0; value < 6; value++) {
      yield value;
      while (!answered.has(value)) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  const run = async function* (part: RequestSource<number>, kind: boolean) {
    for await (const [value] of drain(part, kind)) {
      answered.add(value);
      yield value;
    }
  };
  expect(await all(runByKind(new RequestFlow(chained(), stop), isOdd, run))).toEqual([0, 1, 2, 3, 4, 5]);
});
