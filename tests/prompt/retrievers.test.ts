import { expect, test } from "vitest";
import { createRetriever as createFixK } from "../../src/prompt/retrievers/fix-k.ts";
import { createRetriever as createRandom } from "../../src/prompt/retrievers/random.ts";
import { createRetriever as createSlidingWindow } from "../../src/prompt/retrievers/sliding-window.ts";
import { createRetriever as createZero } from "../../src/prompt/retrievers/zero.ts";

const splits = { train: rows(5), test: rows(3) };

test("zero shows no examples and puts no text in their place", () => {
  const retriever = createZero({}, splits);
  expect(retriever.retrieve()).toEqual([[], [], []]);
  expect([retriever.iceSeparator, retriever.iceEndToken]).toEqual(["", ""]);
});

test("fix-k shows the same examples for every row", () => {
  const retriever = createFixK({ fixIdList: [4, 0, -1], iceEosToken: "###" }, splits);
  expect(retriever.retrieve()).toEqual(Array(3).fill([4, 0, -1]));
  expect([retriever.iceSeparator, retriever.iceEndToken]).toEqual(["\n", "###"]);
});

test("random draws the same examples every time it is asked", () => {
  const retriever = createRandom({ iceNum: 1 }, splits);
  expect(retriever.retrieve()).toEqual([[3], [3], [1]]);
  expect(retriever.retrieve()).toEqual([[3], [3], [1]]);
});

test("sliding-window shows the rows before, padded in front with the last ones", () => {
  expect(createSlidingWindow({ k: 2 }, splits).retrieve()).toEqual([
    [3, 4],
    [4, 0],
    [0, 1],
  ]);
});

test.each<[string, () => unknown, string]>([
  [
    "an id beyond the train split",
    () => createFixK({ fixIdList: [0, 5] }, splits),
    'retriever "fix-k": id 5 of fixIdList [0, 5] is out of range: the train split has 5 rows',
  ],
  [
    "more examples than there are",
    () => createRandom({ iceNum: 6 }, splits),
    'retriever "random": cannot draw 6 different examples (iceNum) from 5 train rows',
  ],
])("%s is refused", (_, create, message) => {
  expect(create).toThrow(message);
});

function rows(count: number) {
  return Array.from({ length: count }, (_, id) => ({ id }));
}
