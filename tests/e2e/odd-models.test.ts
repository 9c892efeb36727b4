// Model files that are whole and yet cannot be run as they are: what is told of them is true, its advice works when followed, and
// what else can be asked in the same run is asked.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ggufBytes } from "../engines/gguf-writer.ts";
import { splitPairs, tinyModelFile } from "../engines/rewrite-gguf.ts";
import { installCli } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const { metadata, tensors } = tinyModelFile();
const half = tensors.length / 2;
const write = (name: string, bytes: Buffer) => writeFileSync(join(cli.cwd, name), bytes);
const ppl = ["--datasets", "siqa_ppl", "--limit", "2", "-w", "out"];

beforeAll(() => {
  write("vocabulary.gguf", ggufBytes({ metadata }));
  const pre = { "tokenizer.ggml.pre": { type: "string", value: "lumen-tokens" } } as const;
  write("newer-tokens.gguf", ggufBytes({ metadata: { ...metadata, ...pre }, tensors }));
  const architecture = { "general.architecture": { type: "string", value: "lumen" } } as const;
  write("newer.gguf", ggufBytes({ metadata: { ...metadata, ...architecture }, tensors }));
  const template = (value: string) =>
    ggufBytes({ metadata: { ...metadata, "tokenizer.chat_template": { type: "string", value } }, tensors });
  write("template.gguf", template("{% for message in messages %}"));
  write("rendering.gguf", template("{{ raise_exception('no siqa here') }}"));
  for (const name of ["good.gguf", "other.gguf"]) write(name, ggufBytes({ metadata, tensors }));
  const [first, ...rest] = tensors;
  write(
    "newer-type.gguf",
    ggufBytes({ metadata, tensors: first === undefined ? [] : [{ ...first, type: 99 }, ...rest] }),
  );
  const parts = [
    { metadata: { ...metadata, ...splitPairs(1, 2, tensors.length) }, tensors: tensors.slice(0, half) },
    { metadata: splitPairs(2, 2, tensors.length), tensors: tensors.slice(half) },
  ];
  write("joined.gguf", Buffer.concat(parts.map(ggufBytes)));
});

test("a file of a vocabulary alone shows prompts, and is refused where answers are wanted", async () => {
  const shown = await cli.run(["prompt", "--model", "vocabulary.gguf", "--datasets", "siqa_gen"]);
  expect(shown.code, shown.stderr).toBe(0);
  const whole = await cli.run(["prompt", "--models", "oc_tiny", "--datasets", "siqa_gen"]);
  const withoutName = (text: string) => text.replace(/vocabulary|oc-tiny/g, "MODEL");
  expect(withoutName(shown.stdout)).toBe(withoutName(whole.stdout));
  for (const more of [[], ["--dry-run"]]) {
    const { code, stderr } = await cli.run(["eval", "--model", "vocabulary.gguf", ...ppl, ...more]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /vocabulary\.gguf holds a vocabulary but no weights\nhint: .*enough for oc-local prompt only/,
    );
  }
  expect(existsSync(join(cli.cwd, "out"))).toBe(false);
});

test("parts joined with cat are named, and the advice makes a model of them", async () => {
  const { code, stderr } = await cli.run(["eval", "--model", "joined.gguf", ...ppl]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/joined\.gguf is several of the 2 parts of a split model, put one behind the other/);
  expect(stderr).toContain("llama-gguf-split --merge …-00001-of-00002.gguf joined.gguf");
  const [, command = ""] = /cut the file again: (head .*)/.exec(stderr) ?? [];
  expect(spawnSync("sh", ["-c", command], { cwd: cli.cwd }).status).toBe(0);
  const run = await cli.run(["eval", "--model", "joined-00001-of-00002.gguf", ...ppl, "-w", "joined"]);
  expect(run.code, run.stderr).toBe(0);
});

test.each([
  ["newer.gguf", 'has the architecture "lumen", which llama.cpp '],
  ["newer-tokens.gguf", 'has the pre-tokenizer "lumen-tokens", which llama.cpp '],
  ["newer-type.gguf", "as type 99, which is newer than the llama.cpp of this build"],
])("%s is no damaged file", async (name, says) => {
  for (const engine of ["llama", "node-llama-cpp"]) {
    const { code, stderr } = await cli.run(["eval", "--model", name, "--engine", engine, ...ppl]);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).toContain("install a newer oc-local");
    expect(stderr).not.toMatch(/download|damaged|complete/);
  }
});

const runFolder = (work: string) =>
  join(cli.cwd, work, String(readdirSync(join(cli.cwd, work)).find((name) => /^\d{8}_/.test(name))));
const rowOf = (table: string, dataset: string) =>
  table.split("\n").find((line) => line.trim().startsWith(`${dataset} `));

