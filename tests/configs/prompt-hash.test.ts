import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findDatasets, listDatasets } from "../../src/config/catalog.ts";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import { promptHash } from "../../src/config/prompt-hash.ts";
import { upstreamNames } from "../../src/core/upstream-names.ts";
import { promptHashOfList } from "./prompt-hash-of-list.ts";
import { hashedOtherwise, isShipped, substituted } from "./shipped.ts";

type Infer = DatasetConfig["infer"];

const golden = fileURLToPath(new URL("../../../shared/golden/prompt_hashes.json", import.meta.url));
const variants = [...new Set((await listDatasets()).map(({ name }) => name))];
const hashOf = async (name: string) =>
  promptHashOfList((await findDatasets(name, new Set(["base"]))).entries.map(({ infer }) => infer));

/** Not in the golden file, and without digits in the name: stop words or a length are all that is new, or all tasks stand together. */
const uncheckable = [
  "GaokaoBench_no_subjective_new_gen",
  "TheoremQA_5shot_new_gen",
  "longbench",
  "math_4shot_base_new_gen",
];

const zeroShot: Infer = {
  promptTemplate: { template: { round: [{ role: "HUMAN", prompt: "{question}\n答: 😀" }] } },
  retriever: { type: "zero" },
  inferencer: { type: "generate", maxOutLen: 16 },
};

function withPrompt(prompt: string): Infer {
  return { ...zeroShot, promptTemplate: { template: { round: [{ role: "HUMAN", prompt }] } } };
}

// Six digits at the end of an upstream file name are the first of its list's hash.
for (const name of variants.filter((variant) => /_[0-9a-f]{6}$/.test(variant) && !hashedOtherwise.includes(variant))) {
  test(`${name} hashes to the digits in its name`, async () => {
    expect((await hashOf(name)).slice(0, 6)).toBe(name.slice(-6));
  });
}

test.skipIf(!existsSync(golden))("every variant that OpenCompass could hash has its whole hash", async () => {
  const file = JSON.parse(readFileSync(golden, "utf8")) as {
    cases: { name: string; expected: Record<string, { n: number; list_hash: string }> }[];
  };
  const known = file.cases.filter(({ name }) => {
    const variant = basename(name, ".py");
    return isShipped(name) && variants.includes(variant) && ![...substituted, ...hashedOtherwise].includes(variant);
  });
  const compared = await Promise.all(
    known.map(async ({ name, expected }) => [
      name,
      // Of several variables the longest is the file's own.
      Object.values(expected).sort((a, b) => b.n - a.n)[0]?.list_hash,
      await hashOf(basename(name, ".py")),
    ]),
  );
  expect(compared.length).toBeGreaterThan(40);
  expect(compared.filter(([, theirs, ours]) => theirs !== ours)).toEqual([]);
});

test.skipIf(!existsSync(golden))("no variant's hash is left unchecked but those of the project's own", async () => {
  const file = JSON.parse(readFileSync(golden, "utf8")) as { cases: { name: string }[] };
  const inFile = new Set(file.cases.map(({ name }) => basename(name, ".py")));
  const full = await Promise.all(
    variants.map(async (name) => (await findDatasets(name, new Set(["base"]))).name.replace(/\.py$/, "")),
  );
  const unchecked = full.filter((name) => !inFile.has(name) && !/_[0-9a-f]{6}$/.test(name));
  expect([...new Set(unchecked)].filter((name) => !/^(tiny|demo)(_|$)/.test(name))).toEqual(uncheckable);
});

test("one changed character of a prompt moves the hash", () => {
  const hashes = ["{question}", "{question} ", "{Question}", "{question}。"].map((prompt) =>
    promptHash(withPrompt(prompt)),
  );
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("the hashed text is Python's JSON: sorted keys, escaped text, OpenCompass's names", async () => {
  const { createHash } = await import("node:crypto");
  const json =
    '{"inferencer": {"max_out_len": 16, "type": "opencompass.openicl.icl_inferencer.GenInferencer"}, ' +
    '"prompt_template": {"template": {"round": [{"prompt": "{question}\\n\\u7b54: \\ud83d\\ude00", "role": "HUMAN"}]}, ' +
    '"type": "opencompass.openicl.icl_prompt_template.PromptTemplate"}, ' +
    '"retriever": {"type": "opencompass.openicl.icl_retriever.ZeroRetriever"}}';
  expect(promptHash(zeroShot)).toBe(createHash("sha256").update(json).digest("hex"));
});

test("numbers hash as Python writes them and option names in snake case", async () => {
  const { createHash } = await import("node:crypto");
  const infer: Infer = {
    promptTemplate: { template: { 10: "ten", 9: "nine" } },
    retriever: { type: "fix-k", fixIdList: [0, -1] },
    inferencer: { type: "my-inferencer", topP: 1e-7, generationKwargs: { do_sample: true, seed: null } },
  };
  const json =
    '{"inferencer": {"fix_id_list": [0, -1], "generation_kwargs": {"do_sample": true, "seed": null}, "top_p": 1e-07, ' +
    '"type": "my-inferencer"}, "prompt_template": {"template": {"9": "nine", "10": "ten"}, ' +
    '"type": "opencompass.openicl.icl_prompt_template.PromptTemplate"}, ' +
    '"retriever": {"type": "opencompass.openicl.icl_retriever.FixKRetriever"}}';
  expect(promptHash(infer)).toBe(createHash("sha256").update(json).digest("hex"));
});

test("labels that are pairs hash by OpenCompass's order of keys: numbers as numbers", () => {
  const hash = (template: NonNullable<Infer["promptTemplate"]>["template"]) =>
    promptHash({ ...zeroShot, promptTemplate: { template } });
  const pairs: [number, string][] = [
    [10, "c"],
    [9, "b"],
  ];
  expect(hash(pairs)).toBe(hash({ 9: "b", 10: "c" }));
  expect(hash(pairs.toReversed())).toBe(hash(pairs));
  expect(hash([[true, "x"]])).toBe(hash({ true: "x" }));
});

test("every retriever has OpenCompass's name for it", async () => {
  const folder = new URL("../../src/prompt/retrievers/", import.meta.url);
  const files = readdirSync(folder).map((file) => basename(file, ".ts"));
  expect(files.sort()).toEqual(Object.keys(upstreamNames.retrievers).sort());
});
