// Continuing, evaluating and showing an earlier run when something has changed since.

import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { placed } from "../../../src/core/place.ts";
import type { RunEvent } from "../../../src/job/events.ts";
import type { Invocation, RunOptions } from "../../../src/job/invocation.ts";
import { runEvaluation } from "../../../src/run/evaluation-run.ts";
import { readManifest } from "../../../src/store/workspace/manifest.ts";
import { journalPath, resultsPath } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";
import { invocationOf } from "../../run/invocation.ts";

const folder = await tempFolder();
const siqa = { models: ["oc_tiny_base"], datasets: ["siqa_ppl"] };

async function run(
  workDir: string | null,
  given: Partial<Invocation>,
  options: Partial<RunOptions> = {},
  stopAfter = 1000,
) {
  const events: RunEvent[] = [];
  const stop = new AbortController();
  const onEvent = (event: RunEvent) => {
    events.push(event);
    if (events.filter(({ type }) => type === "row").length === stopAfter) stop.abort();
  };
  const outcome = await runEvaluation(
    invocationOf(folder.path, given),
    { mode: "all", ...(workDir !== null && { workDir }), debug: true, maxNumWorkers: 1, ...options },
    { onEvent, signal: stop.signal },
  );
  const rows = events.flatMap((event) => (event.type === "row" ? [event.state] : []));
  const notes = events.flatMap((event) => (event.type === "note" ? [placed(event, event.text)] : []));
  return { ...outcome, rows, notes };
}

// This engine scores row by row, so that a stop finds rows left.
const rowByRow = { engine: "node-llama-cpp" };
const padded: Partial<Invocation> = { ...siqa, limit: 4, modelOverrides: { ...rowByRow, padTokenId: 5 } };

test("answers to earlier questions are never scored with the new ones: an unfinished run has no score", async () => {
  const first = await run("mixed", { ...siqa, limit: 4, modelOverrides: rowByRow });
  expect(first.failed).toEqual([]);
  const stopped = await run("mixed", padded, { reuse: "latest" }, 1);
  expect(stopped).toMatchObject({ interrupted: true, workspace: first.workspace });
  expect(existsSync(resultsPath(first.workspace, "oc-tiny-base", "siqa"))).toBe(false);
  for (const mode of ["eval", "viz"] as const) {
    const [failed] = (await run("mixed", {}, { mode })).failed;
    expect(failed?.reason).toMatch(/^its last inference did not end/);
  }
  const ended = await run("mixed", {}, { reuse: "latest" });
  expect(ended.failed).toEqual([]);
  expect(ended.rows).toEqual(["reused", "answered", "answered", "answered"]);
  expect((await run("mixed", {}, { mode: "viz" })).summary?.table).toBe(ended.summary?.table);
});

test("a resumed run says how many rows it reused and why others were asked again; none is stored twice", async () => {
  await run("reasons", { ...siqa, limit: 3 });
  const again = await run("reasons", { limit: 4, modelOverrides: { padTokenId: 5 } }, { reuse: "latest" });
  expect(again.notes).toContain(
    "oc-tiny-base: 0 rows reused; 3 asked again: the settings changed (3); 1 asked for the first time",
  );
  const journal = readFileSync(journalPath(again.workspace, "oc-tiny-base", "siqa"), "utf8");
  const rows = journal
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { row: number }).row);
  expect(rows.sort()).toEqual([0, 1, 2, 3]);
  expect(again.failed).toEqual([]);
  expect((await run("reasons", {}, { reuse: "latest" })).notes).toContain("oc-tiny-base: 4 rows reused");
});

test("rows whose number format of the KV cache changed are not reused: their log-probabilities differ", async () => {
  await run("cache-type", { ...siqa, limit: 2 });
  const again = await run(
    "cache-type",
    { modelOverrides: { placement: { kv_cache_type: "f32" } } },
    { reuse: "latest" },
  );
  expect(again.rows).toEqual(["answered", "answered"]);
});

test("--deterministic takes no answer that was computed among others, nor the other way round, and -r keeps to it", async () => {
  const given = { ...siqa, limit: 2 };
  await run("deterministic", given);
  const alone = await run("deterministic", { deterministic: true }, { reuse: "latest" });
  expect(alone.rows).toEqual(["answered", "answered"]);
  expect(alone.notes).toContain("oc-tiny-base: 0 rows reused; 2 asked again: the settings changed (2)");
  expect(readManifest(alone.workspace)).toMatchObject({ deterministic: true });
  expect((await run("deterministic", {}, { reuse: "latest" })).rows).toEqual(["reused", "reused"]);
  // With all named anew, the settings are those given.
  const among = await run("deterministic", given, { reuse: "latest" });
  expect(among.rows).toEqual(["answered", "answered"]);
  expect(readManifest(among.workspace)).not.toHaveProperty("deterministic");
});

