// Parts of datasets by name, as `--datasets` and configs take them.

import { expect, test } from "vitest";
import { findDatasetsOrParts } from "../../src/config/dataset-parts.ts";
import { selectDatasets } from "../../src/config/resolve-datasets.ts";
import { userEntries } from "../../src/config/user-entries.ts";
import { errorOf } from "../run/error-of.ts";

const base = new Set(["base"] as const);
const user = userEntries({ cwd: import.meta.dirname });
const abbrs = async (reference: string) => (await findDatasetsOrParts(reference, base)).entries.map(({ abbr }) => abbr);

test.each([
  ["ceval_ppl/computer_network", ["ceval-computer_network"]],
  ["ceval_ppl/ceval-law", ["ceval-law"]],
  ["ceval/law", ["ceval-law"]],
  ["ceval_gen_2daf24/law", ["ceval-law", "ceval-test-law"]],
  ["mmlu_ppl/{anatomy,astronomy}", ["lukaemon_mmlu_astronomy", "lukaemon_mmlu_anatomy"]],
  ["mmlu_ppl/{ anatomy, }", ["lukaemon_mmlu_anatomy"]],
  ["winogrande_gen_a027b6/winogrande_prompt_2", ["winogrande_prompt_2"]],
])("%s is %s, in the order of the dataset", async (reference, expected) => {
  expect(await abbrs(reference)).toEqual(expected);
});

test("the path of a config names the dataset that it ends in, as before", async () => {
  for (const path of ["configs/datasets/ceval/ceval_ppl.py", "ceval/ceval_ppl", "demo/siqa_ppl", "ceval_ppl/"])
    expect((await findDatasetsOrParts(path, base)).meaning).toMatch(/^(ceval_ppl_578f8d|siqa_ppl_ced5f6)$/);
});

test("a part that is named twice, or beside the whole, is asked once", async () => {
  const select = async (names: string[]) => selectDatasets(names, base, { origin: "here", user });
  const { entries, names, notes } = await select(["mmlu_ppl/anatomy", "mmlu_ppl/{anatomy,astronomy}", "siqa_ppl"]);
  expect(entries.map(({ abbr }) => abbr)).toEqual(["lukaemon_mmlu_anatomy", "lukaemon_mmlu_astronomy", "siqa"]);
  expect(names).toEqual(["mmlu_ppl_ac766d", "mmlu_ppl_ac766d", "siqa_ppl_ced5f6"]);
  expect(notes[0]).toBe("mmlu_ppl/anatomy means mmlu_ppl_ac766d/anatomy");
  expect((await select(["mmlu_ppl", "mmlu_ppl/anatomy"])).entries).toHaveLength(57);
});

test("an unknown part names the nearest", async () => {
  const error = await errorOf(() => findDatasetsOrParts("mmlu_ppl/{anatomy,astronmy}", base));
  expect(error.message).toBe('dataset "mmlu_ppl_ac766d" has no part "astronmy"');
  expect(error.hint).toBe("did you mean astronomy or anatomy?");
  expect((await errorOf(() => findDatasetsOrParts("siqa_ppl/xyzzy", base))).hint).toBe("its parts: siqa");
});
