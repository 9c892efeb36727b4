import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { waitUntil } from "../support/processes.ts";
import { installCli, tinyModel } from "./cli.ts";
import { HeldAnswers } from "./held-answers.ts";
import { journalBytes } from "./torture/journals.ts";

const cli = installCli();
afterAll(() => cli.remove());

/** The only run folder below a work dir. */
function onlyRun(workDir: string): string {
  const runs = readdirSync(join(cli.cwd, workDir));
  expect(runs).toHaveLength(1);
  return join(cli.cwd, workDir, runs[0] as string);
}

function newestCsv(run: string): string {
  const name = readdirSync(join(run, "summary"))
    .filter((file) => /^summary_\d+_\d+\.csv$/.test(file))
    .sort()
    .at(-1);
  return readFileSync(join(run, "summary", name as string), "utf8");
}

/** Rows in the journal of a run, in the order of their lines. */
function journalRows(workDir: string, dataset: string): number[] {
  const path = join(onlyRun(workDir), "journal", "oc-tiny", `${dataset}.jsonl`);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line).row as number);
}

test("without arguments the embedded model answers its demo sets and a table is printed", async () => {
  const { code, stdout, stderr } = await cli.run(["eval"]);
  expect(code, stderr).toBe(0);
  expect(stderr.split("\n")[0]).toBe("no model is given: running the embedded oc-tiny");
  expect(stdout).toMatch(/dataset +\| version \| metric +\| mode +\| +n \| +oc-tiny/);
  expect(stdout).toContain("Sample data written for oc-local, not a benchmark");
  const run = onlyRun("outputs/default");
  expect(readdirSync(run).sort()).toEqual([
    "configs",
    "journal",
    "logs",
    "manifest.json",
    "predictions",
    "results",
    "summary",
  ]);
  expect(newestCsv(run).split("\n")[0]).toBe("dataset,version,metric,mode,oc-tiny");
});

test("predictions have OpenCompass's fields, by row", async () => {
  const { code } = await cli.run([
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "siqa_ppl",
    "demo_gsm8k_chat_gen",
    "--limit",
    "2",
    "-w",
    "fields",
  ]);
  expect(code).toBe(0);
  const predictions = join(onlyRun("fields"), "predictions", "oc-tiny");
  const siqa = JSON.parse(readFileSync(join(predictions, "siqa.json"), "utf8"));
  expect(Object.keys(siqa)).toEqual(["0", "1"]);
  expect(Object.keys(siqa["0"])).toEqual([
    "in-context examples",
    "origin_prompt",
    "label: 1",
    "label: 2",
    "label: 3",
    "prediction",
    "gold",
  ]);
  expect(Object.keys(siqa["0"]["label: 1"])).toEqual(["testing input", "prompt", "PPL", "BPB"]);
  const gsm8k = JSON.parse(readFileSync(join(predictions, "demo_gsm8k.json"), "utf8"));
  expect(Object.keys(gsm8k["0"])).toEqual(["origin_prompt", "prediction", "gold"]);
  expect(gsm8k["0"].origin_prompt.at(-1).role).toBe("HUMAN");
});

test("two runs give equal numbers, and the stages run apart give the same table", async () => {
  const datasets = [
    "--models",
    "oc_tiny",
    "--datasets",
    "siqa_ppl",
    "winogrande_ppl",
    "demo_math_chat_gen",
    "--limit",
    "3",
  ];
  await cli.run(["eval", ...datasets, "-w", "once"]);
  const infer = await cli.run(["eval", ...datasets, "-w", "staged", "--mode", "infer"]);
  expect(infer.stdout).toBe("");
  const evaluated = await cli.run(["eval", "-w", "staged", "--mode", "eval", "-r"]);
  expect(evaluated.code, evaluated.stderr).toBe(0);
  const shown = await cli.run(["eval", "-w", "staged", "--mode", "viz"]);
  expect(shown.stdout).toBe(evaluated.stdout);
  expect(newestCsv(onlyRun("staged"))).toBe(newestCsv(onlyRun("once")));
});

