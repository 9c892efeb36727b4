// ONNX models that were made to harm whoever opens them, and threads beyond the machine, through the installed command: each is refused
// before anything ran, names what is wrong, and the good model beside it is evaluated.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeNode } from "../../src/engines/onnx/graph/make-nodes.ts";
import { tinyGraph, usualForm } from "../engines/onnx-forms/llama-graph.ts";
import { writeForm } from "../engines/onnx-forms/write-form.ts";
import { installCli } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const rows = ["--datasets", "tiny_siqa_ppl", "--limit", "2"];

function controlCharacters(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g) ?? [];
}

/** Hashes of what was read for the manifest. */
function hashedFiles(workDir: string): string[] {
  const folder = join(cli.cwd, workDir);
  const [run = ""] = readdirSync(folder);
  const { models } = JSON.parse(readFileSync(join(folder, run, "manifest.json"), "utf8")) as {
    models: { sha256?: Record<string, string> }[];
  };
  return models.flatMap(({ sha256 = {} }) => Object.keys(sha256));
}

test("a graph of 200,000 nodes is refused before anything is computed", async () => {
  const folder = writeForm(join(cli.cwd, "huge"));
  const writer = tinyGraph(usualForm);
  for (let node = 0; node < 200_000; node++) writer.graph.nodes.push(makeNode("Neg", [`n${node - 1}`], [`n${node}`]));
  writeFileSync(join(folder, "onnx", "model.onnx"), writer.modelBytes());
  const alone = await cli.run(["eval", "--model", folder, ...rows, "-w", "alone"]);
  expect(alone.code, alone.stderr).toBe(2);
  expect(alone.stderr).toMatch(/model\.onnx holds more than 40,000 nodes\s+hint: /);
  expect(controlCharacters(alone.stderr)).toEqual([]);
});

test("weights that a graph names outside its folder are neither hashed nor read; a pipe is not waited for", async () => {
  const secret = join(cli.cwd, "secret.bin");
  const folder = writeForm(join(cli.cwd, "outside"), { files: "external" });
  const data = join(folder, "onnx", "model.onnx_data");
  writeFileSync(secret, readFileSync(data));
  rmSync(data);
  symlinkSync(secret, data);
  const linked = await cli.run(["eval", "--models", folder, "oc_tiny", ...rows, "-w", "linked"]);
  expect(linked.stderr).toMatch(/keeps its weights in "model\.onnx_data", outside its folder: it is a link to/);
  expect(linked.stderr).not.toContain("defect");
  rmSync(data);
  spawnSync("mkfifo", [data]);
  const pipe = await cli.run(["eval", "--model", folder, ...rows, "-w", "pipe"]);
  expect(pipe.code, pipe.stderr).toBe(2);
  expect(pipe.stderr).toContain("keeps its weights in model.onnx_data, which is not a file");
  expect([1, 2], linked.stderr).toContain(linked.code);
  // Where the model beside it runs there is a manifest.
  if (linked.code === 1) expect(hashedFiles("linked").join()).not.toMatch(/secret|onnx_data/);
});

test("a model that is a folder of pipes is refused at once", async () => {
  const folder = join(cli.cwd, "pipes");
  mkdirSync(folder);
  for (const name of ["model.onnx", "tokenizer.json"]) spawnSync("mkfifo", [join(folder, name)]);
  const { code, stderr } = await cli.run(["eval", "--model", folder, ...rows]);
  expect(code, stderr).toBe(2);
  expect(stderr).toMatch(/expected a file, found a pipe/);
});

test("threads beyond the processors are said and not taken", async () => {
  const usable = availableParallelism();
  const threads = String(usable * 8);
  const { code, stderr } = await cli.run([
    "eval",
    "--models",
    "oc_tiny",
    ...rows,
    "--threads",
    threads,
    "-w",
    "threads",
  ]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`${threads} threads were asked for, and this process may use ${usable} processor`);
  expect(stderr).toMatch(new RegExp(`CPU \\(${usable} thread`));
});
