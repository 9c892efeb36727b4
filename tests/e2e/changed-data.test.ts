// Files that change while a run goes on: rows of two datasets, two prompts or two models never meet in one result.

import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { childrenOf, waitUntil } from "../support/processes.ts";
import { installCli, projectRoot } from "./cli.ts";
import { journalBytes, storedLines } from "./torture/journals.ts";
import { writeQuestions } from "./torture/questions.ts";

const cli = installCli();
afterAll(() => cli.remove());

const rows = 200;
const workDir = join(cli.cwd, "changed");
/** Of row 0 and of others. */
const before = "Ada wants to plant a tree.";

test("a restarted inference process that finds other rows fails the dataset, and -r asks what has changed", async () => {
  const data = join(cli.cwd, "data");
  writeQuestions(data, rows);
  const evaluation = ["eval", "--models", "oc_tiny_base", "--data-dir", data, "--deterministic", "-w", "changed"];
  const { child, finished } = cli.start([...evaluation, "--datasets", "siqa_gen", "--max-out-len", "8"]);
  await waitUntil(() => journalBytes(workDir) > 10_000);
  replaceIn(join(data, "siqa", "dev.jsonl"), before, "Ada wants to plant an apple tree.");
  for (const host of childrenOf(child.pid as number)) process.kill(host, "SIGKILL");
  const { code, stdout, stderr } = await finished;
  expect(code, stderr).toBe(1);
  expect(stderr).toContain("siqa: its data changed while the run was going on");
  expect(stderr).toContain("continue with -r when the files are final");
  expect(stdout).toMatch(/siqa .*no score/);
  const answered = [...storedLines(workDir, { mayBeTorn: false }).values()];
  expect(answered.length).toBeLessThan(rows);
  const changed = answered.filter(({ text }) => text.includes(before)).length;
  expect(changed).toBeGreaterThan(0);

  const again = await cli.run(["eval", "-r", "-w", "changed"]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain(
    `${answered.length - changed} rows reused; ${changed} asked again: the prompt changed (${changed}); ` +
      `${rows - answered.length} asked for the first time`,
  );
  expect(storedLines(workDir, { mayBeTorn: false }).size).toBe(rows);
});

/** A run whose inference process has to be started again after `change`. */
async function changedWhileRunning(name: string, args: string[], change: () => void) {
  const data = join(cli.cwd, `data of ${name}`);
  writeQuestions(data, rows);
  const { child, finished } = cli.start([
    ...["eval", ...args, "--data-dir", data, "--deterministic", "--max-out-len", "8", "-w", name],
  ]);
  await waitUntil(() => journalBytes(join(cli.cwd, name)) > 10_000, 60);
  change();
  for (const host of childrenOf(child.pid as number)) process.kill(host, "SIGKILL");
  const { code, stdout, stderr } = await finished;
  expect(code, stderr).toBe(1);
  expect(stdout).toMatch(/siqa .*no score/);
  const answered = storedLines(join(cli.cwd, name), { mayBeTorn: false }).size;
  expect(answered).toBeLessThan(rows);
  return { stderr, answered };
}

test("a restarted inference process that finds another prompt in the config fails the dataset, and -r asks every row so", async () => {
  const config = join(cli.cwd, "mine.ts");
  writeFileSync(
    config,
    `import { patch } from "oc-local";
import siqa from "oc-local/configs/datasets/siqa";
const end = "Answer:";
export default {
  models: ["oc_tiny_base"],
  datasets: patch(siqa.variants.siqa_gen_18632c(), (d) => ({
    infer: { ...d.infer, promptTemplate: { template: "{context} {question} " + end } },
  })),
};
`,
  );
  const changeEnd = () => replaceIn(config, '"Answer:"', '"Reply:"');
  const { stderr, answered } = await changedWhileRunning("edited", ["mine.ts"], changeEnd);
  expect(stderr).toContain("siqa: its config changed while the run was going on");
  const unnamed = await cli.run(["eval", "-r", "-w", "edited"]);
  expect([unnamed.code, unnamed.stderr]).toEqual([
    2,
    expect.stringContaining("it has changed since the run was started"),
  ]);
  const flags = ["--data-dir", join(cli.cwd, "data of edited"), "--deterministic", "--max-out-len", "8"];
  const again = await cli.run(["eval", "mine.ts", ...flags, "-r", "-w", "edited"]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain(`0 rows reused; ${answered} asked again: the prompt changed (${answered})`);
});

test("a restarted inference process that finds another model fails, and -r asks every row of that one, keeping the others", async () => {
  const model = join(cli.cwd, "m.gguf");
  const file = (name: string) => join(projectRoot, "models", "oc-tiny", name);
  copyFileSync(file("oc-tiny-f16.gguf"), model);
  const replaceModel = () => {
    copyFileSync(file("oc-tiny-q8_0.gguf"), `${model}.new`);
    renameSync(`${model}.new`, model);
  };
  const args = ["--model", model, "--hf-type", "base", "--datasets", "siqa_gen"];
  const { stderr, answered } = await changedWhileRunning("replaced", args, replaceModel);
  expect(stderr).toContain("m: its file or its settings changed while the run was going on");
  const again = await cli.run(["eval", "-r", "-w", "replaced"]);
  expect(again.code, again.stderr).toBe(0);
  const kept = /^warning: m: its file is another one .*: they are kept as (m-[0-9a-f]{4})$/m.exec(again.stderr)?.[1];
  const [timestamp] = readdirSync(join(cli.cwd, "replaced"));
  const journal = (abbr = "") =>
    readFileSync(join(cli.cwd, "replaced", timestamp as string, "journal", abbr, "siqa.jsonl"), "utf8");
  expect(journal(kept).trimEnd().split("\n")).toHaveLength(answered);
  expect(journal("m").trimEnd().split("\n")).toHaveLength(rows);
  expect(again.stderr).not.toContain("reused;");
});

function replaceIn(path: string, old: string, now: string): void {
  const text = readFileSync(path, "utf8");
  expect(text).toContain(old);
  writeFileSync(path, text.replaceAll(old, now));
}
