// The tiny models that travel with the project: token ids, log-probabilities and greedy texts as their architecture's own code has
// them. `npm run golden` tries the whole zoo where it is at hand.

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { zooEntries } from "../golden/zoo/run-zoo.ts";

const folder = fileURLToPath(new URL("../golden/zoo/models", import.meta.url));

test.each(zooEntries(folder))("$name gives the reference's numbers", async ({ run }) => {
  const { passed, failures } = await run();
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThanOrEqual(3);
});