test("models that cannot be asked are failed tasks, and the good one beside them is scored", async () => {
  const models = ["newer.gguf", "vocabulary.gguf", "template.gguf", "rendering.gguf", "good.gguf"];
  const asked = [
    "eval",
    "--model",
    ...models,
    "--datasets",
    "siqa_ppl",
    "siqa_gen",
    "--limit",
    "2",
    "--max-out-len",
    "4",
  ];
  const { code, stdout, stderr } = await cli.run([...asked, "-w", "beside"]);
  expect(code, stderr).toBe(1);
  const warning = stderr.indexOf("7 of 10 tasks cannot be asked: they have no score, the others are asked");
  expect(warning).toBeGreaterThanOrEqual(0);
  expect(warning).toBeLessThan(stderr.indexOf("Starting inference process"));
  expect(stderr).toMatch(/newer \/ siqa_ppl and 1 more: .*has the architecture "lumen"/);
  expect(stderr).toMatch(/vocabulary \/ siqa_ppl and 1 more: .*holds a vocabulary but no weights/);
  expect(stderr).toContain("7 tasks failed:");
  expect(stderr).toMatch(/template +\| siqa_ppl, siqa_gen /);
  expect(stderr).toMatch(/rendering +\| siqa_gen .*no siqa here/);
  expect(rowOf(stdout, "siqa_ppl")).toMatch(/(\| +- ){3}\| +\d+\.\d\d .*\| +\d+\.\d\d /);
  expect(rowOf(stdout, "siqa_gen")).toMatch(/(\| +- ){4}\| +\d+\.\d\d /);
  const folder = runFolder("beside");
  expect(readdirSync(join(folder, "predictions")).sort()).toEqual(["good", "rendering"]);
  expect(readdirSync(join(folder, "predictions/rendering"))).toEqual(["siqa_ppl.json"]);

  for (const mode of ["eval", "viz"]) {
    const again = await cli.run(["eval", "-r", "-w", "beside", "--mode", mode]);
    expect(again.code).toBe(1);
    expect(rowOf(again.stdout, "siqa_gen")).toBe(rowOf(stdout, "siqa_gen"));
    expect(again.stderr).toContain("7 tasks failed:");
  }
  write("vocabulary.gguf", ggufBytes({ metadata, tensors }));
  const resumed = await cli.run(["eval", "-r", "-w", "beside"]);
  expect(resumed.code).toBe(1);
  expect(resumed.stderr).toContain("5 of 10 tasks cannot be asked");
  expect(resumed.stderr).toMatch(/vocabulary: 4 of 4 rows/);
  expect(resumed.stderr).toMatch(/good: 4 rows reused|good: 4 reused/);
});

test("a dataset that does not fit a model is named with it, and asked when it fits", async () => {
  const short = ["--models", "oc_tiny", "--datasets", "siqa_ppl", "siqa_gen", "--limit", "2", "--max-seq-len", "50"];
  const reason = /oc-tiny \/ siqa_gen: the shortest prompt has \d+ tokens, but --max-seq-len 50 leaves 50/;
  const run = await cli.run(["eval", ...short, "--max-out-len", "4", "-w", "short"]);
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(reason);
  expect(rowOf(run.stdout, "siqa_ppl")).toMatch(/\d+\.\d\d/);
  const dry = await cli.run(["eval", ...short, "--dry-run"]);
  expect(dry.code).toBe(1);
  expect(dry.stdout).toMatch(reason);
  const prompt = ["prompt", ...short.filter((arg) => arg !== "--limit" && arg !== "2")];
  const shown = await cli.run(prompt);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain("siqa_ppl");
  expect(shown.stdout).not.toContain("siqa_gen");
  const named = await cli.run([...prompt, "--entries", "siqa_gen"]);
  expect(named.code).toBe(2);
  expect(named.stderr).toMatch(/error: .*siqa_gen.*--max-seq-len 50/);
  const agreed = await cli.run(["agree", "--model", "good.gguf", "other.gguf", ...short.slice(2)]);
  expect(agreed.code, agreed.stderr).toBe(1);
  expect(agreed.stdout).toMatch(/2 of siqa_ppl answered by both/);
  expect(agreed.stderr).toMatch(/good \/ siqa_gen: the shortest prompt/);

  const [, least = ""] = /raise --max-seq-len to at least (\d+)/.exec(run.stderr) ?? [];
  const resumed = await cli.run(["eval", "-r", "-w", "short", "--max-seq-len", least]);
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(rowOf(resumed.stdout, "siqa_gen")).toMatch(/\d+\.\d\d/);
});

test("where nothing can be asked the run is refused with model and dataset, and leaves no folder", async () => {
  const { code, stderr } = await cli.run([
    "eval",
    "--model",
    "good.gguf",
    "other.gguf",
    "--datasets",
    "siqa_ppl",
    "siqa_gen",
    "--max-seq-len",
    "10",
    "-w",
    "none",
  ]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/error: \S+ \/ siqa_ppl: the shortest prompt has \d+ tokens, but --max-seq-len 10 leaves 10/);
  const missing = await cli.run(["eval", "--model", "elsewhere.gguf", "nowhere.gguf", ...ppl]);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain("elsewhere.gguf does not exist");
  for (const work of ["none", "out"]) expect(existsSync(join(cli.cwd, work))).toBe(false);
});
