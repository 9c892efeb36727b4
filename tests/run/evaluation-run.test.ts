// A whole run in this process with the embedded model, and what can be done with its folder afterwards.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { RunEvent } from "../../src/job/events.ts";
import type { RunOptions } from "../../src/job/invocation.ts";
import { runEvaluation } from "../../src/run/evaluation-run.ts";
import { lockWorkspace } from "../../src/store/workspace/lock.ts";
import { type Manifest, readManifest } from "../../src/store/workspace/manifest.ts";
import { ManifestFile } from "../../src/store/workspace/manifest-file.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "./error-of.ts";
import { invocationOf } from "./invocation.ts";

const folder = await tempFolder();
const asked = invocationOf(folder.path, { models: ["oc_tiny_base"], datasets: ["siqa_ppl"], limit: 3 });

async function run(options: Partial<RunOptions> = {}, invocation = asked) {
  const events: RunEvent[] = [];
  const outcome = await runEvaluation(
    invocation,
    { mode: "all", workDir: "out", debug: true, maxNumWorkers: 1, ...options },
    { onEvent: (event) => events.push(event), signal: new AbortController().signal },
  );
  const rows = events.flatMap((event) => (event.type === "row" ? [event.state] : []));
  return { ...outcome, events, rows };
}

const first = await run();
const nothing = invocationOf(folder.path);

test("a run answers every row and ends with a table", () => {
  expect(first.rows).toEqual(["answered", "answered", "answered"]);
  expect(first).toMatchObject({ failed: [], interrupted: false });
  expect(first.summary?.summary.rows).toHaveLength(1);
});

test("the manifest says who made it: versions, model, engine, data, tasks", () => {
  expect(readManifest(first.workspace)).toMatchObject({
    node: process.version,
    data: { isSample: true },
    models: [{ abbr: "oc-tiny-base", kind: "base", engine: { name: "llama" } }],
    datasets: [{ id: "siqa", mode: "ppl", rows: 3 }],
    endedAt: expect.stringMatching(/^\d{4}-/) as string,
  });
});

test("the run and each of its tasks have a log, without the answered rows", () => {
  const log = (...names: string[]) => {
    const lines = readFileSync(join(first.workspace.path, "logs", ...names), "utf8")
      .trimEnd()
      .split("\n");
    return lines.map((line) => (JSON.parse(line) as { type: string }).type);
  };
  const infer = ["task-start", "task-end"];
  // Three rows are too few to tell anything.
  const evaluation = ["task-start", "task-end", "alarm"];
  expect(log("run.out")).toEqual([
    ...["note", "stage", "model-start", "model-open", ...infer, "model-end"],
    ...["stage", ...evaluation],
  ]);
  expect(log("infer", "oc-tiny-base", "siqa.out")).toEqual(["model-open", ...infer]);
  expect(log("eval", "oc-tiny-base", "siqa.out")).toEqual(evaluation);
});

test("each start stores its config under the time and a hash, which tells a change", async () => {
  const dumps = (path: string) => readdirSync(join(path, "configs")).filter((name) => name !== "invocation.json");
  const { workspace } = await run({ workDir: "dumped" });
  await run({ workDir: "dumped", reuse: "latest" }, { ...asked, modelOverrides: { maxOutLen: 7 } });
  const names = dumps(workspace.path);
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).toMatch(/^\d{8}_\d{6}_[0-9a-f]{6}\.json$/);
  expect(new Set(names.map((name) => name.slice(-11))).size).toBe(2);
});

test("the lock is given back", () => {
  expect(existsSync(join(first.workspace.path, ".lock"))).toBe(false);
});

test("-r alone continues the latest run with its own models and datasets, and asks nothing twice", async () => {
  const again = await run({ reuse: "latest" }, nothing);
  expect(again.workspace).toEqual(first.workspace);
  expect(again.rows).toEqual(["reused", "reused", "reused"]);
  // Nothing is left to ask: no model is opened, and the manifest still says what answered.
  expect(again.events.some(({ type }) => type === "model-open")).toBe(false);
  const engine = { name: "llama", contextSize: expect.any(Number) as number };
  expect(readManifest(again.workspace)).toMatchObject({ models: [{ engine }] });
  expect(again.events).toContainEqual({
    type: "note",
    text: "models, datasets and settings are those of the stored run",
  });
  expect(again.summary?.table).toBe(first.summary?.table);
});

