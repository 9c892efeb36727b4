// LongBench's code completion: the first line of the answer that is neither comment nor fence, compared with the reference's
// characters: twice the longest common subsequence over both lengths, rounded to whole percents.

import type { Evaluator } from "../core/score.ts";
import { averageOfPoints } from "./longbench/points.ts";
import { longestCommonPlaces } from "./text/longest-common-subsequence.ts";

export function createEvaluator(): Evaluator {
  return averageOfPoints("longbench-code-sim", (answer, references) => {
    let line = answer;
    let points = 0;
    // Upstream goes on with the line that it chose for the reference before.
    for (const reference of references) {
      line = line.replace(/^\n+/, "").split("\n").find(isCode) ?? "";
      points = Math.max(points, similarity(line, reference));
    }
    return points;
  });
}

function isCode(line: string): boolean {
  return !["`", "#", "//"].some((mark) => line.includes(mark));
}

function similarity(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  if (left.length === 0 || right.length === 0) return 0;
  const common = longestCommonPlaces(left, right, { preferSecond: false }).length;
  return roundHalfToEven(100 * ((2 * common) / (left.length + right.length))) / 100;
}

/** As Python's `round`. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
