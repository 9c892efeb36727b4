// Averages of the built-in families: over their own datasets or over earlier averages, with weights for what they hold.

import { expect, test } from "vitest";
import { findFamily, listFamilies, variantsOf } from "../../src/config/catalog.ts";
import { dimensions } from "../../src/core/dimension.ts";
import { checkGroups } from "../../src/plan/check-groups.ts";

test.each(listFamilies())("%s: averages are over its own datasets or over earlier averages", async (name) => {
  const { groups = [] } = await findFamily(name);
  checkGroups(groups);
  const known = new Set((await variantsOf(name)).flatMap((entries) => entries.map(({ abbr }) => abbr)));
  for (const group of groups) {
    const parts = group.subsets.map((subset) => (typeof subset === "string" ? subset : subset[0]));
    expect(
      parts.filter((part) => !known.has(part)),
      group.name,
    ).toEqual([]);
    known.add(group.name);
  }
});

test("every family that asks anything says what it measures", async () => {
  const silent: string[] = [];
  for (const name of listFamilies()) {
    const family = await findFamily(name);
    const measured = family.dimensions ?? [];
    expect(measured.every((dimension) => dimensions.includes(dimension))).toBe(true);
    if (measured.length === 0 && Object.keys(family.variants).length > 0) silent.push(name);
  }
  // The demo sets of the embedded model measure nothing of the kind.
  expect(silent).toEqual(["tiny"]);
});
