// Model files that were made to harm: what reads them may die, hang or take all memory, and is a process of its own. Each is refused
// by name, and the good model beside it is evaluated.

import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GgufWriterValue, ggufBytes } from "../engines/gguf-writer.ts";
import { tinyModelFile } from "../engines/rewrite-gguf.ts";
import { treeUse } from "../hostile/process-tree.ts";
import { installCli, projectRoot, tinyModel } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const { metadata, tensors } = tinyModelFile();
const inWork = (name: string) => join(cli.cwd, name);
const onnxFolder = join(projectRoot, "models", "oc-tiny-onnx");

function writeModel(name: string, changed: Record<string, GgufWriterValue>): void {
  writeFileSync(inWork(`${name}.gguf`), ggufBytes({ metadata: { ...metadata, ...changed }, tensors }));
}

const text = (value: string): GgufWriterValue => ({ type: "string", value });
const tokens = (change: (texts: string[]) => void): Record<string, GgufWriterValue> => {
  const texts = Array.from({ length: 2048 }, (_, id) => `token ${id}`);
  change(texts);
  return { "tokenizer.ggml.tokens": { type: "strings", value: texts } };
};
/** Of 2^31 texts. */
const countless: GgufWriterValue = {
  type: "raw",
  bytes: Buffer.from([9, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 128, 0, 0, 0, 0]),
};

/** The embedded ONNX model with another tokenizer. */
function writeOnnx(name: string, change: (tokenizer: Record<string, unknown>) => void): void {
  mkdirSync(inWork(name));
  for (const file of readdirSync(onnxFolder).filter((entry) => entry !== "tokenizer.json"))
    symlinkSync(join(onnxFolder, file), join(inWork(name), file));
  const tokenizer = JSON.parse(readFileSync(join(onnxFolder, "tokenizer.json"), "utf8"));
  change(tokenizer);
  writeFileSync(join(inWork(name), "tokenizer.json"), JSON.stringify(tokenizer));
}

const split = (regex: string) => ({ type: "Split", pattern: { Regex: regex }, behavior: "Isolated", invert: false });
const endless = split("^(?:(?:\\w| |\\w)+)+$");

function writeConfig(name: string, questions: string[]): void {
  writeFileSync(
    inWork(`data/${name}.jsonl`),
    questions.map((question) => `${JSON.stringify({ question, answer: "2" })}\n`).join(""),
  );
  const infer = {
    promptTemplate: { template: "{question}" },
    retriever: { type: "zero" },
    inferencer: { type: "generate", maxOutLen: 2 },
  };
  const source = { type: "jsonl", path: `${name}.jsonl` };
  const reader = { inputColumns: ["question"], outputColumn: "answer" };
  const evaluate = { evaluator: { type: "accuracy" } };
  writeFileSync(
    inWork(`${name}.json`),
    JSON.stringify({ datasets: [{ abbr: name, source, reader, infer, evaluate }] }),
  );
}

beforeAll(() => {
  mkdirSync(inWork("data"));
  cpSync(tinyModel, inWork("good.gguf"));
  writeModel(
    "equal",
    tokens((texts) => texts.fill("twice", 5, 7)),
  );
  writeModel(
    "giant",
    tokens((texts) => texts.fill(" ".repeat(150_000), 5, 6)),
  );
  writeModel("counts", { "tokenizer.ggml.tokens": countless });
  writeModel("none", { "tokenizer.ggml.model": text("none") });
  writeModel("bytes", { "tokenizer.ggml.model": text("llama") });
  writeModel("layers", { "llama.block_count": { type: "u32", value: 2 ** 31 } });
  // llama.cpp cuts texts of this kind by calls inside of calls: a long word ends the process.
  writeModel("words", { "tokenizer.ggml.pre": text("deepseek-llm") });
  const template = (source: string) => ({ "tokenizer.chat_template": text(source) });
  writeModel("range", template("{% for i in range(10**9) %}{% endfor %}"));
  writeModel("loops", template("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"));
  writeModel("fan", template(`{% macro m0() %}x{% endmacro %}${fan(40)}{{ m40() }}`));
  writeModel("doubling", template(`{% set x = 'abcdefgh' %}${"{% set x = x + x %}".repeat(40)}{{ x }}`));
  writeOnnx("regex", (tokenizer) => {
    tokenizer.pre_tokenizer = { type: "Sequence", pretokenizers: [endless, tokenizer.pre_tokenizer] };
  });
  writeOnnx("long-token", (tokenizer) => {
    (tokenizer.model as { vocab: Record<string, number> }).vocab["x".repeat(5000)] = 2047;
  });
  writeConfig("short", ["1+1=", "a question of words, which is no number!"]);
  writeConfig("long", ["1+1=", "a".repeat(500_000)]);
});

