// The table of generating slots, executed on simulated cells: what a slot's cells hold is always what the table believes,
// every job comes to its end, and shared prefixes are copied instead of computed again.

import { expect, test } from "vitest";
import type { GenerateRequest } from "../../src/core/request.ts";
import type { CellEdit } from "../../src/engines/scheduler/round-batch.ts";
import { type SlotJob, type SlotOptions, SlotTable } from "../../src/engines/scheduler/slots.ts";
import { seededRandom } from "../contracts/random.ts";

const options: SlotOptions = { slots: 4, batchTokens: 32, canRollBack: true };

test.each([1, 2, 3, 4, 5, 6])(
  "random prompts that share prefixes: every job ends, cells are what the table says (%i)",
  (seed) => {
    const random = seededRandom(seed);
    const pick = (limit: number) => Math.floor(random() * limit);
    const prefixes = Array.from({ length: 3 }, () => Array.from({ length: 20 + pick(40) }, () => pick(50)));
    const jobs = Array.from({ length: 40 }, (_, index) => {
      const prefix = prefixes[pick(3)] as number[];
      const prompt = [
        ...prefix.slice(0, pick(prefix.length + 1)),
        ...Array.from({ length: 1 + pick(5) }, () => pick(50)),
      ];
      return { ...jobOf(index, prompt), length: 1 + pick(9) };
    });
    const { drawn, computed } = run(jobs, options);
    for (const { request, length } of jobs) expect(drawn.get(request.index)).toBe(length);
    const whole = jobs.reduce((sum, { request, length }) => sum + request.tokens.length + length - 1, 0);
    expect(computed).toBeLessThan(whole);
  },
);

test("slots that begin together read their common prefix once", () => {
  const prefix = Array.from({ length: 100 }, (_, i) => i);
  const jobs = [1, 2, 3, 4].map((n) => ({ ...jobOf(n, [...prefix, 200 + n]), length: 3 }));
  const { computed } = run(jobs, options);
  expect(computed).toBe(100 + 4 * (1 + 2));
});

test("a prefix that is hardly longer than the slot's own is computed again", () => {
  const jobs = [1, 2].map((n) => ({ ...jobOf(n, [1, 2, 3, 100 + n]), length: 1 }));
  expect(run(jobs, options).computed).toBe(8);
});

test("without rolling back a slot keeps all of its cells or nothing", () => {
  const jobs = [
    { ...jobOf(0, [1, 2, 3, 4]), length: 1 },
    { ...jobOf(1, [1, 2, 9, 9]), length: 1 },
    { ...jobOf(2, [1, 2, 9, 9, 5, 6]), length: 1 },
  ];
  const { computed } = run(jobs, { slots: 1, batchTokens: 8, canRollBack: false });
  expect(computed).toBe(4 + 4 + 2);
});

interface TestJob extends SlotJob {
  /** Tokens to draw. */
  length: number;
}

function jobOf(index: number, prompt: number[]): SlotJob {
  const tokens = Int32Array.from(prompt);
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  const request: GenerateRequest = { index, tokens, maxTokens: 100, minTokens: 0, stopWords: [], sampling };
  return { request, tokens: [...prompt] };
}

/** Runs the jobs; a drawn token is a function of everything before it, as the model's would be. */
function run(jobs: readonly TestJob[], slotOptions: SlotOptions) {
  const table = new SlotTable<TestJob>(slotOptions);
  const streams = Array.from({ length: slotOptions.slots }, (): number[] => []);
  const waiting = [...jobs];
  const drawn = new Map<number, number>();
  let computed = 0;
  for (let step = 0; step < 10_000; step++) {
    while (table.free.length > 0 && waiting.length > 0) apply(streams, table.start(waiting.shift() as TestJob));
    if (table.busy.length === 0) return { drawn, computed };
    const shares = table.deal();
    const batch = shares.reduce((sum, { tokens }) => sum + tokens.length, 0);
    expect(batch).toBeGreaterThan(0);
    expect(batch).toBeLessThanOrEqual(slotOptions.batchTokens);
    for (const { slot, tokens, firstPosition } of shares) {
      expect(streams[slot.sequence]).toHaveLength(firstPosition);
      (streams[slot.sequence] as number[]).push(...tokens);
    }
    computed += batch;
    table.computed(shares);
    apply(streams, table.copies());
    for (const slot of table.slots) expect(slot.cells).toEqual(streams[slot.sequence]);
    for (const { slot } of shares.filter(({ draws }) => draws)) {
      const job = slot.job as TestJob;
      expect(streams[slot.sequence]).toEqual(job.tokens);
      job.tokens.push(job.tokens.reduce((hash, token) => (hash * 31 + token) % 997, 7));
      const count = job.tokens.length - job.request.tokens.length;
      if (count < job.length) continue;
      drawn.set(job.request.index, count);
      slot.job = null;
    }
  }
  throw new Error("the jobs did not come to an end");
}

function apply(streams: number[][], edits: readonly CellEdit[]): void {
  for (const edit of edits) {
    if (edit.kind === "clear") throw new Error("nobody clears all cells while jobs run");
    if (edit.kind === "remove") (streams[edit.sequence] as number[]).length = edit.from;
    else streams[edit.target] = [...(streams[edit.sequence] as number[])]; // whole sequences only
  }
}