test("evaluating or showing a stored run opens no model and gives the same table", async () => {
  for (const mode of ["eval", "viz"] as const) {
    const stored = await run({ mode }, nothing);
    expect(stored.events.some(({ type }) => type.startsWith("model"))).toBe(false);
    expect(stored.summary?.table).toBe(first.summary?.table);
  }
});

test("where there is no run to evaluate or to continue, it is said", async () => {
  expect(await errorOf(() => run({ mode: "eval", workDir: "empty" }, nothing))).toMatchObject({
    name: "UsageError",
    message: `--mode eval: there is no run in ${join(folder.path, "empty")}`,
  });
  mkdirSync(join(folder.path, "bare", "20260220_120000"), { recursive: true });
  expect(await errorOf(() => run({ mode: "viz", workDir: "bare" }, nothing))).toMatchObject({
    name: "UsageError",
    message: expect.stringMatching(/holds no manifest\.json: its inference was never started$/) as string,
  });
});

test("a run that another process writes is not touched", async () => {
  const unlock = await lockWorkspace(first.workspace);
  try {
    expect((await errorOf(() => run({ mode: "eval" }, nothing))).message).toMatch(/is being written by process/);
  } finally {
    unlock();
  }
});

test("-r removes files that a killed process did not finish, and nothing else", async () => {
  const { workspace } = await run({ workDir: "killed" });
  const inFolder = (name: string) => join(workspace.path, name);
  const left = ["journal/oc-tiny-base/siqa.jsonl.4711.tmp", "results/oc-tiny-base/siqa.json.details.4711.tmp"].map(
    inFolder,
  );
  const others = ["journal/oc-tiny-base/notes.tmp", "logs/infer/x.4711.tmp"].map(inFolder);
  for (const path of [...left, ...others]) writeFileSync(path, "half");
  await run({ workDir: "killed", reuse: "latest" }, nothing);
  expect(left.filter((path) => existsSync(path))).toEqual([]);
  expect(others.filter((path) => existsSync(path))).toEqual(others);
});

test("a run that ends before it asks leaves nothing that would pass for finished", async () => {
  const { workspace } = await run({ workDir: "broken-off" });
  const shards = join(workspace.path, "shards");
  mkdirSync(join(shards, "1"), { recursive: true });
  writeFileSync(join(shards, "queue.json"), '{"name": "oc-local-gone"}');
  vi.stubEnv("PATH", "/no/slurm/here");
  const broken = await errorOf(() => run({ workDir: "broken-off", reuse: "latest" }, nothing));
  vi.unstubAllEnvs();
  expect(broken.message).toMatch(/^jobs oc-local-gone may still be running/);
  const { failed } = await run({ mode: "eval", workDir: "broken-off" }, nothing);
  expect(failed).toMatchObject([{ reason: expect.stringMatching(/^its last inference did not end/) as string }]);
});

test("what another process left while it was waited for is what counts", async () => {
  const { workspace } = await run({ workDir: "waited" });
  const unlock = await lockWorkspace(workspace);
  const scoring = run({ mode: "eval", workDir: "waited" }, nothing);
  await sleep(1000);
  const manifest = new ManifestFile(workspace, readManifest(workspace) as Manifest);
  manifest.update("oc-tiny-base", { unfinished: ["siqa"] });
  unlock();
  const { failed } = await scoring;
  expect(failed).toMatchObject([
    { dataset: "siqa", reason: expect.stringMatching(/^its last inference did not end/) as string },
  ]);
});

test("bad input is refused before a run folder is made", async () => {
  const { code } = await errorOf(() => run({ workDir: "unused" }, { ...asked, datasets: ["siqa_pplx"] }));
  expect(code).toBe("UNKNOWN_NAME");
  expect((await errorOf(() => run({ workDir: "unused" }, { ...asked, range: "[9:2]" }))).code).toBe("USAGE");
  expect(existsSync(join(folder.path, "unused"))).toBe(false);
});
