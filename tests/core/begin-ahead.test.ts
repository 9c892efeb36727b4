import { expect, test } from "vitest";
import { beginAhead } from "../../src/core/begin-ahead.ts";

test("outcomes come in order, with no more than four begun ahead", async () => {
  let open = 0;
  let most = 0;
  const begin = async (item: number) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, 10 - item));
    open -= 1;
    if (item === 3) throw new Error("three");
    return item * 2;
  };
  const outcomes: unknown[] = [];
  for await (const [item, outcome] of beginAhead([0, 1, 2, 3, 4, 5, 6], begin))
    outcomes.push([item, outcome.status === "fulfilled" ? outcome.value : "failed"]);
  expect(outcomes).toEqual([
    [0, 0],
    [1, 2],
    [2, 4],
    [3, "failed"],
    [4, 8],
    [5, 10],
    [6, 12],
  ]);
  expect(most).toBe(4);
});

test("whoever stops at a failure leaves nothing unheard", async () => {
  const failing = async (item: number) => {
    throw new Error(`item ${item}`);
  };
  for await (const [, outcome] of beginAhead([1, 2, 3], failing)) {
    expect(outcome).toMatchObject({ status: "rejected" });
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
});
