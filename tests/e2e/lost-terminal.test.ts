// Runs whose terminal or reader goes away before they end.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isRunning, processesNaming, processId, waitUntil } from "../support/processes.ts";
import { installCli } from "./cli.ts";
import { endlessAnswers } from "./endless-answers.ts";

const cli = installCli();
afterAll(() => cli.remove());

const slowRun = (workDir: string) =>
  [...endlessAnswers("demo_gsm8k_chat_gen"), "-w", workDir].concat(["--limit", "12", "--batch-size", "2"]);

function runFolder(workDir: string): string {
  const [run] = readdirSync(join(cli.cwd, workDir)) as [string];
  return join(cli.cwd, workDir, run);
}

function journalRows(workDir: string): number {
  const path = join(runFolder(workDir), "journal", "oc-tiny", "demo_gsm8k.jsonl");
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n").length : 0;
}

const untilRows = (workDir: string) =>
  waitUntil(() => existsSync(join(cli.cwd, workDir)) && journalRows(workDir) > 0, 60);

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));

test("Ctrl-C also ends the reader of the output, such as tee: rows in flight are stored all the same", async () => {
  const { child } = cli.start(slowRun("tee"));
  const exit = exitOf(child);
  await untilRows("tee");
  child.stderr?.destroy();
  child.stdout?.destroy();
  child.kill("SIGINT");
  expect(await exit).toBe(130);
  expect(existsSync(join(runFolder("tee"), ".lock"))).toBe(false);
});

test("a run whose output nobody reads goes on to its end", async () => {
  const { child } = cli.start(slowRun("unread"));
  const exit = exitOf(child);
  await untilRows("unread");
  child.stderr?.destroy();
  child.stdout?.destroy();
  expect(await exit).toBe(0);
  expect(journalRows("unread")).toBe(12);
});

test("a run without a terminal, such as one started by nohup, outlives the end of the session", async () => {
  const { child, finished } = cli.start(slowRun("nohup"));
  await untilRows("nohup");
  child.kill("SIGHUP");
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(0);
});

test("a run whose terminal is hung up finishes its rows in flight and can be continued", async () => {
  const command = [cli.bin, ...slowRun("hung-up")].map((word) => `'${word}'`).join(" ");
  const terminal = spawn("script", ["--quiet", "--command", command, "/dev/null"], { cwd: cli.cwd, stdio: "ignore" });
  await untilRows("hung-up");
  const [run] = processesNaming("hung-up").flatMap((pid) => processId(pid) ?? []);
  if (run === undefined) throw new Error("the run is not there");
  terminal.kill("SIGKILL");
  await waitUntil(() => !isRunning(run), 60);
  expect(existsSync(join(runFolder("hung-up"), ".lock"))).toBe(false);
  const answered = journalRows("hung-up");
  expect(answered).toBeLessThan(12);
  const { code, stderr } = await cli.run(["eval", "-r", "-w", "hung-up"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`12/12, ${answered} reused`);
});
