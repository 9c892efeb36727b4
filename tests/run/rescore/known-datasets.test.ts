import { expect, test } from "vitest";
import { findDatasets } from "../../../src/config/catalog.ts";
import { promptHash } from "../../../src/config/prompt-hash.ts";
import { knownDatasets } from "../../../src/run/rescore/known-datasets.ts";

const asked = (id: string, mode: string, version = "-") => ({ id, abbr: id, mode, version, rows: 1, data: "-" });

test("answers whose prompts nobody noted belong to the default of the way they were asked, and that is told", async () => {
  expect(await knownDatasets([asked("ceval-logic", "gen"), asked("siqa", "ppl")])).toEqual({
    variants: ["ceval_gen_5f30c7", "siqa_ppl_ced5f6"],
    assumed: [
      { dataset: "ceval-logic", variant: "ceval_gen_5f30c7" },
      { dataset: "siqa", variant: "siqa_ppl_ced5f6" },
    ],
    unknown: [],
  });
});

test("a prompt hash names the variant; what no variant has is not known", async () => {
  const { entries } = await findDatasets("gsm8k_gen_3309bd", new Set());
  const version = promptHash((entries[0] as (typeof entries)[number]).infer);
  expect(await knownDatasets([asked("gsm8k", "gen", version)])).toEqual({
    variants: ["gsm8k_gen_3309bd"],
    assumed: [],
    unknown: [],
  });
  const { variants, unknown } = await knownDatasets([
    asked("gsm8k", "gen", "0123"),
    asked("gsm8k", "ppl"),
    asked("nobodys", "gen"),
  ]);
  expect(variants).toEqual([]);
  expect(unknown.map(({ reason }) => reason)).toEqual([
    "no built-in dataset of this abbr has its prompts",
    "no built-in dataset of this abbr is asked by ppl",
    "no built-in dataset has this abbr",
  ]);
});
