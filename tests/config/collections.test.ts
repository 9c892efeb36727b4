import { expect, test } from "vitest";
import { listDatasets } from "../../src/config/catalog.ts";
import { findCollection, listCollections, variantOf } from "../../src/config/collections.ts";
import type { Collection } from "../../src/config/define.ts";
import { selectDatasets } from "../../src/config/resolve-datasets.ts";
import { userEntries } from "../../src/config/user-entries.ts";
import type { Dimension } from "../../src/core/dimension.ts";
import { errorOf } from "../run/error-of.ts";

const base = new Set(["base"] as const);

function select(names: string[], dimensions?: Dimension[]) {
  return selectDatasets(names, base, { origin: "test", user: userEntries({ cwd: "/" }), dimensions });
}

const variantsOf = ({ members }: Pick<Collection, "members">) =>
  members.map((member) => variantOf(typeof member === "string" ? member : member.variant));

test("the collections that OpenCompass names are there, and no dataset has the name of one", async () => {
  const names = (await listCollections()).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      ...["small", "medium", "core"].flatMap((size) => [`base_${size}`, `chat_${size}`]),
      ...["chat_OC15", "leaderboard_qwen", "leaderboard_qwen_chat", "academic_leaderboard_202412"],
    ]),
  );
  const datasets = (await listDatasets()).map(({ name }) => name);
  expect(names.filter((name) => datasets.includes(name))).toEqual([]);
});

test("no collection names a member twice, and averages name rows that its members have", async () => {
  for (const { name } of await listCollections()) {
    const { value } = (await findCollection(name)) as { value: Collection };
    const variants = variantsOf(value);
    expect(new Set(variants).size, name).toBe(variants.length);
    const { entries, leftOut, groups } = await select([name]);
    const rows = new Set([
      ...entries.map(({ abbr }) => abbr),
      ...leftOut.map(({ row }) => row),
      ...[...groups, ...(value.groups ?? [])].map((group) => group.name),
    ]);
    const named = (value.groups ?? []).flatMap(({ subsets }) =>
      subsets.map((subset) => (typeof subset === "string" ? subset : subset[0])),
    );
    expect(
      named.filter((row) => !rows.has(row)),
      name,
    ).toEqual([]);
  }
});

test("chat_OC15 has 17 members: what can be scored is asked, any other is left out with its reason", async () => {
  const { value } = (await findCollection("chat_OC15")) as { value: Collection };
  expect(value.members).toHaveLength(17);
  const { names, leftOut, notes } = await select(["chat_OC15"]);
  const left = new Set(leftOut.map(({ variant }) => variant));
  for (const variant of variantsOf(value)) expect(names.includes(variant) || left.has(variant), variant).toBe(true);
  expect(leftOut).toContainEqual({
    row: "openai_humaneval",
    variant: "humaneval_gen_8e312c",
    reason: "generated programs are not run; OpenCompass uses HumanEvalEvaluator",
    dimensions: ["code"],
  });
  expect(notes).toEqual([expect.stringMatching(/^chat_OC15: \d+ datasets left out, with a row that says why/)]);
});

test("what two collections share is asked once, and what one leaves out is asked where it is named", async () => {
  const both = await select(["chat_core", "chat_OC15"]);
  expect(both.names.filter((name) => name === "gsm8k_gen_1d7fe4")).toHaveLength(1);
  const named = await select(["chat_OC15", "humaneval_gen_8e312c", "gsm8k_gen_1d7fe4"]);
  expect(named.names.filter((name) => name === "humaneval_gen_8e312c")).toHaveLength(1);
  expect(named.names.filter((name) => name === "gsm8k_gen_1d7fe4")).toHaveLength(1);
  expect(named.leftOut.some(({ row }) => row === "openai_humaneval")).toBe(false);
});

test("the path of OpenCompass's file names a collection too", async () => {
  const { names } = await select(["configs/datasets/collections/base_core.py"]);
  expect(names).toContain("mmlu_ppl_ac766d");
});

test("a dimension keeps of what is named what measures it, by any of its dimensions", async () => {
  const { names, leftOut } = await select(["chat_OC15", "siqa_ppl"], ["mathematics"]);
  expect(new Set(names)).toEqual(new Set(["gsm8k_gen_1d7fe4", "math_0shot_gen_393424"]));
  expect(leftOut.map(({ row }) => row)).toEqual(["TheoremQA"]);
});

test("a dimension alone stands for the defaults of all datasets that measure it, by the kind of the model", async () => {
  const { names, leftOut } = await select([], ["examination"]);
  expect(names).toEqual(expect.arrayContaining(["ceval_ppl_578f8d", "mmlu_ppl_ac766d"]));
  expect(names).not.toContain("gsm8k_gen_1d7fe4");
  const code = await select([], ["code"]);
  expect(code.names).toEqual([]);
  expect(code.leftOut.map(({ row }) => row)).toContain("openai_humaneval");
  expect(leftOut.every(({ reason }) => reason !== "")).toBe(true);
});

test("a dimension alone is refused for models of both kinds, with what to do", async () => {
  const kinds = new Set(["base", "chat"] as const);
  const options = { origin: "test", user: userEntries({ cwd: "/" }), dimensions: ["code" as const] };
  expect(await errorOf(() => selectDatasets([], kinds, options))).toMatchObject({
    code: "CONFIG",
    hint: "run them one after the other, or name the variants with --datasets",
  });
});
