import { expect, test } from "vitest";
import type { ScoreRequest } from "../../src/core/request.ts";
import { planWalk, type WalkOptions } from "../../src/engines/scheduler/prefix-walk.ts";
import { randomTree, seededRandom } from "../contracts/random.ts";

/** Takes the steps with a pretended model; every answer is the text of the prefix that gave it. */
function walk(requests: ScoreRequest[], options: WalkOptions) {
  let cache = [...Array.from(options.cached)];
  let computed = 0;
  const answers: (Map<number, string> | undefined)[] = [];
  const results = new Map<number, (string | undefined)[]>();
  for (const { request, keep, asked, answered } of planWalk(requests, options)) {
    expect(keep).toBeLessThanOrEqual(cache.length);
    if (!options.canRollBack) expect([0, cache.length]).toContain(keep);
    cache = cache.slice(0, keep);
    answers.length = answered;
    for (const next of asked) {
      cache.push(request.tokens[cache.length] as number);
      computed++;
      const prefix = cache.join(" ");
      expect(prefix).toBe([...request.tokens.subarray(0, cache.length)].join(" "));
      if (next.length > 0) answers[cache.length - 1] = new Map(next.map((token) => [token, `${prefix} → ${token}`]));
    }
    const positions = [...request.tokens.keys()].filter((position) => position >= request.from);
    results.set(
      request.index,
      positions.map((position) => answers[position - 1]?.get(request.tokens[position] as number)),
    );
  }
  return { results, computed };
}

function expectComplete(requests: ScoreRequest[], results: Map<number, (string | undefined)[]>): void {
  for (const { index, tokens, from } of requests) {
    const expected = [...tokens.keys()]
      .filter((position) => position >= from)
      .map((position) => `${tokens.subarray(0, position).join(" ")} → ${tokens[position]}`);
    expect(results.get(index)).toEqual(expected);
  }
}

function requestsOf(sequences: number[][], from = 1): ScoreRequest[] {
  return sequences.map((tokens, index) => ({ index, tokens: Int32Array.from(tokens), from }));
}

function distinctPrefixes(requests: ScoreRequest[]): number {
  const prefixes = requests.flatMap(({ tokens }) =>
    Array.from({ length: tokens.length - 1 }, (_, i) => tokens.subarray(0, i + 1).join(" ")),
  );
  return new Set(prefixes).size;
}

test("every answer comes from its own prefix, for random trees, orders and starts", () => {
  for (let seed = 0; seed < 200; seed++) {
    const random = seededRandom(seed);
    const sequences = randomTree(random, { count: 30, vocabulary: 1 + (seed % 5) });
    const requests = sequences.map((tokens, index) => ({
      index,
      tokens,
      from: 1 + Math.floor(random() * tokens.length),
    }));
    for (const canRollBack of [true, false]) {
      const cached = sequences[seed % sequences.length]?.subarray(0, seed % 7) ?? [];
      const { results } = walk(requests, { cached, canRollBack });
      expectComplete(requests, results);
    }
  }
});

test("every distinct token is computed once", () => {
  for (let seed = 0; seed < 50; seed++) {
    const requests = requestsOf(
      randomTree(seededRandom(seed), { count: 40, vocabulary: 3 }).map((tokens) => [...tokens]),
    );
    const { results, computed } = walk(requests, { cached: [], canRollBack: true });
    expectComplete(requests, results);
    expect(computed).toBe(distinctPrefixes(requests));
  }
});

test("options that differ in their last token cost nothing beyond the question", () => {
  const question = [1, 2, 3, 4, 5, 6];
  const requests = requestsOf(
    [7, 8, 9, 10].map((option) => [...question, option]),
    question.length,
  );
  expect(walk(requests, { cached: [], canRollBack: true }).computed).toBe(question.length);
});

test("what the cache holds from the window before is used", () => {
  const requests = requestsOf([[1, 2, 3, 4, 5]], 4);
  expect(walk(requests, { cached: [1, 2, 3, 9, 9], canRollBack: true }).computed).toBe(1);
  expect(walk(requests, { cached: [1, 2, 3, 9, 9], canRollBack: false }).computed).toBe(4);
  expect(walk(requests, { cached: [1, 2, 3], canRollBack: false }).computed).toBe(1);
});

test("nothing is computed for requests that ask nothing", () => {
  const requests = requestsOf([[1, 2, 3], [1, 2], [5]]).map((request) => ({ ...request, from: request.tokens.length }));
  const { results, computed } = walk(requests, { cached: [], canRollBack: true });
  expect(computed).toBe(0);
  expect([...results.values()]).toEqual([[], [], []]);
});