test("-r asks only what is missing, torn or changed", async () => {
  const args = ["eval", "--models", "oc_tiny", "--datasets", "siqa_ppl", "-w", "again"];
  await cli.run(args);
  const journal = join(onlyRun("again"), "journal", "oc-tiny", "siqa.jsonl");
  const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(12);
  const changed = { ...JSON.parse(lines[3] as string), key: "of another prompt" };
  writeFileSync(journal, `${[...lines.slice(0, 3), JSON.stringify(changed), ...lines.slice(4, 10)].join("\n")}\n`);
  appendFileSync(journal, (lines[10] as string).slice(0, 100));
  const again = await cli.run([...args, "-r"]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain("12/12, 9 reused");
  const rows = new Map(
    readFileSync(journal, "utf8")
      .split("\n")
      .flatMap((line) => {
        try {
          const record = JSON.parse(line);
          return [[record.row, record.prediction.prediction] as const];
        } catch {
          return [];
        }
      }),
  );
  expect([...rows.values()]).toHaveLength(12);
  for (const line of lines) {
    const { row, prediction } = JSON.parse(line);
    expect(rows.get(row)).toBe(prediction.prediction);
  }
});

test("Ctrl-C keeps what was answered and -r finishes the run", async () => {
  const args = [
    ...["eval", "--models", "oc_tiny", "--datasets", "siqa_gen", "demo_math_chat_gen"],
    ...["-w", "stopped", "--limit", "6", "--batch-size", "2"],
  ];
  const answers = new HeldAnswers(cli, "stopped", 2);
  const { child, finished } = cli.start(args, answers.env);
  const workDir = join(cli.cwd, "stopped");
  await waitUntil(() => journalBytes(workDir) > 0);
  child.kill("SIGINT");
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(130);
  const answered = ["siqa", "demo_math"].flatMap((name) => journalRows("stopped", name));
  expect(answered.length).toBeGreaterThan(0);
  expect(answered.length).toBeLessThan(12);
  expect(stderr).toMatch(/continue with: oc-local eval -r \d{8}_\d{6} -w stopped/);
  const done = await cli.run(["eval", "-r", "-w", "stopped"]);
  expect(done.code, done.stderr).toBe(0);
  expect(done.stderr).toContain(`12/12, ${answered.length} reused`);
  for (const name of ["siqa", "demo_math"]) {
    expect(journalRows("stopped", name).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  }
});

test("a TypeScript config composes and patches built-in datasets; a JSON config names them", async () => {
  writeFileSync(
    join(cli.cwd, "mine.ts"),
    `import { defineConfig, patch } from "oc-local";
import siqa from "oc-local/configs/datasets/siqa";
export default defineConfig({
  models: [{ abbr: "mine", path: ${JSON.stringify(tinyModel)}, kind: "base", threads: 1 }],
  datasets: [
    ...patch(siqa.variants.siqa_ppl_e8d8c5(), (d) => ({ abbr: "mine_" + d.abbr, reader: { ...d.reader, testRange: "[0:2]" } })),
    "winogrande_ppl",
  ],
  summarizer: { summaryGroups: [{ name: "both", subsets: ["mine_siqa", "winogrande"] }] },
});
`,
  );
  const typed = await cli.run(["eval", "mine.ts", "--limit", "2", "-w", "typed"]);
  expect(typed.code, typed.stderr).toBe(0);
  expect(newestCsv(onlyRun("typed"))).toMatch(/^mine_siqa,[0-9a-f]{6},accuracy,ppl,\d+\.00$/m);
  expect(newestCsv(onlyRun("typed"))).toMatch(/^both,-,naive_average,ppl,\d+\.00$/m);
  writeFileSync(join(cli.cwd, "mine.json"), JSON.stringify({ models: ["oc_tiny_base"], datasets: ["siqa_ppl"] }));
  const json = await cli.run(["eval", "mine.json", "--limit", "1", "-w", "json"]);
  expect(json.code, json.stderr).toBe(0);
});

test("one dataset asked by gen and by ppl keeps both scores, each with its own group", async () => {
  const config = `import { defineConfig } from "oc-local";
import ceval from "oc-local/configs/datasets/ceval";
const one = (entries) => entries.filter((d) => d.abbr === "ceval-accountant");
export default defineConfig({
  models: ["oc_tiny"],
  datasets: [...one(ceval.variants.ceval_gen_5f30c7()), ...one(ceval.variants.ceval_ppl_578f8d())],
  summarizer: { summaryGroups: [{ name: "ceval-one", subsets: ["ceval-accountant"] }] },
});
`;
  writeFileSync(join(cli.cwd, "both.mjs"), config);
  const { code, stderr } = await cli.run(["eval", "both.mjs", "-w", "both"]);
  expect(code, stderr).toBe(0);
  const rows = newestCsv(onlyRun("both"))
    .split("\n")
    .map((line) => line.split(",").slice(0, 4).join(" "));
  expect(rows).toEqual([
    "dataset version metric mode",
    "ceval-accountant_gen 002837 accuracy gen",
    expect.stringMatching(/^ceval-accountant_ppl [0-9a-f]{6} accuracy ppl$/),
    "ceval-one_gen - accuracy gen",
    "ceval-one_gen - naive_average gen",
    "ceval-one_ppl - accuracy ppl",
    "ceval-one_ppl - naive_average ppl",
    "",
  ]);
});

test("several workers answer the same as one", async () => {
  const args = [
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "siqa_ppl",
    "winogrande_ppl",
    "demo_math_chat_gen",
    "--limit",
    "4",
    "--device",
    "cpu",
    "--threads",
    "2",
  ];
  await cli.run([...args, "-w", "one-worker"]);
  const two = await cli.run([...args, "-w", "two-workers", "--max-num-workers", "2"]);
  expect(two.code, two.stderr).toBe(0);
  expect(newestCsv(onlyRun("two-workers"))).toBe(newestCsv(onlyRun("one-worker")));
});

test("two workers share one dataset, and it is said why there are two", async () => {
  const args = ["eval", "--models", "oc_tiny", "--datasets", "siqa_ppl", "--device", "cpu", "--threads", "2"];
  const one = await cli.run([...args, "-w", "whole"]);
  expect(one.stderr).not.toContain("worker");
  const two = await cli.run([...args, "-w", "shared", "--max-num-workers", "3"]);
  expect(two.code, two.stderr).toBe(0);
  expect(two.stderr).toContain("2 of 3 workers: 2 threads in all (--threads), 1 thread each");
  expect(journalRows("shared", "siqa").sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, row) => row));
  expect(newestCsv(onlyRun("shared"))).toBe(newestCsv(onlyRun("whole")));
});

