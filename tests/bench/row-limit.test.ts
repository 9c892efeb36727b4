import { expect, test } from "vitest";
import { informs, measured } from "./row.ts";
import { withinLimit } from "./row-limit.ts";

test("rows pass; one that does not come in time ends them with a row that says after which, and does not hold", async () => {
  async function* measure() {
    yield measured(informs("quick", "s"), 1);
    // A measurement that hangs, and keeps the process.
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  }
  const rows = [];
  for await (const row of withinLimit(measure(), 200)) rows.push(row);
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatchObject({ holds: false, reason: 'no row came within the limit after "quick"' });
});
