import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { installCli, projectRoot, tinyModel } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());
beforeEach(() => {
  for (const name of readdirSync(cli.cwd)) rmSync(join(cli.cwd, name), { recursive: true });
});

const q4 = tinyModel.replace("f16", "q4_0");
const two = ["agree", "--model", tinyModel, "--model", q4];
const fields = [
  "tokenAgreement",
  "meanAbsDiff",
  "maxAbsDiff",
  "optionKL",
  "argmaxAgreement",
  "answerAgreement",
  "firstDifference",
];

test("--json prints one object with its seven fields, progress goes elsewhere, and nothing is written", async () => {
  const { code, stdout, stderr } = await cli.run([...two, "--datasets", "tiny_siqa_ppl", "--limit", "8", "--json"]);
  expect(code, stderr).toBe(0);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  const numbers = JSON.parse(stdout) as Record<string, unknown>;
  expect(Object.keys(numbers)).toEqual(fields);
  expect(numbers).toMatchObject({ tokenAgreement: 1, firstDifference: { dataset: "tiny_siqa_ppl", kind: "logProb" } });
  expect(stderr).toContain("a oc-tiny-f16: 8 of 8 rows");
  expect(stderr).toContain("b oc-tiny-q4_0: 8 of 8 rows");
  expect(readdirSync(cli.cwd)).toEqual([]);
});

test("for people: both sides, every number, the first difference; --out keeps it all", async () => {
  const datasets = ["--datasets", "tiny_siqa_ppl", "tiny_mmlu_gen", "--limit", "5"];
  const { code, stdout, stderr } = await cli.run([...two, ...datasets, "--out", "agreement.json"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^a {2}oc-tiny-f16 +llama {2}CPU .*\nb {2}oc-tiny-q4_0 +llama {2}CPU/m);
  expect(stdout).toMatch(/^ all +\| +\| +15 \| +100.00 \|/m);
  expect(stdout).toMatch(/^First difference: tiny_siqa_ppl, row 0/m);
  const file = JSON.parse(readFileSync(join(cli.cwd, "agreement.json"), "utf8")) as { datasets: unknown[]; a: object };
  expect(file.a).toMatchObject({ model: "oc-tiny-f16", engine: "llama" });
  expect(file.datasets).toHaveLength(3);
  expect(readdirSync(cli.cwd)).toEqual(["agreement.json"]);
});

test("two engines, each in a process of its own, agree to rounding", async () => {
  const engines = ["--engine", "llama", "--engine", "node-llama-cpp"];
  const asked = ["--datasets", "tiny_siqa_ppl", "tiny_mmlu_gen", "--limit", "5", "--json"];
  const { code, stdout, stderr } = await cli.run(["agree", "--model", tinyModel, ...engines, ...asked]);
  expect(code, stderr).toBe(0);
  const { meanAbsDiff, ...numbers } = JSON.parse(stdout) as Record<string, number | null>;
  expect(meanAbsDiff).toBeLessThan(1e-3);
  expect(numbers).toMatchObject({ tokenAgreement: 1, argmaxAgreement: 1, answerAgreement: 1, firstDifference: null });
});

test("a row that kills a model is left out and told: exit code 1, and the numbers of the others stand", async () => {
  const fault = { action: "abort", marker: "notes to a classmate" }; // of row 0
  const preload = join(projectRoot, "tests", "e2e", "faults", "addon-faults.cjs");
  const { code, stdout, stderr } = await cli.run([...two, "--datasets", "siqa_ppl", "--limit", "4", "--json"], {
    OC_FAULT: JSON.stringify(fault),
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
  });
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(/failed: a oc-tiny-f16 \/ siqa: 1 of 4 rows failed; row 0:/);
  expect(stderr).toMatch(/failed: b oc-tiny-q4_0 \/ siqa: 1 of 4 rows failed; row 0:/);
  expect(JSON.parse(stdout)).toMatchObject({ tokenAgreement: 1 });
});

test("Ctrl-C ends it with exit code 130 and without a result", async () => {
  const { child, finished } = cli.start([...two, "--datasets", "tiny_gsm8k_gen"]);
  let isSent = false;
  child.stderr?.on("data", (chunk) => {
    if (isSent || !String(chunk).includes("a oc-tiny-f16: CPU")) return;
    isSent = true;
    child.kill("SIGINT");
  });
  const { code, stdout, stderr } = await finished;
  expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  expect(stderr).toContain("Interrupted: nothing is compared.");
  expect(stderr).not.toContain("b oc-tiny-q4_0");
});

test.each([
  [["agree", "--model", tinyModel], "there is one model and nothing to compare it with"],
  [[...two, "--model", q4], "--model is given for 3 sides"],
  [[...two, "--tolerance"], "argument missing"],
  [[...two, "--datasets", "--json"], "'--datasets' has no value"],
])("%j is refused with exit code 2", async (args, message) => {
  const { code, stdout, stderr } = await cli.run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});
