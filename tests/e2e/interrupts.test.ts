// Ctrl-C ends a run whatever it is doing: while weights are loaded, which hears of nothing, and while a regular expression or somebody's
// evaluator keeps the thread to itself. What was answered stays, and nothing is left running.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { scoringBegins, slowConfig } from "../support/slow-config.ts";
import { type Finished, installCli, projectRoot } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

/** Sends Ctrl-C to the command, not to its children, when its output says so; again where it is to end at once. */
async function interrupt(args: readonly string[], when: string, { env = {}, times = 1 } = {}): Promise<Finished> {
  const { child, finished } = cli.start(args, env);
  let seen = "";
  let sent = 0;
  child.stderr?.on("data", (text) => {
    seen += text;
    if (sent === 0 && seen.includes(when)) sent += Number(child.kill("SIGINT"));
    else if (sent > 0 && sent < times && seen.includes("Stopping: ")) sent += Number(child.kill("SIGINT"));
  });
  const ended = await finished;
  expect(sent, ended.stderr).toBe(times);
  return ended;
}

/** Processes whose environment has the text. */
function processesWith(text: string): string[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "utf8").includes(text);
      } catch {
        return false; // it has ended, or is somebody else's
      }
    });
}

const neverLoads = join(projectRoot, "tests", "e2e", "faults", "never-loads.cjs");

test.each([1, 2])(
  "while a model loads that never ends, Ctrl-C sent %d times ends the run and its processes",
  async (times) => {
    const mark = `oc-interrupt-${times}-${process.pid}`;
    const args = [
      "eval",
      "--models",
      "oc_tiny",
      "--datasets",
      "tiny_siqa_ppl",
      "--limit",
      "2",
      "-w",
      `loading-${times}`,
    ];
    const env = { NODE_OPTIONS: `--require=${neverLoads}`, OC_TEST_MARK: mark };
    const { code, stderr } = await interrupt(args, "Starting inference process", { env, times });
    expect(code, stderr).toBe(130);
    expect(stderr).toContain("Stopping: ");
    await vi.waitFor(() => expect(processesWith(mark)).toEqual([]), { timeout: 60_000 });
    if (times === 2) return;
    const again = await cli.run(["eval", "-r", "-w", `loading-${times}`]);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain("2 of 2 rows");
  },
);

test.each(["pattern", "evaluator"] as const)(
  "a slow %s is ended by Ctrl-C; the answers are stored and can be scored later",
  async (slow) => {
    writeFileSync(join(cli.cwd, `${slow}.ts`), slowConfig(slow));
    const { code, stderr } = await interrupt(["eval", `${slow}.ts`, "-w", slow], scoringBegins);
    expect(code, stderr).toBe(130);
    expect(stderr).toContain("every answer is stored");
    expect(stderr).not.toContain("defect");
    const [run = ""] = readdirSync(join(cli.cwd, slow));
    expect(readdirSync(join(cli.cwd, slow, run))).toContain("predictions");
    const again = await interrupt(["eval", `${slow}.ts`, "-r", "-w", slow], scoringBegins);
    expect(again.code, again.stderr).toBe(130);
    expect(again.stderr).toMatch(/2 of 2 rows|2 reused|already|stored/);
  },
);
