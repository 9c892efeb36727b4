// A dataset file that changes while a run goes on: rows of its two versions never meet in one result.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { childrenOf, waitUntil } from "../support/processes.ts";
import { installCli } from "./cli.ts";
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

function replaceIn(path: string, old: string, now: string): void {
  const text = readFileSync(path, "utf8");
  expect(text).toContain(old);
  writeFileSync(path, text.replaceAll(old, now));
}
