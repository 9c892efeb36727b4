// Model files that are whole and yet cannot be run as they are: what is told of them is true, its advice works when followed, and
// what else can be asked in the same run is asked.

import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
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