test("a dataset file that changed between run and resume costs its changed rows only, and the run says why", async () => {
  const data = join(folder.path, "changing");
  const source = fileURLToPath(new URL("../../../data/siqa", import.meta.url));
  cpSync(source, join(data, "siqa"), { recursive: true });
  await run("changed", { ...siqa, limit: 3, dataDir: data });
  const file = join(data, "siqa", "dev.jsonl");
  const lines = readFileSync(file, "utf8").split("\n");
  const first = JSON.parse(lines[0] as string) as { question: string };
  writeFileSync(file, [JSON.stringify({ ...first, question: "What has changed?" }), ...lines.slice(1)].join("\n"));
  const again = await run("changed", {}, { reuse: "latest" });
  expect(again.rows.sort()).toEqual(["answered", "reused", "reused"]);
  expect(again.notes).toContain("oc-tiny-base: 2 rows reused; 1 asked again: the prompt changed (1)");
});

test("flags beside -r change the stored settings; what is not named again is kept", async () => {
  await run("flags", { ...siqa, limit: 2, modelOverrides: { maxSeqLen: 400 } });
  const longer = await run("flags", { limit: 3, modelOverrides: { threads: 1 } }, { reuse: "latest" });
  expect(longer.rows).toEqual(["reused", "reused", "answered"]);
  const stored = readFileSync(join(longer.workspace.path, "configs", "invocation.json"), "utf8");
  expect(JSON.parse(stored)).toMatchObject({ ...siqa, limit: 3, modelOverrides: { maxSeqLen: 400, threads: 1 } });
  const other = await run("flags", { datasets: ["winogrande_ppl"], range: "[0:1]" }, { reuse: "latest" });
  expect(other.notes).toContain("models and settings are those of the stored run, but for --range");
  expect(other.rows).toEqual(["answered"]);
});

test("a run that was killed before it noted what it was asked for is not continued with something else", async () => {
  const first = await run("begun", { ...siqa, limit: 1 });
  rmSync(join(first.workspace.path, "configs", "invocation.json"));
  const error = await errorOf(() => run("begun", {}, { reuse: "latest" }));
  expect(error).toMatchObject({
    code: "WORKSPACE",
    message: expect.stringMatching(
      /does not say what was asked for: there is no configs\/invocation\.json in it$/,
    ) as string,
  });
  expect((await run("begun", { ...siqa, limit: 1 }, { reuse: "latest" })).rows).toEqual(["reused"]);
});

test("where stored answers are read, flags about asking are said to have no effect", async () => {
  await run("viz", { ...siqa, limit: 1 });
  const { notes } = await run("viz", { limit: 3, modelOverrides: { device: "cpu" } }, { mode: "viz" });
  expect(notes).toContain("--mode viz reads what is stored: no effect of --limit, model settings");
});

test("evaluating a dataset that a run never asked is refused, and its results stay", async () => {
  const { workspace } = await run("never", { ...siqa, limit: 1 });
  const results = () => readFileSync(resultsPath(workspace, "oc-tiny-base", "siqa"), "utf8");
  const before = results();
  expect(await errorOf(() => run("never", { datasets: ["winogrande_ppl"] }, { mode: "eval" }))).toMatchObject({
    code: "USAGE",
    message: `${workspace.path} holds no answers to winogrande`,
    hint: "it holds siqa; leave --datasets out to take all of them",
  });
  expect(results()).toBe(before);
});

test("-w wins over the config's work dir, and -r looks where the config's runs are", async () => {
  const config = await folder.write("work-dir.json", JSON.stringify({ ...siqa, workDir: "from-config" }));
  const first = await run(null, { config, limit: 1 });
  expect(first.workspace.path).toContain(join(folder.path, "from-config"));
  const again = await run(null, { config, limit: 1 }, { reuse: "latest" });
  expect(again.workspace).toEqual(first.workspace);
  const elsewhere = await run("from-flag", { config, limit: 1 });
  expect(elsewhere.workspace.path).toContain(join(folder.path, "from-flag"));
});

const entryOf = async () => {
  const { default: family } = await import("../../../configs/datasets/siqa.ts");
  const [entry] = family.variants.siqa_ppl_ced5f6();
  return JSON.parse(JSON.stringify(entry)) as { infer: object; evaluate: object };
};

test.each<[what: string, change: (entry: { infer: object; evaluate: object }) => object, message: RegExp]>([
  ["an evaluator", ({ evaluate }) => ({ evaluate: { ...evaluate, evaluator: { type: "acc" } } }), /no evaluator "acc"/],
  [
    "an inferencer's option",
    ({ infer }) => ({ infer: { ...infer, inferencer: { type: "perplexity", foo: 1 } } }),
    /unknown option "foo"/,
  ],
])("the misspelt name of %s is refused before a run folder is made", async (what, change, message) => {
  const entry = await entryOf();
  const config = await folder.write(
    `${what.length}.json`,
    JSON.stringify({ models: siqa.models, datasets: [{ ...entry, ...change(entry) }] }),
  );
  expect((await errorOf(() => run("misspelt", { config, limit: 1 }))).message).toMatch(message);
  expect(existsSync(join(folder.path, "misspelt"))).toBe(false);
});

test("an adapter that is not there is refused before a run folder is made", async () => {
  const given = { ...siqa, modelOverrides: { adapters: [{ path: "none.gguf", scale: 1 }] } };
  expect((await errorOf(() => run("adapter", given))).message).toBe(`${join(folder.path, "none.gguf")} does not exist`);
  expect(existsSync(join(folder.path, "adapter"))).toBe(false);
});
