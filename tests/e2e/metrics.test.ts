// Scoring conventions through the installed command: whatever stands beside a score belongs to that score, lengths are those of
// the options as they are written, and what a run cannot have is said.

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli, projectRoot, tinyModel } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const options = { A: "iron", B: "4", C: "the gold ring", D: "the 银 spoon" };
const letters = Object.keys(options);

function dataset(abbr: string, template: Record<string, string>, rows: object[]) {
  const path = join(cli.cwd, `${abbr}.jsonl`);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return {
    abbr,
    source: { type: "jsonl", path },
    reader: { inputColumns: Object.keys(rows[0] ?? {}).filter((name) => name !== "answer"), outputColumn: "answer" },
    infer: { promptTemplate: { template }, retriever: { type: "zero" }, inferencer: { type: "perplexity" } },
    evaluate: { evaluator: { type: "accuracy" } },
  };
}

const perLabel = (labels: readonly string[], text: (label: string) => string) =>
  Object.fromEntries(labels.map((label) => [label, text(label)]));

/** The same weights, read byte by byte. */
function byteModel(): string {
  const folder = join(cli.cwd, "bytes");
  cpSync(join(projectRoot, "models", "oc-tiny-onnx"), folder, { recursive: true });
  const path = join(folder, "tokenizer.json");
  const tokenizer = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...tokenizer, model: { ...tokenizer.model, merges: [] } }));
  return folder;
}

beforeAll(async () => {
  const questions = Array.from({ length: 24 }, (_, i) => ({
    q: `What is number ${i}?`,
    ...options,
    answer: letters[i % 4],
  }));
  const texts = dataset(
    "texts",
    perLabel(letters, (label) => `{q}\nAnswer: {${label}}`),
    questions,
  );
  const short = dataset(
    "short",
    perLabel(["A", "B"], (label) => `{q}\nAnswer: ${label}`),
    questions.slice(0, 2),
  );
  const summarizer = {
    summaryGroups: [
      { name: "both", subsets: ["texts", "short"] },
      { name: "alone", subsets: ["texts"] },
    ],
  };
  writeFileSync(join(cli.cwd, "texts.json"), JSON.stringify({ datasets: [texts] }));
  writeFileSync(join(cli.cwd, "mixed.json"), JSON.stringify({ datasets: [texts, short], summarizer }));
  const run = ["eval", "texts.json", "--model", tinyModel, byteModel(), "--hf-type", "base", "--metric", "ll.byte"];
  const { code, stderr } = await cli.run(run);
  expect(code, stderr).toBe(0);
}, 240_000);

const runs = (workDir = join("outputs", "default")) => join(cli.cwd, workDir);
const newest = (workDir?: string) => join(runs(workDir), readdirSync(runs(workDir)).sort().at(-1) as string);
const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), "utf8"));
const newestFile = (folder: string, name: RegExp) =>
  readFileSync(
    join(
      folder,
      readdirSync(folder)
        .filter((file) => name.test(file))
        .sort()
        .at(-1) as string,
    ),
    "utf8",
  );

/** Fields by RFC 4180; no field here has a line end. */
function csvRows(text: string): Record<string, string>[] {
  const fields = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "",
    );
  const [head = [], ...rows] = text.trimEnd().split("\n").map(fields);
  for (const row of rows) expect(row, row.join()).toHaveLength(head.length);
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] as string])));
}

