import { expect, test } from "vitest";
import { withEvenShares } from "../../../src/run/estimate/even-shares.ts";

test("a portion that had less of the processor counts as what it would have taken with the share of the others", () => {
  const quiet = { tokens: 1000, units: 0, seconds: 1 };
  const disturbed = { tokens: 1000, units: 0, seconds: 3 };
  const probes = [{ observations: [quiet], name: "a" }, { observations: [disturbed, quiet] }, { observations: [] }];
  const times = new Map([
    [quiet, 1],
    [disturbed, 1],
  ]);
  const even = withEvenShares(probes, times);
  expect(even.map(({ observations }) => observations.map(({ seconds }) => seconds))).toEqual([[2], [2, 2], []]);
  expect(even[0]).toMatchObject({ name: "a", observations: [{ tokens: 1000 }] });
});

test("where nothing was measured nothing changes", () => {
  const probes = [{ observations: [] }];
  expect(withEvenShares(probes, new Map())).toEqual(probes);
});