test("--dry-run shows the plan, and writes the config alone", async () => {
  const { code, stdout } = await cli.run([
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "siqa_ppl",
    "--dry-run",
    "-w",
    "dry",
  ]);
  expect(code).toBe(0);
  const [path] = /(?<=^== Config\nwritten to )\S*\/dry\/configs\/dry_run_[0-9a-f]{6}\.json$/m.exec(stdout) ?? [];
  expect(JSON.parse(readFileSync(path as string, "utf8"))).toMatchObject({ datasets: [{ abbr: "siqa" }] });
  expect(stdout).toMatch(/siqa +ced5f6 +ppl +12 +\d+ +\d+/);
  expect(stdout).toContain("First prompt of siqa");
  expect(stdout).toMatch(/KV cache +[\d.]+ [KM]iB/);
  expect(stdout.split("\n").length).toBeLessThan(60);
  expect(readdirSync(join(cli.cwd, "dry"), { recursive: true })).toHaveLength(2);
  const resumed = await cli.run(["eval", "-r", "-w", "dry"]);
  expect(resumed.stderr).toContain("there is no run to be continued");
});

test("list --json names every model and dataset with its file", async () => {
  const { stdout } = await cli.run(["list", "--json"]);
  const { models, datasets } = JSON.parse(stdout);
  expect(models).toContainEqual({ name: "hf_internlm2_1_8b", path: "configs/models/internlm2.ts" });
  expect(datasets).toContainEqual(
    expect.objectContaining({ name: "ceval_gen_5f30c7", path: "configs/datasets/ceval.ts" }),
  );
});

test("a score that cannot be told from guessing is noted below the table, and puts no score in doubt", async () => {
  const { code, stdout, stderr } = await cli.run([
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "tiny_siqa_ppl",
    "--limit",
    "2",
    "-w",
    "few",
  ]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/tiny_siqa_ppl .*\| too few questions$/m);
  expect(stdout).toMatch(/^oc-tiny, too few questions: tiny_siqa_ppl \(.*\)\. Ask more questions/m);
  expect(stderr).not.toContain("in doubt");
});
