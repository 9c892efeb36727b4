// Data of which a part is missing or malformed: what is there is scored, the rest are failed tasks that name their files, and an
// average says how many of its parts have a score.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli, projectRoot } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const splits = ["dev", "val", "test"];
const subject = (folder: string, split: string, name: string) =>
  join(cli.cwd, folder, "ceval/formal_ceval", split, `${name}_${split}.csv`);

function bring(folder: string, name: string): void {
  const from = join(projectRoot, "data/ceval/formal_ceval");
  for (const split of splits)
    cpSync(join(from, split, `${name}_${split}.csv`), subject(folder, split, name), { recursive: true });
}

beforeAll(() => {
  for (const name of ["law", "accountant"]) bring("two", name);
  for (const name of ["law", "accountant", "logic"]) bring("broken", name);
  writeFileSync(subject("broken", "val", "logic"), "id,question,A,B,C,D,answer\n0,only,four,cells\n");
  writeFileSync(subject("broken", "val", "accountant"), "no,such,columns\n1,2,3\n");
  cpSync(join(projectRoot, "data/siqa"), join(cli.cwd, "mixed/siqa"), { recursive: true });
  mkdirSync(join(cli.cwd, "nothing"));
});

const asked = ["--models", "oc_tiny", "--datasets", "ceval_gen", "--max-out-len", "4"];
const rowOf = (table: string, dataset: string) =>
  table.split("\n").find((line) => line.trim().startsWith(`${dataset} `));

test("2 of 52 subjects are scored, the others are failed tasks, and -r asks what was brought", async () => {
  const { code, stdout, stderr } = await cli.run(["eval", ...asked, "--data-dir", "two", "-w", "out"]);
  expect(code, stderr).toBe(1);
  const warning = stderr.indexOf("50 of 52 datasets cannot be read: they have no score, the others are asked");
  expect(warning).toBeGreaterThanOrEqual(0);
  expect(warning).toBeLessThan(stderr.indexOf("Starting inference process"));
  expect(stderr).toMatch(/ceval-computer_network: no file .*two\/ceval\/formal_ceval\/dev\/computer_network_dev\.csv/);
  expect(stderr).toContain("50 tasks failed:");
  expect(stderr).toMatch(/and 47 more/);
  expect(stderr.split("\n").filter((line) => line.includes("no file ")).length).toBeLessThan(8);
  for (const name of ["law", "accountant"]) expect(rowOf(stdout, `ceval-${name}`)).toMatch(/ accuracy .*\d\.\d\d/);
  expect(rowOf(stdout, "ceval")).toMatch(/2 of 52 .*no average: 2 of 52 parts have a score/);
  expect(rowOf(stdout, "ceval-humanities")).toContain("1 of 11");
  expect(rowOf(stdout, "ceval-stem")).toBeUndefined();
  expect(stdout).toContain("Not shown: 50 datasets whose files cannot be read. The .md file has all rows.");

  const [run] = /\d{8}_\d{6}/.exec(stderr) ?? [];
  const folder = join(cli.cwd, "out", String(run));
  const log = readFileSync(join(folder, "logs/infer/oc-tiny/ceval-physician.out"), "utf8");
  expect(log).toContain("no file ");
  expect(log).toContain("physician_dev.csv");
  expect(existsSync(join(folder, "predictions/oc-tiny/ceval-law.json"))).toBe(true);
  expect(existsSync(join(folder, "predictions/oc-tiny/ceval-physician.json"))).toBe(false);

  for (const mode of ["eval", "viz"]) {
    const again = await cli.run(["eval", "-r", "-w", "out", "--mode", mode]);
    expect(again.code, again.stderr).toBe(1);
    expect(again.stderr).toContain("50 tasks failed:");
    expect(rowOf(again.stdout, "ceval")).toContain("2 of 52");
  }

  bring("two", "logic");
  const more = await cli.run(["eval", "-r", "-w", "out"]);
  expect(more.code, more.stderr).toBe(1);
  expect(more.stderr).toContain("49 of 52 datasets cannot be read");
  expect(more.stderr).toContain("4 rows reused; 2 asked for the first time");
  expect(rowOf(more.stdout, "ceval-logic")).toMatch(/ accuracy /);
  expect(rowOf(more.stdout, "ceval")).toContain("3 of 52");
});

