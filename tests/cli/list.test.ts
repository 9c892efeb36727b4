import { expect, test } from "vitest";
import { runList } from "../../src/cli/commands/list.ts";
import { findDatasets, findModels } from "../../src/config/catalog.ts";
import type { ShortName } from "../../src/config/short-names.ts";
import { errorOf } from "../run/error-of.ts";
import { capture } from "./capture.ts";

const list = async (patterns: string[], json = false) => (await capture(() => runList(patterns, json))).stdout;

test("tables of models and of datasets as OpenCompass draws them, of short names, and of what is only read", async () => {
  expect(await list(["oc_tiny", "siqa_ppl_c", "winogrande_ppl", "clue"])).toMatchInlineSnapshot(`
    "+--------------+---------------------------+
    | Model        | Config Path               |
    |--------------+---------------------------|
    | oc_tiny      | configs/models/oc-tiny.ts |
    | oc_tiny_base | configs/models/oc-tiny.ts |
    | oc_tiny_q4_0 | configs/models/oc-tiny.ts |
    | oc_tiny_q8_0 | configs/models/oc-tiny.ts |
    +--------------+---------------------------+
    +-----------------------------+--------------------------------------+
    | Dataset                     | Config Path                          |
    |-----------------------------+--------------------------------------|
    | CLUE_C3_gen                 | configs/datasets/CLUE_C3.ts          |
    | CLUE_C3_gen_8c358f          | configs/datasets/CLUE_C3.ts          |
    | CLUE_C3_ppl                 | configs/datasets/CLUE_C3.ts          |
    | CLUE_C3_ppl_56b537          | configs/datasets/CLUE_C3.ts          |
    | CLUE_C3_ppl_e24a31          | configs/datasets/CLUE_C3.ts          |
    | CLUE_CMRC_gen               | configs/datasets/CLUE_CMRC.ts        |
    | CLUE_CMRC_gen_1bd3c8        | configs/datasets/CLUE_CMRC.ts        |
    | CLUE_CMRC_gen_3749cd        | configs/datasets/CLUE_CMRC.ts        |
    | CLUE_CMRC_gen_8484b9        | configs/datasets/CLUE_CMRC.ts        |
    | CLUE_CMRC_gen_941108        | configs/datasets/CLUE_CMRC.ts        |
    | CLUE_DRCD_gen               | configs/datasets/CLUE_DRCD.ts        |
    | CLUE_DRCD_gen_1bd3c8        | configs/datasets/CLUE_DRCD.ts        |
    | CLUE_DRCD_gen_3749cd        | configs/datasets/CLUE_DRCD.ts        |
    | CLUE_DRCD_gen_8484b9        | configs/datasets/CLUE_DRCD.ts        |
    | CLUE_DRCD_gen_941108        | configs/datasets/CLUE_DRCD.ts        |
    | CLUE_afqmc_gen              | configs/datasets/CLUE_afqmc.ts       |
    | CLUE_afqmc_gen_901306       | configs/datasets/CLUE_afqmc.ts       |
    | CLUE_afqmc_ppl              | configs/datasets/CLUE_afqmc.ts       |
    | CLUE_afqmc_ppl_378c5b       | configs/datasets/CLUE_afqmc.ts       |
    | CLUE_afqmc_ppl_6507d7       | configs/datasets/CLUE_afqmc.ts       |
    | CLUE_afqmc_ppl_7b0c1e       | configs/datasets/CLUE_afqmc.ts       |
    | CLUE_cmnli_gen              | configs/datasets/CLUE_cmnli.ts       |
    | CLUE_cmnli_gen_1abf97       | configs/datasets/CLUE_cmnli.ts       |
    | CLUE_cmnli_gen_51e956       | configs/datasets/CLUE_cmnli.ts       |
    | CLUE_cmnli_ppl              | configs/datasets/CLUE_cmnli.ts       |
    | CLUE_cmnli_ppl_98dd6e       | configs/datasets/CLUE_cmnli.ts       |
    | CLUE_cmnli_ppl_ef69e7       | configs/datasets/CLUE_cmnli.ts       |
    | CLUE_cmnli_ppl_fdc6de       | configs/datasets/CLUE_cmnli.ts       |
    | CLUE_ocnli_gen              | configs/datasets/CLUE_ocnli.ts       |
    | CLUE_ocnli_gen_51e956       | configs/datasets/CLUE_ocnli.ts       |
    | CLUE_ocnli_gen_c4cb6c       | configs/datasets/CLUE_ocnli.ts       |
    | CLUE_ocnli_ppl              | configs/datasets/CLUE_ocnli.ts       |
    | CLUE_ocnli_ppl_98dd6e       | configs/datasets/CLUE_ocnli.ts       |
    | CLUE_ocnli_ppl_ef69e7       | configs/datasets/CLUE_ocnli.ts       |
    | CLUE_ocnli_ppl_fdc6de       | configs/datasets/CLUE_ocnli.ts       |
    | FewCLUE_bustm_gen           | configs/datasets/FewCLUE_bustm.ts    |
    | FewCLUE_bustm_gen_634f41    | configs/datasets/FewCLUE_bustm.ts    |
    | FewCLUE_bustm_ppl           | configs/datasets/FewCLUE_bustm.ts    |
    | FewCLUE_bustm_ppl_4b16c0    | configs/datasets/FewCLUE_bustm.ts    |
    | FewCLUE_bustm_ppl_9ef540    | configs/datasets/FewCLUE_bustm.ts    |
    | FewCLUE_bustm_ppl_e53034    | configs/datasets/FewCLUE_bustm.ts    |
    | FewCLUE_chid_gen            | configs/datasets/FewCLUE_chid.ts     |
    | FewCLUE_chid_gen_0a29a2     | configs/datasets/FewCLUE_chid.ts     |
    | FewCLUE_chid_ppl            | configs/datasets/FewCLUE_chid.ts     |
    | FewCLUE_chid_ppl_8f2872     | configs/datasets/FewCLUE_chid.ts     |
    | FewCLUE_chid_ppl_acccb5     | configs/datasets/FewCLUE_chid.ts     |
    | FewCLUE_cluewsc_gen         | configs/datasets/FewCLUE_cluewsc.ts  |
    | FewCLUE_cluewsc_gen_c68933  | configs/datasets/FewCLUE_cluewsc.ts  |
    | FewCLUE_cluewsc_ppl         | configs/datasets/FewCLUE_cluewsc.ts  |
    | FewCLUE_cluewsc_ppl_12e4e0  | configs/datasets/FewCLUE_cluewsc.ts  |
    | FewCLUE_cluewsc_ppl_4284a0  | configs/datasets/FewCLUE_cluewsc.ts  |
    | FewCLUE_cluewsc_ppl_868415  | configs/datasets/FewCLUE_cluewsc.ts  |
    | FewCLUE_csl_gen             | configs/datasets/FewCLUE_csl.ts      |
    | FewCLUE_csl_gen_28b223      | configs/datasets/FewCLUE_csl.ts      |
    | FewCLUE_csl_gen_87f4a8      | configs/datasets/FewCLUE_csl.ts      |
    | FewCLUE_csl_ppl             | configs/datasets/FewCLUE_csl.ts      |
    | FewCLUE_csl_ppl_769f8d      | configs/datasets/FewCLUE_csl.ts      |
    | FewCLUE_csl_ppl_841b62      | configs/datasets/FewCLUE_csl.ts      |
    | FewCLUE_eprstmt_gen         | configs/datasets/FewCLUE_eprstmt.ts  |
    | FewCLUE_eprstmt_gen_740ea0  | configs/datasets/FewCLUE_eprstmt.ts  |
    | FewCLUE_eprstmt_ppl         | configs/datasets/FewCLUE_eprstmt.ts  |
    | FewCLUE_eprstmt_ppl_1ce587  | configs/datasets/FewCLUE_eprstmt.ts  |
    | FewCLUE_eprstmt_ppl_f1e631  | configs/datasets/FewCLUE_eprstmt.ts  |
    | FewCLUE_ocnli_fc_gen        | configs/datasets/FewCLUE_ocnli_fc.ts |
    | FewCLUE_ocnli_fc_gen_f97a97 | configs/datasets/FewCLUE_ocnli_fc.ts |
    | FewCLUE_ocnli_fc_ppl        | configs/datasets/FewCLUE_ocnli_fc.ts |
    | FewCLUE_ocnli_fc_ppl_9e8b3d | configs/datasets/FewCLUE_ocnli_fc.ts |
    | FewCLUE_ocnli_fc_ppl_c08300 | configs/datasets/FewCLUE_ocnli_fc.ts |
    | FewCLUE_tnews_gen           | configs/datasets/FewCLUE_tnews.ts    |
    | FewCLUE_tnews_gen_b90e4a    | configs/datasets/FewCLUE_tnews.ts    |
    | FewCLUE_tnews_ppl           | configs/datasets/FewCLUE_tnews.ts    |
    | FewCLUE_tnews_ppl_7d1c07    | configs/datasets/FewCLUE_tnews.ts    |
    | FewCLUE_tnews_ppl_d10e8a    | configs/datasets/FewCLUE_tnews.ts    |
    | FewCLUE_tnews_ppl_fff486    | configs/datasets/FewCLUE_tnews.ts    |
    | siqa_ppl_ced5f6             | configs/datasets/siqa.ts             |
    | winogrande_ppl              | configs/datasets/winogrande.ts       |
    | winogrande_ppl_55a66e       | configs/datasets/winogrande.ts       |
    | winogrande_ppl_9307fd       | configs/datasets/winogrande.ts       |
    +-----------------------------+--------------------------------------+
    +----------------------+-----------------------------+-----------------------------+
    | Short Name           | For Base                    | For Chat                    |
    |----------------------+-----------------------------+-----------------------------|
    | CLUE_C3              | CLUE_C3_ppl_e24a31          | CLUE_C3_gen_8c358f          |
    | CLUE_C3_gen          | CLUE_C3_gen_8c358f          | CLUE_C3_gen_8c358f          |
    | CLUE_C3_ppl          | CLUE_C3_ppl_e24a31          | CLUE_C3_ppl_e24a31          |
    | CLUE_CMRC            | CLUE_CMRC_gen_1bd3c8        | CLUE_CMRC_gen_1bd3c8        |
    | CLUE_CMRC_gen        | CLUE_CMRC_gen_1bd3c8        | CLUE_CMRC_gen_1bd3c8        |
    | CLUE_DRCD            | CLUE_DRCD_gen_1bd3c8        | CLUE_DRCD_gen_1bd3c8        |
    | CLUE_DRCD_gen        | CLUE_DRCD_gen_1bd3c8        | CLUE_DRCD_gen_1bd3c8        |
    | CLUE_afqmc           | CLUE_afqmc_ppl_6507d7       | CLUE_afqmc_gen_901306       |
    | CLUE_afqmc_gen       | CLUE_afqmc_gen_901306       | CLUE_afqmc_gen_901306       |
    | CLUE_afqmc_ppl       | CLUE_afqmc_ppl_6507d7       | CLUE_afqmc_ppl_6507d7       |
    | CLUE_cmnli           | CLUE_cmnli_ppl_fdc6de       | CLUE_cmnli_gen_1abf97       |
    | CLUE_cmnli_gen       | CLUE_cmnli_gen_1abf97       | CLUE_cmnli_gen_1abf97       |
    | CLUE_cmnli_ppl       | CLUE_cmnli_ppl_fdc6de       | CLUE_cmnli_ppl_fdc6de       |
    | CLUE_ocnli           | CLUE_ocnli_ppl_fdc6de       | CLUE_ocnli_gen_c4cb6c       |
    | CLUE_ocnli_gen       | CLUE_ocnli_gen_c4cb6c       | CLUE_ocnli_gen_c4cb6c       |
    | CLUE_ocnli_ppl       | CLUE_ocnli_ppl_fdc6de       | CLUE_ocnli_ppl_fdc6de       |
    | FewCLUE_bustm        | FewCLUE_bustm_ppl_e53034    | FewCLUE_bustm_gen_634f41    |
    | FewCLUE_bustm_gen    | FewCLUE_bustm_gen_634f41    | FewCLUE_bustm_gen_634f41    |
    | FewCLUE_bustm_ppl    | FewCLUE_bustm_ppl_e53034    | FewCLUE_bustm_ppl_e53034    |
    | FewCLUE_chid         | FewCLUE_chid_ppl_8f2872     | FewCLUE_chid_gen_0a29a2     |
    | FewCLUE_chid_gen     | FewCLUE_chid_gen_0a29a2     | FewCLUE_chid_gen_0a29a2     |
    | FewCLUE_chid_ppl     | FewCLUE_chid_ppl_8f2872     | FewCLUE_chid_ppl_8f2872     |
    | FewCLUE_cluewsc      | FewCLUE_cluewsc_ppl_868415  | FewCLUE_cluewsc_gen_c68933  |
    | FewCLUE_cluewsc_gen  | FewCLUE_cluewsc_gen_c68933  | FewCLUE_cluewsc_gen_c68933  |
    | FewCLUE_cluewsc_ppl  | FewCLUE_cluewsc_ppl_868415  | FewCLUE_cluewsc_ppl_868415  |
    | FewCLUE_csl          | FewCLUE_csl_ppl_841b62      | FewCLUE_csl_gen_28b223      |
    | FewCLUE_csl_gen      | FewCLUE_csl_gen_28b223      | FewCLUE_csl_gen_28b223      |
    | FewCLUE_csl_ppl      | FewCLUE_csl_ppl_841b62      | FewCLUE_csl_ppl_841b62      |
    | FewCLUE_eprstmt      | FewCLUE_eprstmt_ppl_f1e631  | FewCLUE_eprstmt_gen_740ea0  |
    | FewCLUE_eprstmt_gen  | FewCLUE_eprstmt_gen_740ea0  | FewCLUE_eprstmt_gen_740ea0  |
    | FewCLUE_eprstmt_ppl  | FewCLUE_eprstmt_ppl_f1e631  | FewCLUE_eprstmt_ppl_f1e631  |
    | FewCLUE_ocnli_fc     | FewCLUE_ocnli_fc_ppl_c08300 | FewCLUE_ocnli_fc_gen_f97a97 |
    | FewCLUE_ocnli_fc_gen | FewCLUE_ocnli_fc_gen_f97a97 | FewCLUE_ocnli_fc_gen_f97a97 |
    | FewCLUE_ocnli_fc_ppl | FewCLUE_ocnli_fc_ppl_c08300 | FewCLUE_ocnli_fc_ppl_c08300 |
    | FewCLUE_tnews        | FewCLUE_tnews_ppl_d10e8a    | FewCLUE_tnews_gen_b90e4a    |
    | FewCLUE_tnews_gen    | FewCLUE_tnews_gen_b90e4a    | FewCLUE_tnews_gen_b90e4a    |
    | FewCLUE_tnews_ppl    | FewCLUE_tnews_ppl_d10e8a    | FewCLUE_tnews_ppl_d10e8a    |
    | winogrande_ppl       | winogrande_ppl_55a66e       | winogrande_ppl_55a66e       |
    +----------------------+-----------------------------+-----------------------------+
    +------------------------+--------------------------------------------------+
    | Files Only, No Prompts | What It Reads                                    |
    |------------------------+--------------------------------------------------|
    | clue                   | CLUE and FewCLUE: Chinese language understanding |
    +------------------------+--------------------------------------------------+
    "
  `);
});

