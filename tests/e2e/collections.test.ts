// Collections, dimensions and answers that nothing here can score, through the installed program: every row ends with a number or a
// reason, and what was said before the run is no failure.

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli, projectRoot } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

beforeAll(() => {
  mkdirSync(join(cli.cwd, "own", "humaneval"), { recursive: true });
  const row = {
    task_id: "test/0",
    prompt: "def two():\n",
    entry_point: "two",
    canonical_solution: "    return 2\n",
    test: "def check(f):\n    assert f() == 2\n",
  };
  writeFileSync(join(cli.cwd, "own", "humaneval", "human-eval-v2-20210705.jsonl"), `${JSON.stringify(row)}\n`);
  for (const name of ["siqa", "gsm8k"])
    cpSync(join(projectRoot, "data", name), join(cli.cwd, "own", name), { recursive: true });
});

const few = ["--limit", "1", "--max-out-len", "4", "--overrule-out-len", "--data-dir", "own"];

test("of a collection what can be scored is asked, and any other member is a row with its reason", async () => {
  const asked = [
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "chat_OC15",
    "--dimension",
    "mathematics",
    "code",
    ...few,
  ];
  const { code, stdout, stderr } = await cli.run([...asked, "-w", "part"]);
  // The sample of MATH is not there.
  expect(code, stderr).toBe(1);
  expect(stderr).toContain("chat_OC15: 3 datasets left out, with a row that says why");
  expect(stdout).toMatch(/^ gsm8k +\| 1d7fe4 +\| accuracy +\| gen +\| +1 \| +[\d.]+/m);
  expect(stdout).toMatch(/^ openai_humaneval +\| - .*no score: generated programs are not run/m);
  expect(stdout).toMatch(/^ TheoremQA +\| - .*no score: answers are not compared as mathematics/m);
  expect(stdout).toMatch(/^ mathematics +\| naive_average .*\| over 1 of 3$/m);
  expect(stdout).toMatch(/^ {3}math .*\| no score: no file/m);
  expect(stdout).toContain(
    "Left out: openai_humaneval: generated programs are not run; OpenCompass uses HumanEvalEvaluator.",
  );

  const again = await cli.run(["eval", "-m", "viz", "-r", "-w", "part"]);
  const tableOf = (text: string) => text.slice(text.indexOf("by dimension"));
  expect(tableOf(again.stdout)).toBe(tableOf(stdout));
  const [run = ""] = readdirSync(join(cli.cwd, "part"));
  const summary = join(cli.cwd, "part", run, "summary");
  const [markdown = ""] = readdirSync(summary).filter((name) => name.endsWith(".md"));
  expect(readFileSync(join(summary, markdown), "utf8")).toMatch(/^\| \*\*mathematics\*\* \|/m);
});

test("a dataset that nothing here can score keeps its answers, and the run does not fail", async () => {
  const { code, stdout, stderr } = await cli.run([
    ...["eval", "--models", "oc_tiny", "--datasets", "humaneval_gen", ...few, "-w", "alone"],
  ]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("openai_humaneval: answers are kept and not scored: generated programs are not run");
  expect(stderr).not.toMatch(/failed/);
  expect(stdout).toMatch(/^ openai_humaneval +\| - .*no score: generated programs are not run/m);
  const [run = ""] = readdirSync(join(cli.cwd, "alone"));
  const answers = join(cli.cwd, "alone", run, "predictions", "oc-tiny", "openai_humaneval.json");
  expect(JSON.parse(readFileSync(answers, "utf8"))).toHaveProperty("0.prediction");
  for (const mode of ["eval", "viz"]) {
    const again = await cli.run(["eval", "-m", mode, "-r", "-w", "alone", "--data-dir", "own"]);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain("no score: generated programs are not run");
  }
});

test("a dimension alone asks the defaults of what measures it; a second start goes on with it", async () => {
  const asked = ["eval", "--models", "oc_tiny", "--dimension", "mathematics", ...few, "-w", "alone-dimension"];
  const { stdout, stderr } = await cli.run(asked);
  expect(stdout).toMatch(/^ gsm8k +\| 1d7fe4 +\| accuracy/m);
  expect(stderr).toContain("--dimension mathematics:");
  const again = await cli.run(["eval", "-r", "-w", "alone-dimension"]);
  expect(again.stdout).toMatch(/^ gsm8k +\| 1d7fe4 +\| accuracy/m);
});