function fan(depth: number): string {
  const macros = Array.from(
    { length: depth },
    (_, i) => `{% macro m${i + 1}() %}{{ m${i}() }}{{ m${i}() }}{% endmacro %}`,
  );
  return macros.join("");
}

const clean = (stderr: string) => {
  expect(stderr).not.toMatch(/defect in oc-local|\n {4}at /);
  return stderr;
};

test("each hostile model is refused by name before inference, and the good one beside them is scored", async () => {
  const hostile = ["equal", "giant", "counts", "none", "bytes", "layers", "range", "loops", "fan", "doubling"].map(
    (name) => `${name}.gguf`,
  );
  const models = [...hostile, "regex", "long-token", "good.gguf"];
  const { code, stdout, stderr } = await cli.run(["eval", "short.json", "--model", ...models, "-w", "beside"]);
  expect(code, stderr).toBe(1);
  clean(stderr);
  expect(stderr).toContain("12 of 13 tasks cannot be asked");
  expect(stderr.indexOf("12 of 13 tasks")).toBeLessThan(stderr.indexOf("Starting inference process"));
  const table = stderr.slice(stderr.indexOf("tasks failed:")).replaceAll(/\n +\|[^|]*\|[^|]*\| /g, " ");
  for (const [model, reason] of [
    ["equal", /have the same text/],
    ["giant", /150000 bytes, and 4096 is the most/],
    ["counts", /claims 2147483648 texts/],
    ["none", /has no vocabulary/],
    ["bytes", /llama\.cpp could not split a text into tokens/],
    ["layers", /block_count = 2147483648/],
    ["range", /Range too big/],
    ["loops", /takes more than 10,000,000 steps/],
    ["fan", /takes more than 10,000,000 steps/],
    ["doubling", /makes a text of more than/],
    ["regex", /(tries without end|made no step)/],
    ["long-token", /a token of 5000 characters/],
  ] as const)
    expect(table).toMatch(new RegExp(`${model} .*${reason.source}`));
  expect(stdout).toMatch(/\| good|good \|/);
  expect(readdirSync(join(inWork("beside"), String(readdirSync(inWork("beside"))[0]), "predictions"))).toEqual([
    "good",
  ]);
});

test("a vocabulary that ends its process ends nothing else", async () => {
  const { code, stderr } = await cli.run(["eval", "long.json", "--model", "words.gguf", "good.gguf", "-w", "long"]);
  expect(code, stderr).toBe(1);
  expect(clean(stderr)).toMatch(/words\.gguf: the process that read it was killed by SIG(SEGV|BUS|ABRT)/);
  expect(stderr).toMatch(/good: 2 of 2 rows/);
  for (const args of [["prompt"], ["eval", "--dry-run"]]) {
    const alone = await cli.run([args[0] as string, "long.json", "--model", "words.gguf", ...args.slice(1)]);
    expect(alone.code, alone.stderr).toBe(2);
    expect(clean(alone.stderr)).toContain("the process that read it was killed by SIG");
  }
});