test("a table without rows is left out", async () => {
  expect(await list(["oc_tiny"])).not.toContain("Dataset");
  expect(await list(["siqa"])).not.toContain("Model");
});

test("patterns find names that contain one of them, in any case", async () => {
  const lines = (await list(["SIQA_GEN", "cmmlu_ppl"])).split("\n");
  const names = lines
    .flatMap((line) => /^\| (\w+)/.exec(line)?.[1] ?? [])
    .filter((name) => !["Dataset", "Short"].includes(name));
  expect(names.length).toBeGreaterThan(2);
  expect(names.every((name) => name.includes("siqa_gen") || name.includes("cmmlu_ppl"))).toBe(true);
});

test("a bare name means what a run makes of it, by the kind of the model", async () => {
  const { shortNames } = JSON.parse(await list([], true)) as { shortNames: ShortName[] };
  expect(shortNames).toContainEqual({ name: "ceval", base: "ceval_ppl_578f8d", chat: "ceval_gen_5f30c7" });
  for (const { name, base, chat } of shortNames) {
    expect((await findDatasets(name, new Set(["base"]))).name).toBe(base);
    expect((await findDatasets(name, new Set(["chat"]))).name).toBe(chat);
  }
});

test("every path in the tables can be given for a name", async () => {
  const { models, datasets } = JSON.parse(await list([], true)) as Record<string, { name: string; path: string }[]>;
  for (const { name, path } of models ?? []) expect(await findModels(path)).toHaveProperty([name]);
  for (const path of new Set(datasets?.map(({ path }) => path)))
    expect((await findDatasets(path, new Set(["chat"]))).entries).not.toEqual([]);
});

