// Runs whose terminal or reader goes away before they end.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isRunning, processesNaming, processId, waitUntil } from "../support/processes.ts";
import { installCli } from "./cli.ts";
import { HeldAnswers } from "./held-answers.ts";
import { journalBytes, runFolder, storedLines } from "./torture/journals.ts";

const cli = installCli();
afterAll(() => cli.remove());

const rows = 12;
const run = (workDir: string) => [
  ...["eval", "--models", "oc_tiny", "--datasets", "siqa_gen"],
  ...["--limit", String(rows), "--batch-size", "2", "-w", workDir],
];

const inWork = (workDir: string) => join(cli.cwd, workDir);
const storedRows = (workDir: string) => storedLines(inWork(workDir), { mayBeTorn: false }).size;
const isLocked = (workDir: string) => existsSync(join(runFolder(inWork(workDir)), ".lock"));

/** Starts a run and waits until its first answer is stored; the others are held. */
async function startHeld(workDir: string) {
  const answers = new HeldAnswers(cli, workDir, 1);
  const started = cli.start(run(workDir), answers.env);
  await waitUntil(() => journalBytes(inWork(workDir)) > 0);
  return { ...started, answers };
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));

test("Ctrl-C also ends the reader of the output, such as tee: what was answered is stored all the same", async () => {
  const { child } = await startHeld("tee");
  const exit = exitOf(child);
  child.stderr?.destroy();
  child.stdout?.destroy();
  child.kill("SIGINT");
  expect(await exit).toBe(130);
  expect(isLocked("tee")).toBe(false);
  expect(storedRows("tee")).toBeGreaterThan(0);
});

test("a run whose output nobody reads goes on to its end", async () => {
  const { child, answers } = await startHeld("unread");
  const exit = exitOf(child);
  child.stderr?.destroy();
  child.stdout?.destroy();
  answers.release();
  expect(await exit).toBe(0);
  expect(storedRows("unread")).toBe(rows);
});

test("a run without a terminal, such as one started by nohup, outlives the end of the session", async () => {
  const { child, finished, answers } = await startHeld("nohup");
  child.kill("SIGHUP");
  answers.release();
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(0);
});

test("a run whose terminal is hung up ends and can be continued", async () => {
  const command = [cli.bin, ...run("hung-up")].map((word) => `'${word}'`).join(" ");
  const answers = new HeldAnswers(cli, "hung-up", 1);
  const terminal = spawn("script", ["--quiet", "--command", command, "/dev/null"], {
    cwd: cli.cwd,
    stdio: "ignore",
    env: { ...process.env, ...answers.env },
  });
  await waitUntil(() => journalBytes(inWork("hung-up")) > 0);
  const [id] = processesNaming("hung-up").flatMap((pid) => processId(pid) ?? []);
  if (id === undefined) throw new Error("the run is not there");
  terminal.kill("SIGKILL");
  await waitUntil(() => !isRunning(id));
  expect(isLocked("hung-up")).toBe(false);
  const answered = storedRows("hung-up");
  expect(answered).toBeLessThan(rows);
  const { code, stderr } = await cli.run(["eval", "-r", "-w", "hung-up"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`${rows}/${rows}, ${answered} reused`);
});
