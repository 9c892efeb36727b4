import { expect, test } from "vitest";
import { didYouMean, nearestNames } from "../../src/core/nearest-names.ts";

const datasets = ["ceval_gen", "ceval_ppl", "cmmlu_gen", "gsm8k_gen", "mmlu_gen", "mmlu_ppl", "winogrande_ppl"];

test.each<[wrong: string, nearest: string | undefined]>([
  ["ceval_gne", "ceval_gen"], // two letters swapped
  ["CEVAL_GEN", "ceval_gen"], // case does not count
  ["mmlu_gem", "mmlu_gen"],
  ["wino", "winogrande_ppl"], // a part of a name
  ["8k", "gsm8k_gen"],
  ["truthfulqa", undefined],
])("%s is nearest to %s", (wrong, nearest) => {
  expect(nearestNames(wrong, datasets)[0]).toBe(nearest);
});

test("names that contain the text come before names that differ from it, the shortest first", () => {
  expect(nearestNames("mmlu", datasets)).toEqual(["mmlu_gen", "mmlu_ppl", "cmmlu_gen"]);
});

test("equally near names come in alphabetical order, whatever their order in the list", () => {
  expect(nearestNames("ceval", datasets)).toEqual(["ceval_gen", "ceval_ppl"]);
  expect(nearestNames("ceval", [...datasets].reverse())).toEqual(["ceval_gen", "ceval_ppl"]);
});

test("at most five names are given, or as many as asked for", () => {
  const many = Array.from({ length: 9 }, (_, i) => `name${i}`);
  expect(nearestNames("name", many)).toHaveLength(5);
  expect(nearestNames("name", many, 2)).toEqual(["name0", "name1"]);
});

test("a short name allows two wrong letters, a long one four in ten", () => {
  expect(nearestNames("abc", ["xyc"])).toEqual(["xyc"]);
  expect(nearestNames("abc", ["xyz"])).toEqual([]);
  expect(nearestNames("abcdefghij", ["wxyzefghij"])).toEqual(["wxyzefghij"]);
  expect(nearestNames("abcdefghij", ["vwxyzfghij"])).toEqual([]);
});

test("the question names one, two or several candidates, and is not asked when nothing is near", () => {
  expect(didYouMean("wino", datasets)).toBe("did you mean winogrande_ppl?");
  expect(didYouMean("ceval", datasets)).toBe("did you mean ceval_gen or ceval_ppl?");
  expect(didYouMean("mmlu", datasets)).toBe("did you mean mmlu_gen, mmlu_ppl or cmmlu_gen?");
  expect(didYouMean("truthfulqa", datasets)).toBeUndefined();
});
