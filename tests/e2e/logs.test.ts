// What a run that fails leaves to read, and whom it tells: logs, the table of failures, a hook. The fault is a real one.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { waitUntil } from "../support/processes.ts";
import { installCli, projectRoot } from "./cli.ts";
import { HeldAnswers } from "./held-answers.ts";
import { journalBytes } from "./torture/journals.ts";

const cli = installCli();
afterAll(() => cli.remove());

const secret = "hunter2-and-more";
const siqa = ["eval", "--models", "oc_tiny", "--datasets", "siqa_ppl", "--limit", "4"];

/** Every file below a folder of the test, by its path there. */
function filesOf(folder: string): Map<string, string> {
  const path = join(cli.cwd, folder);
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(files.map((file) => [file.slice(path.length + 1), readFileSync(file, "utf8")]));
}

test("a run that fails tells its hook, names its logs, and has what the inference process printed, without secrets", async () => {
  const fault = { action: "abort", marker: "notes to a classmate" };
  const preloads = ["addon-faults.cjs", "print-output.cjs"].map(
    (name) => `--require ${JSON.stringify(join(projectRoot, "tests", "e2e", "faults", name))}`,
  );
  const hook = "cat >> reports.jsonl";
  const { code, stderr } = await cli.run([...siqa, "-w", "failed", "--retry", "0", "--hook", hook], {
    OC_FAULT: JSON.stringify(fault),
    OC_PRINT: `loading https://user:${secret}@host/weights`,
    NODE_OPTIONS: preloads.join(" "),
  });
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(/1 task failed:[\s\S]*see logs\/infer\/oc-tiny\/siqa\.out, logs\/infer\/oc-tiny\.log/);
  const reports = readFileSync(join(cli.cwd, "reports.jsonl"), "utf8").trimEnd().split("\n");
  const parsed = reports.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(parsed.map(({ event }) => event)).toEqual(["start", "task-failed", "end"]);
  expect(parsed[2]).toMatchObject({
    result: "failed",
    models: ["oc-tiny"],
    failed: [{ dataset: "siqa", affected: { failed: 1, of: 4, first: [0] } }],
  });
  const files = filesOf("failed");
  const [run] = [...files.keys()][0]?.split("/") ?? [];
  const log = files.get(`${run}/logs/infer/oc-tiny/siqa.out`) ?? "";
  const types = log
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { type: string }).type);
  expect(types).toEqual(["model-open", "task-start", "warning", "row", "task-end", "task-failed"]);
  expect(files.get(`${run}/logs/infer/oc-tiny.log`)).toContain("loading https://***@host/weights\n");
  expect([...files].flatMap(([name, text]) => (text.includes(secret) ? [name] : []))).toEqual([]);
});

test("--debug shows the log on screen, with OpenCompass's line for each task, and --log-format text stores it", async () => {
  const { code, stderr } = await cli.run([...siqa, "-w", "debug", "--debug", "--log-format", "text"]);
  expect(code, stderr).toBe(0);
  const line =
    /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] \[oc-local\.inferencers\.perplexity\] \[INFO\] Starting inference process\.\.\.$/m;
  expect(stderr).toMatch(line);
  const stored = [...filesOf("debug")].filter(([name]) => name.endsWith(".out"));
  expect(stored.map(([name]) => name.replace(/^\w+\//, "")).sort()).toEqual([
    "logs/eval/oc-tiny/siqa.out",
    "logs/infer/oc-tiny/siqa.out",
    "logs/run.out",
  ]);
  expect(stored.find(([name]) => name.includes("infer"))?.[1]).toMatch(line);
});

test("a hook that fails is a warning, Ctrl-C is reported, and what has nothing to report to is refused", async () => {
  const failing = await cli.run([...siqa, "-w", "hooked", "--hook", "echo no mail >&2; exit 7"]);
  expect(failing.code, failing.stderr).toBe(0);
  expect(failing.stderr).toContain("warning: the hook, told of the end, ended with 7: no mail");
  const chosen = ["--datasets", "siqa_gen", "--limit", "4", "--batch-size", "1"];
  const fourAnswers = ["eval", "--models", "oc_tiny", ...chosen];
  const answers = new HeldAnswers(cli, "stopped", 1);
  const { child, finished } = cli.start(
    [...fourAnswers, "-w", "stopped", "--hook", 'echo "$OC_LOCAL_RESULT" >> result'],
    answers.env,
  );
  const workDir = join(cli.cwd, "stopped");
  await waitUntil(() => journalBytes(workDir) > 0);
  child.kill("SIGINT");
  expect((await finished).code).toBe(130);
  expect(readFileSync(join(cli.cwd, "result"), "utf8").trim()).toBe("interrupted");
  const refused = await cli.run([...siqa, "-w", "refused", "--lark"], { OC_LOCAL_LARK_BOT_URL: "" });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("--lark: there is no address of a bot");
  expect(readdirSync(cli.cwd)).not.toContain("refused");
});
