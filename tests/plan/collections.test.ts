// Names that several variants of a run share, and averages over what a collection holds.

import { expect, test } from "vitest";
import { resolveScoring } from "../../src/plan/resolve.ts";
import { errorOf } from "../run/error-of.ts";
import { invocationOf } from "../run/invocation.ts";

const chat = new Set(["chat"] as const);

test("all entries of a variant are named with one ending, and its averages hold them", async () => {
  const { datasets, groups } = await resolveScoring(
    invocationOf("/", { datasets: ["base_medium", "chat_OC15"] }),
    chat,
  );
  const ids = datasets.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(["lukaemon_mmlu_anatomy_ppl", "lukaemon_mmlu_anatomy_gen", "gsm8k"]));
  const endings = new Map<string, Set<string>>();
  for (const { id, variant, config } of datasets) {
    const known = endings.get(variant ?? "") ?? new Set();
    endings.set(variant ?? "", known.add(id.slice(config.abbr.length)));
  }
  expect([...endings.values()].every((known) => known.size === 1)).toBe(true);
  const members = groups.find(({ name }) => name === "mmlu_gen")?.subsets ?? [];
  expect(members.every((name) => ids.includes(String(name)))).toBe(true);
});

test("the average of a collection is over its own members, also where another dataset has their name", async () => {
  const { groups, leftOut } = await resolveScoring(invocationOf("/", { datasets: ["base_medium", "chat_OC15"] }), chat);
  const names = groups.find(({ name }) => name === "average")?.subsets.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(["mmlu_gen", "ceval_gen", "cmmlu", "winogrande_gen", "gsm8k", "openai_humaneval"]),
  );
  expect(leftOut.map(({ id }) => id)).toContain("openai_humaneval");
});

test("averages of one name in two collections carry the collection's", async () => {
  const datasets = ["academic_leaderboard_202407", "academic_leaderboard_202412"];
  const { groups } = await resolveScoring(invocationOf("/", { datasets }), chat);
  const names = groups.map(({ name }) => name).filter((name) => name.endsWith("core_average"));
  expect(names).toEqual(["core_average", "academic_leaderboard_202412_core_average"]);
});

test("where nothing that is named can be scored or measures the dimension, the run is refused", async () => {
  const code = invocationOf("/", { dimensions: ["code"] });
  expect((await errorOf(() => resolveScoring(code, chat))).message).toMatch(/none of the \d+ datasets can be scored/);
  const none = invocationOf("/", { datasets: ["siqa_ppl"], dimensions: ["code"] });
  expect((await errorOf(() => resolveScoring(none, chat))).message).toBe(
    "--dimension code: no dataset that is named measures it",
  );
});