test("--json prints the lists, each entry with its name and file, in order of their names", async () => {
  const listed = JSON.parse(await list([], true)) as Record<string, { name: string; path: string }[]>;
  expect(Object.keys(listed)).toEqual(["models", "datasets", "shortNames", "readers"]);
  expect(listed.models).toContainEqual({ name: "oc_tiny", path: "configs/models/oc-tiny.ts" });
  expect(listed.datasets).toContainEqual({ name: "ceval_gen", path: "configs/datasets/ceval.ts" });
  for (const entries of Object.values(listed)) {
    const names = entries.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
  }
  for (const { name, path } of [...(listed.models ?? []), ...(listed.datasets ?? [])])
    expect([name, path].every((text) => text !== "")).toBe(true);
});

test("a pattern that finds nothing is refused with the nearest name; as JSON the lists are empty", async () => {
  expect(await errorOf(() => list(["cevl_gen"]))).toMatchObject({
    code: "UNKNOWN_NAME",
    message: 'no model or dataset name contains "cevl_gen"',
    hint: expect.stringContaining("did you mean ceval_gen") as string,
  });
  expect((await errorOf(() => list(["zzzzzzzzzzzzzzzzzzzzzzzz"]))).hint).toBe("oc-local list shows all names");
  expect(JSON.parse(await list(["cevl_gen"], true))).toEqual({ models: [], datasets: [], shortNames: [], readers: [] });
});
