// Which entries of a run are parts of one benchmark.

import { expect, test } from "vitest";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import { resolveScoring } from "../../src/plan/resolve.ts";
import { setOf } from "../../src/plan/set-of.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { invocationOf } from "../run/invocation.ts";

const folder = await tempFolder();
const kinds = new Set(["base" as const]);

async function setsOf(given: Parameters<typeof invocationOf>[1]) {
  const { datasets } = await resolveScoring(invocationOf(folder.path, given), kinds);
  return {
    sets: [...new Set(datasets.map((dataset) => setOf(dataset, datasets)))],
    configs: datasets.map(({ config }) => config),
  };
}

const named = await setsOf({ datasets: ["ceval_ppl", "cmmlu_ppl", "siqa_ppl"] });

test("the subjects of a variant are parts of it; another variant's are not", () => {
  expect(named.sets.map(String)).toEqual(["ceval_ppl_578f8d", expect.stringMatching(/^cmmlu_ppl_/), "undefined"]);
});

test("entries that a config writes out are parts of what one loader reads from one folder", async () => {
  const datasets: DatasetConfig[] = named.configs.filter(({ abbr }) => /^(ceval-|siqa)/.test(abbr));
  const config = await folder.write("written-out.json", JSON.stringify({ datasets }));
  expect((await setsOf({ datasets: [], config })).sets).toEqual(["ceval", undefined]);
});
