import { expect, test } from "vitest";
import { runList } from "../../src/cli/commands/list.ts";
import { findDatasets, findModels } from "../../src/config/catalog.ts";
import type { ShortName } from "../../src/config/short-names.ts";
import { errorOf } from "../run/error-of.ts";
import { capture } from "./capture.ts";

const list = async (patterns: string[], json = false) => (await capture(() => runList(patterns, { json }))).stdout;

test("tables of models and of datasets as OpenCompass draws them, of short names, and of what is only read", async () => {
  expect(await list(["oc_tiny", "siqa_ppl_c", "winogrande_ppl", "jsonl"])).toMatchInlineSnapshot(`
    "+--------------+---------------------------+
    | Model        | Config Path               |
    |--------------+---------------------------|
    | oc_tiny      | configs/models/oc-tiny.ts |
    | oc_tiny_base | configs/models/oc-tiny.ts |
    | oc_tiny_q4_0 | configs/models/oc-tiny.ts |
    | oc_tiny_q8_0 | configs/models/oc-tiny.ts |
    +--------------+---------------------------+
    +-----------------------+--------------------------------+----------------------+---------------+
    | Dataset               | Config Path                    | Measures             | Scoring       |
    |-----------------------+--------------------------------+----------------------+---------------|
    | siqa_ppl_ced5f6       | configs/datasets/siqa.ts       | reasoning, knowledge | ppl, accuracy |
    | winogrande_ppl        | configs/datasets/winogrande.ts | reasoning, language  | ppl, accuracy |
    | winogrande_ppl_55a66e | configs/datasets/winogrande.ts | reasoning, language  | ppl, accuracy |
    | winogrande_ppl_9307fd | configs/datasets/winogrande.ts | reasoning, language  | ppl, accuracy |
    +-----------------------+--------------------------------+----------------------+---------------+
    +----------------+-----------------------+-----------------------+
    | Short Name     | For Base              | For Chat              |
    |----------------+-----------------------+-----------------------|
    | winogrande_ppl | winogrande_ppl_55a66e | winogrande_ppl_55a66e |
    +----------------+-----------------------+-----------------------+
    +------------------------+--------------------------------+
    | Files Only, No Prompts | What It Reads                  |
    |------------------------+--------------------------------|
    | jsonl                  | JSON Lines: the rows of a file |
    +------------------------+--------------------------------+
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
  expect(Object.keys(listed)).toEqual(["models", "datasets", "shortNames", "collections", "readers"]);
  expect(listed.models).toContainEqual({ name: "oc_tiny", path: "configs/models/oc-tiny.ts" });
  expect(listed.datasets).toContainEqual(
    expect.objectContaining({ name: "ceval_gen", path: "configs/datasets/ceval.ts" }),
  );
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
  expect(JSON.parse(await list(["cevl_gen"], true))).toEqual({
    ...{ models: [], datasets: [], shortNames: [], collections: [], readers: [] },
  });
});

test("--json says of a dataset what it measures, how it is scored, what that needs, and its rows where its data is here", async () => {
  const { datasets, collections } = JSON.parse(
    await list(["siqa_ppl_ced5f6", "humaneval_gen_8e312c", "chat_OC15"], true),
  );
  expect(datasets).toEqual([
    {
      ...{ name: "humaneval_gen_8e312c", path: "configs/datasets/humaneval.ts", dimensions: ["code"], needs: ["code"] },
      ...{ parts: 1, scoring: { modes: ["gen"], evaluators: ["HumanEvalEvaluator"] } },
      ...{ rows: null, partsWithoutData: 1 },
    },
    {
      ...{
        name: "siqa_ppl_ced5f6",
        path: "configs/datasets/siqa.ts",
        dimensions: ["reasoning", "knowledge"],
        needs: [],
      },
      ...{ parts: 1, scoring: { modes: ["ppl"], evaluators: ["accuracy"] } },
      ...{ rows: expect.any(Number) as number, partsWithoutData: 0 },
    },
  ]);
  expect(collections[0].members).toHaveLength(17);
  expect(collections[0].members).toContainEqual({ variant: "humaneval_gen_8e312c", isBuiltIn: true, needs: ["code"] });
});

test("--dimension lists what measures it, and nothing that does not", async () => {
  const { stdout } = await capture(() => runList([], { dimension: ["code"] }));
  expect(stdout).toMatch(
    /^\| humaneval_gen_8e312c +\| configs\/datasets\/humaneval.ts +\| code +\| gen, needs code +\|$/m,
  );
  expect(stdout).not.toMatch(/gsm8k|Model|Collection/);
});

test("a collection stands in a table with what it holds", async () => {
  expect(await list(["chat_OC15"])).toMatch(
    /^\| chat_OC15 +\| configs\/collections\/chat_OC15.ts +\| 17 benchmarks: /m,
  );
});
