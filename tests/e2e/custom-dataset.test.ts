// A table of one's own through the installed program: asked and scored by gen and by ppl, scored again without its data, and refused where
// nothing could be right.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const rows = ["A", "B", "B"].map((answer, i) => ({ question: `What is ${i}?`, A: "north", B: "south", answer }));
const write = (name: string, lines: readonly object[]) =>
  writeFileSync(join(cli.cwd, name), lines.map((row) => `${JSON.stringify(row)}\n`).join(""));

beforeAll(() => {
  write("mine.jsonl", rows);
  write(
    "lower.jsonl",
    rows.map((row) => ({ ...row, answer: row.answer.toLowerCase() })),
  );
});

const evaluate = (...more: string[]) => cli.run(["eval", "--models", "oc_tiny", "--custom-dataset-path", ...more]);

test("choices are generated and compared with the texts of the options, also later without the file", async () => {
  const { code, stdout, stderr } = await evaluate("mine.jsonl", "-w", "gen");
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/mine +\| \w{6} +\| accuracy \| gen +\| 3 \|/);
  const score = /mine .*\| +([\d.]+ \[[^\]]+\])/.exec(stdout)?.[1];
  rmSync(join(cli.cwd, "mine.jsonl"));
  const again = await cli.run(["eval", "-w", "gen", "-r", "-m", "eval"]);
  write("mine.jsonl", rows);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stdout).toContain(score);
});

test("choices are compared by how likely they are", async () => {
  const { code, stdout, stderr } = await evaluate("mine.jsonl", "--custom-dataset-infer-method", "ppl", "-w", "ppl");
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/mine +\| \w{6} +\| accuracy \| ppl +\| 3 \|/);
});

test("references that are none of the options are told before anything is asked", async () => {
  const { code, stderr } = await evaluate("lower.jsonl", "-w", "lower");
  expect(code).toBe(2);
  expect(stderr).toContain('lower: 3 of 3 references are none of A, B; the first is "a" (row 0): nothing can be right');
});

test("a table of questions stands beside other datasets", async () => {
  writeFileSync(join(cli.cwd, "qa.csv"), "question,answer\nWhat is one?,1\n");
  const asked = ["qa.csv", "--datasets", "tiny_gsm8k_gen", "--limit", "1", "-w", "both"];
  const { code, stdout, stderr } = await evaluate(...asked);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/tiny_gsm8k_gen +\|/);
  expect(stdout).toMatch(/qa +\| \w{6} +\| accuracy \| gen +\| 1 \|/);
});
