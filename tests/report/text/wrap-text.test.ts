import { expect, test } from "vitest";
import { wrapText } from "../../../src/report/text/wrap-text.ts";

test("lines are broken at blanks, which neither end a line nor begin the next", () => {
  expect(wrapText("continue the run", 8)).toEqual(["continue", "the run"]);
  expect(wrapText("continue the run", 9)).toEqual(["continue", "the run"]);
});

test("Chinese is broken between characters, which take two columns each", () => {
  expect(wrapText("继续最近一次运行", 7)).toEqual(["继续最", "近一次", "运行"]);
});