test("a part by name is asked alone, its keys are those of the whole, and no average is told of a part", async () => {
  const named = [...asked.slice(0, 2), "--max-out-len", "4", "--data-dir", "two", "-w", "parts", "--datasets"];
  const one = await cli.run(["eval", ...named, "ceval_gen/law"]);
  expect(one.code, one.stderr).toBe(0);
  expect(rowOf(one.stdout, "ceval-law")).toMatch(/ accuracy .*\d\.\d\d/);
  expect(rowOf(one.stdout, "ceval")).toBeUndefined();
  const two = await cli.run(["eval", "-r", ...named, "ceval_gen/{law,accountant}"]);
  expect(two.code, two.stderr).toBe(0);
  expect(two.stderr).toContain("2 rows reused; 2 asked for the first time");
  const again = await cli.run(["eval", "-r", "-w", "parts", "--mode", "viz"]);
  expect(again.code, again.stderr).toBe(0);
  expect(rowOf(again.stdout, "ceval-accountant")).toMatch(/ accuracy .*\d\.\d\d/);
});

test("a dry run and the prompts say what is missing; the entry itself is refused with its file", async () => {
  const dry = await cli.run(["eval", ...asked, "--data-dir", "two", "--dry-run"]);
  expect(dry.code, dry.stderr).toBe(1);
  expect(dry.stdout).toMatch(/== Not asked\n\d+ of 52 datasets cannot be read/);
  expect(dry.stdout).toMatch(/computer_network_dev\.csv/);
  const prompt = ["prompt", "--datasets", "ceval_gen", "--data-dir", "two"];
  const shown = await cli.run(prompt);
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stderr).toMatch(/\d+ of 52 datasets cannot be read/);
  expect(shown.stdout).toContain("== ceval-l");
  const lacking = await cli.run([...prompt, "--entries", "physician"]);
  expect(lacking.code).toBe(2);
  expect(lacking.stderr).toMatch(/ceval-physician: no file .*physician_dev\.csv/);
});

test("a malformed file fails its dataset with the place, also one without the columns that a variant needs", async () => {
  const { code, stdout, stderr } = await cli.run(["eval", ...asked, "--data-dir", "broken", "-w", "broken-out"]);
  expect(code, stderr).toBe(1);
  expect(rowOf(stdout, "ceval-law")).toMatch(/ accuracy /);
  expect(rowOf(stdout, "ceval")).toContain("1 of 52");
  const [run] = /\d{8}_\d{6}/.exec(stderr) ?? [];
  const log = (name: string) =>
    readFileSync(join(cli.cwd, "broken-out", String(run), "logs/infer/oc-tiny", `${name}.out`), "utf8");
  expect(log("ceval-logic")).toMatch(/logic_val\.csv:2: expected 7 columns .*found 4/);
  expect(log("ceval-accountant")).toMatch(/no column .*question.* \(found: no, such, columns/);
  expect(log("ceval-accountant")).toMatch(/look at its files below .*broken\/ceval\/formal_ceval/);
});

test("of a list of datasets those that are there are scored", async () => {
  const args = ["eval", "--models", "oc_tiny", "--datasets", "siqa_gen", "winogrande_gen", "mmlu_gen", "--limit", "2"];
  const { code, stdout, stderr } = await cli.run([...args, "--max-out-len", "4", "--data-dir", "mixed"]);
  expect(code, stderr).toBe(1);
  expect(rowOf(stdout, "siqa")).toMatch(/ accuracy /);
  expect(stderr).toMatch(/58 of 59 datasets cannot be read[\s\S]*winogrande: no file .*mixed\/winogrande\/dev\.jsonl/);
});

test("where nothing can be read the run is refused before anything is made", async () => {
  const { code, stdout, stderr } = await cli.run(["eval", ...asked, "--data-dir", "nothing", "-w", "none"]);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/ceval-computer_network: no file .*computer_network_dev\.csv/);
  expect(stderr).toContain("name another folder with --data-dir");
  rmSync(subject("broken", "val", "law"));
  const broken = await cli.run(["eval", ...asked, "--data-dir", "broken", "-w", "none"]);
  expect(broken.code).toBe(2);
  expect(existsSync(join(cli.cwd, "none"))).toBe(false);
});