test("a file that is damaged is told and left out, and asked when it is whole", async () => {
  const whole = readFileSync(tinyModel);
  writeFileSync(inWork("mended.gguf"), whole.subarray(0, 500_000));
  const asked = ["--model", "mended.gguf", "good.gguf", "nowhere.gguf"];
  const run = await cli.run(["eval", "short.json", ...asked, "-w", "damaged"]);
  expect(run.code, run.stderr).toBe(1);
  expect(clean(run.stderr)).toMatch(/mended \/ short: \S+mended\.gguf is truncated/);
  expect(run.stderr).toMatch(/nowhere \/ short: \S+nowhere\.gguf does not exist/);
  expect(run.stdout).toMatch(/mended \| +good \| nowhere/);
  const dry = await cli.run(["eval", "short.json", ...asked, "--dry-run"]);
  expect(dry.code).toBe(1);
  expect(dry.stdout).toContain("2 of 3 tasks cannot be asked");
  const agreed = await cli.run(["agree", "short.json", ...asked.slice(0, 3)]);
  expect(agreed.code).toBe(2);
  expect(agreed.stderr).toContain("mended.gguf is truncated");
  writeFileSync(inWork("mended.gguf"), whole);
  const again = await cli.run(["eval", "-r", "-w", "damaged"]);
  expect(again.code, again.stderr).toBe(1);
  expect(again.stderr).toContain("1 of 3 tasks cannot be asked");
  expect(again.stderr).toMatch(/mended: 2 of 2 rows/);
  expect(again.stderr).toMatch(/good: 2 rows reused/);
});

test("a model whose reading would take all memory is ended, within 2 GiB, and the good one is asked", async () => {
  // An empty dict is one step, and much memory.
  const dicts = ",{}".repeat(1000);
  const loop = `{% for i in range(99999) %}{% set ns.l = [ns.l${dicts}] %}{% endfor %}`;
  writeModel("memory", { "tokenizer.chat_template": text(`{% set ns = namespace(l=[]) %}${loop}`) });
  const args = ["eval", "short.json", "--model", "memory.gguf", "good.gguf", "-w", "memory"];
  const { child, finished } = cli.start(args);
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, treeUse(child.pid as number).bytes);
  }, 50);
  const { code, stderr } = await finished;
  clearInterval(look);
  expect(code, stderr).toBe(1);
  expect(clean(stderr)).toMatch(/memory\.gguf: the process that read it took 1\.\d+ GiB of memory and was ended/);
  expect(stderr).toMatch(/good: 2 of 2 rows/);
  if (existsSync("/proc/self/stat")) expect(most).toBeGreaterThan(2 ** 30);
  expect(most).toBeLessThan(2.25 * 2 ** 30);
});

test("a row at which a tokenizer tries without end fails alone", async () => {
  writeOnnx("row-regex", (tokenizer) => {
    tokenizer.pre_tokenizer = { type: "Sequence", pretokenizers: [split("(?:(?:x|x)+)+y"), tokenizer.pre_tokenizer] };
  });
  const questions = Array.from({ length: 60 }, (_, i) => `question ${"of words ".repeat(10 + i)}`);
  writeConfig("rows", ["1+1=", ...questions, "x".repeat(60)]);
  const { code, stderr } = await cli.run(["eval", "rows.json", "--model", "row-regex", "-w", "rows"]);
  expect(code, stderr).toBe(1);
  expect(clean(stderr)).toMatch(/1 of 62 rows failed; row 61: .*tries without end/s);
});

test("Ctrl-C ends what reads a model, and so does the second one", async () => {
  const asked = ["eval", "--model", "regex", "--datasets", "siqa_ppl", "--data-dir", join(projectRoot, "data")];
  for (const signals of [1, 2]) {
    const { child, finished } = cli.start([...asked, "-w", "stopped"]);
    await once(child.stderr as Readable, "data"); // the first note: the model is open, its prompts are next
    await sleep(1500);
    for (let sent = 0; sent < signals; sent++) child.kill("SIGINT");
    const { code, stderr } = await finished;
    expect(code, stderr).toBe(130);
    expect(clean(stderr)).toContain("nothing has been asked yet");
  }
  expect(existsSync(inWork("stopped"))).toBe(false);
});