const lines = (stdout: string): Record<string, unknown>[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test.each(["oc-tiny-f16", "bytes"])("%s: lengths are those of the options as they are written", (model) => {
  for (const line of readFileSync(join(newest(), "journal", model, "texts.jsonl"), "utf8")
    .trimEnd()
    .split("\n")) {
    const { values, predictions } = JSON.parse(line).scores;
    const texts = Object.values(options);
    const lengths = (name: string) => values["ll.sum"].map((sum: number, i: number) => sum / values[name][i]);
    expect(lengths("ll.byte")).toEqual(texts.map((text) => expect.closeTo(Buffer.byteLength(text), 6)));
    expect(lengths("ll.char")).toEqual(texts.map((text) => expect.closeTo([...text].length, 6)));
    // As lm-evaluation-harness decides acc_norm.
    const perCharacter = texts.map((text, i) => values["ll.sum"][i] / [...text].length);
    expect(predictions["ll.char"]).toBe(letters[perCharacter.indexOf(Math.max(...perCharacter))]);
  }
});

test("counts, intervals, alarms and details are those of the convention shown, in the table and later", async () => {
  for (const [args, name] of [
    [["--metric", "ll.token"], "ll.token"],
    [["--metric", "ll.byte"], "ll.byte"],
    [[], "ppl"],
  ] as const) {
    const { code, stdout } = await cli.run(["eval", "-m", "viz", "-r", ...args]);
    expect(code).toBe(0);
    const rows = csvRows(newestFile(join(newest(), "summary"), /\.details\.csv$/));
    const title = args.length === 0 ? "accuracy" : `accuracy (${name})`;
    for (const model of ["oc-tiny-f16", "bytes"]) {
      const { oc_local } = json(newest(), "results", model, "texts.json");
      const row = rows.find((each) => each.model === model && each.metric === title);
      const { metrics, correct, wrong, alarms } = oc_local.conventions[name];
      expect(row).toMatchObject({
        score: String(metrics.accuracy),
        n: "24",
        correct: String(correct),
        wrong: String(wrong),
      });
      expect(row?.alarms).toBe(alarms.map(({ code }: { code: string }) => code).join(" "));
      expect(correct + wrong).toBe(24);
      for (const { message } of alarms) expect(stdout).toContain(message);
      const { counts } = await casesOf(model, [...args]);
      expect(counts).toMatchObject({ right: correct, wrong, ...(name !== "ppl" && { metric: name }) });
    }
    expect(stdout).not.toContain("Sample data");
  }
});

async function casesOf(model: string, args: string[]) {
  const { stdout } = await cli.run(["cases", "--models", model, "--json", ...args]);
  const [counts, ...rows] = lines(stdout);
  return { counts, rows };
}

test("cases read the rows as the newest table does, and say by what", async () => {
  await cli.run(["eval", "-m", "viz", "-r", "--metric", "ll.byte"]);
  const { stdout } = await cli.run(["cases", "--limit", "1"]);
  expect(stdout).toContain("right and wrong by --metric ll.byte");
  expect(stdout).toMatch(/labels {5}A {2}ll\.byte -/);
  expect((await casesOf("bytes", [])).counts).toEqual((await casesOf("bytes", ["--metric", "ll.byte"])).counts);
  const unknown = await cli.run(["cases", "--metric", "ll.bite"]);
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean ll.byte") });
});

test("a table that is made again does not say of a flag both that it has effect and that it has none", async () => {
  const flags = ["--limit", "2", "--data-dir", ".", "--model", tinyModel, "--max-out-len", "5"];
  const { code, stderr } = await cli.run(["eval", "-m", "viz", "-r", ...flags]);
  expect(code).toBe(0);
  expect(stderr).toContain("no effect of --models, --model, --data-dir, --limit, model settings");
  expect(stderr).toContain("models, datasets and settings are those of the stored run\n");
});

const noClp = /--metric clp: no dataset of this run has such a score: \S+ \/ texts: row 0: the continuation of label/;

test.each([
  [["eval", "texts.json", "--model", tinyModel, "--hf-type", "base", "-w", "refused"]],
  [["eval", "texts.json", "--model", tinyModel, "--hf-type", "base", "--dry-run"]],
  [["eval", "-m", "viz", "-r"]],
  [["eval", "-m", "eval", "-r"]],
  [["cases"]],
])("%j: a convention that nothing of the run can have is refused with the reason", async (args) => {
  const { code, stderr, stdout } = await cli.run([...args, "--metric", "clp"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(noClp);
});

test("where one dataset has it, the other has a dash, the reason, no alarm, and the exit code says so", async () => {
  const model = ["--model", tinyModel, "--hf-type", "base", "-w", "mixed"];
  const { code, stdout, stderr } = await cli.run(["eval", "mixed.json", ...model, "--metric", "clp"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^ texts +\| - .*\| no score: clp: row 0: the continuation/m);
  expect(stdout).toMatch(/^ short .*accuracy \(clp\)/m);
  expect(stdout).not.toMatch(/^! .*texts/m);
  expect(stderr).toContain("No score under --metric:\n  oc-tiny-f16 / texts: clp: row 0");
  const advised = /oc-local (eval -r \S+ -w mixed -m viz)/.exec(stderr)?.[1]?.split(" ") ?? [];
  const again = await cli.run(advised);
  expect(again.code, again.stderr).toBe(0);
  // Each average stands there once.
  expect(again.stdout.match(/^ both /gm)).toHaveLength(1);
  expect(again.stdout).not.toMatch(/^ alone /m);
  expect(again.stdout).toContain("Averages that another row shows: alone (texts).");
  expect(newestFile(join(newest("mixed"), "summary"), /\d\.csv$/)).toContain("naive_average");
});

test("scores that are no share of right answers have no interval, also when they are 0", async () => {
  const rows = [1, 2, 3].map((i) => ({ q: `Say nothing, ${i}.`, answer: "zzz" }));
  const generated = (type: string) => ({
    ...dataset(type, {}, rows),
    infer: {
      promptTemplate: { template: "{q}" },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 2 },
    },
    evaluate: { evaluator: { type } },
  });
  const types = ["bleu", "rouge", "mcc", "squad", "accuracy"];
  writeFileSync(join(cli.cwd, "kinds.json"), JSON.stringify({ datasets: types.map(generated) }));
  const { code, stdout } = await cli.run(["eval", "kinds.json", "--model", tinyModel, "-w", "kinds"]);
  expect(code).toBe(0);
  for (const type of types.slice(0, -1)) expect(stdout).toMatch(new RegExp(`^ ${type} .*\\| +0\\.00 \\|`, "m"));
  expect(stdout).toMatch(/^ accuracy .* 0\.00 \[0\.00, 56\.15\]/m);
  const details = csvRows(newestFile(join(newest("kinds"), "summary"), /\.details\.csv$/));
  expect(details.map(({ dataset, wrong, interval_high }) => [dataset, wrong, interval_high !== ""])).toEqual(
    expect.arrayContaining([
      ["bleu", "", false],
      ["mcc", "", false],
      ["accuracy", "3", true],
    ]),
  );
});

test("samples of the package are called that, also by name and beside own data", async () => {
  const own = json(cli.cwd, "texts.json").datasets;
  writeFileSync(join(cli.cwd, "beside.json"), JSON.stringify({ datasets: [...own, "tiny_siqa_ppl"] }));
  const { stdout } = await cli.run(["eval", "beside.json", "--model", tinyModel, "--limit", "2", "-w", "beside"]);
  expect(stdout).toContain("Sample data written for oc-local (tiny_siqa_ppl), not a benchmark");
});

test("an audit counts numbers that OpenCompass's last-number rule takes apart", async () => {
  const folder = join(cli.cwd, "other", "20250101_101010", "predictions", "m");
  mkdirSync(folder, { recursive: true });
  const answers = ["The profit is $70,000.", "So \\boxed{9{,}500}", "he has −3 points", "Answer: 72."];
  const golds = ["70000", "9,500", "-3", "72"];
  const rows = answers.map((prediction, i) => ({ origin_prompt: "Q", prediction, gold: `work\n#### ${golds[i]}` }));
  writeFileSync(join(folder, "gsm8k.json"), JSON.stringify({ ...rows }));
  const { code, stdout } = await cli.run(["cases", "--audit", "other"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ gsm8k +\| +25\.00 \| +1 \|/m);
  expect(stdout).toMatch(/^ final-number \| 100\.00 \| +4 \|/m);
  expect(stdout).toContain("a comma that parts no thousands is not guessed");
});
