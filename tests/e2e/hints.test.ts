// Every hint is followed: each case makes an error, does what its hint says, and the error is gone. The last test asks for every
// error of the code.

import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Finished, installCli, tinyModel } from "./cli.ts";
import { advised, hintOf } from "./follow-hint.ts";
import { askingCases } from "./hints/asking-cases.ts";
import { commandCases } from "./hints/command-cases.ts";
import { type Config, configCases, goodDataset } from "./hints/config-cases.ts";
import { expectAllFollowed, noteFollowed } from "./hints/followed.ts";
import { writeInputs } from "./hints/inputs.ts";
import { writeHubCache } from "./hints/model-stories.ts";
import { rowCases } from "./hints/row-cases.ts";
import { stories } from "./hints/stories.ts";
import { templateCases } from "./hints/template-cases.ts";
import { warmCli } from "./warm-cli.ts";

const cli = installCli();
const traces = mkdtempSync(join(tmpdir(), "oc-local-traces-"));
const { run, runCold, end } = warmCli(cli, traces);
afterAll(() => {
  end();
  cli.remove();
  rmSync(traces, { recursive: true, force: true });
});

const questions = [
  { question: "2 + 3 = ?", A: "5", B: "6", answer: "A" },
  { question: "1 + 1 = ?", A: "3", B: "2", answer: "B" },
];

beforeAll(async () => {
  mkdirSync(join(cli.cwd, "own"));
  const circular = ["ABCD", "BCDA", "CDAB", "DABC"].map((pattern) => ({ ...questions[0], answer: `0--A--${pattern}` }));
  for (const [name, rows] of Object.entries({
    q: questions,
    choices: questions.map((row) => ({ ...row, choices: ["A", "B"] })),
    circular,
    long: [{ ...questions[0], question: "2 + 3 = ? ".repeat(20) }, questions[1]],
    "long-choices": questions.map((row) => ({ ...row, choices: ["A", "a rather long one"] })),
    "some-cont": questions.map((row, i) => ({ ...row, cont: i === 0 ? "5" : "" })),
    lacking: [...questions, { question: "3 + 3 = ?", A: "6", answer: "A" }],
    // Filled in, the columns name each other some 140 million characters long.
    growing: [{ ...questions[0], question: "{A}".repeat(20_000), A: "x".repeat(7000) }],
  }))
    writeFileSync(join(cli.cwd, "own", `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  copyFileSync(tinyModel, join(cli.cwd, "tiny.gguf"));
  writeInputs(cli.cwd);
  writeHubCache(cli.cwd);
  const runs = { "box/runs": ["oc_tiny_base", "siqa_ppl"], "box/generated": ["oc_tiny", "siqa_gen"] } as const;
  for (const [workDir, [model, dataset]] of Object.entries(runs)) {
    const stored = await run(["eval", "--models", model, "--datasets", dataset, "--limit", "2", "-w", workDir]);
    expect(stored.code, stored.stderr).toBe(0);
  }
});

const allConfigCases = [...configCases, ...templateCases, ...askingCases, ...rowCases];

test.concurrent.each(allConfigCases)("config: $what", async (each) => {
  const { what, spoil, says, mend, command = ["prompt"], refused: code = 2 } = each;
  const file = `${what.replaceAll(/\W+/g, "-")}.json`;
  const dataset = { ...goodDataset(), abbr: "q" } as unknown as Config["datasets"][number];
  const config: Config = { models: ["oc_tiny"], datasets: [dataset] };
  const ask = () => {
    writeFileSync(join(cli.cwd, file), JSON.stringify(config));
    const [name = "", ...flags] = command;
    return run([name, file, "--data-dir", "own", ...flags]);
  };
  spoil(dataset, config);
  const refused = await ask();
  expect(refused.code, refused.stderr).toBe(code);
  expect(refused.stderr).toMatch(says);
  const hint = adviceIn(refused);
  mend(dataset, hint, config);
  const mended = await ask();
  expect(mended.stderr).not.toMatch(says);
  expect(mended.code, `${hint}\n${mended.stderr}`).toBe(0);
  noteFollowed(refused, hint);
});

/** Tasks that failed are told in a table, with what to do about them. */
function adviceIn({ code, stderr }: Finished): string {
  return code === 1 ? stderr : hintOf(stderr);
}

test.concurrent.each(commandCases)("command: $what", async (each) => {
  const { args, says, follow, env = {}, after = 0, prepare, refused: code = 2 } = each;
  prepare?.(cli.cwd);
  const refused = await run(args, env);
  expect(refused.code, refused.stderr).toBe(code);
  expect(refused.stderr).toMatch(says);
  const hint = adviceIn(refused);
  const next = follow({ hint, args, cwd: cli.cwd, stderr: refused.stderr });
  const mended = await run(next.args, { ...env, ...next.env });
  expect(mended.stderr).not.toMatch(says);
  if (after !== "another") expect(mended.code, `${hint}\n${next.args.join(" ")}\n${mended.stderr}`).toBe(after);
  noteFollowed(refused, hint);
});

for (const { what, skip, tell } of stories) {
  const told = skip === undefined ? test.concurrent : test.skip;
  told(`story: ${what}${skip === undefined ? "" : ` (skipped: ${skip})`}`, async () => {
    const folder = mkdtempSync(join(cli.cwd, "story-"));
    await tell({ folder, run, runCold, noteFollowed });
  });
}

test("a run that another process writes: who waits for its end can go on", async () => {
  cpSync(join(cli.cwd, "box", "runs"), join(cli.cwd, "locked"), { recursive: true });
  const lock = join(cli.cwd, "locked", readdirSync(join(cli.cwd, "locked")).at(-1) as string, ".lock");
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: null, host: hostname() }));
  const score = () => run(["eval", "-w", "locked", "-m", "viz"]);
  const refused = await score();
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(`is being written by process ${process.pid}`);
  advised(hintOf(refused.stderr), /(wait for it to end)/);
  rmSync(lock);
  expect((await score()).code).toBe(0);
  noteFollowed(refused);
});

test("every error of the code has a case that follows its hint, or a reason why none does", () => {
  expectAllFollowed(stories.flatMap(({ skip, files = [] }) => (skip === undefined ? [] : files)));
});
