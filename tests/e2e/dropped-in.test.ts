// One new file of each kind, put into the folders of the built package, is found by its name and used, with nothing else edited.

import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { installCli, projectRoot } from "./cli.ts";

/** A copy of the package's code with the files of dropped-in/ in it; what the code only reads is linked. */
function programWithParts(folder: string): string {
  mkdirSync(folder);
  cpSync(join(projectRoot, "dist"), join(folder, "dist"), { recursive: true });
  cpSync(fileURLToPath(new URL("dropped-in", import.meta.url)), join(folder, "dist"), { recursive: true });
  for (const name of ["package.json", "node_modules", "data", "models", "native"])
    symlinkSync(join(projectRoot, name), join(folder, name));
  return join(folder, "dist", "src", "cli", "main.js");
}

const cli = installCli(programWithParts);
afterAll(() => cli.remove());

const rows = [
  { split: "train", question: "What has keys and opens no door?", answer: "piano" },
  { split: "test", question: "What gets wet while drying?", answer: "towel" },
  { split: "test", question: "What is full of holes and holds water?", answer: "sponge" },
  { split: "test", question: "What runs and never walks?", answer: "river" },
];
const answers = ["letwo. of course", "sponge", "nose"];
writeFileSync(join(cli.cwd, "riddles.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
writeFileSync(
  join(cli.cwd, "mine.sheet"),
  answers.map((answer, i) => `${rows[i + 1]?.question}\t${answer}\n`).join(""),
);

const evaluate = (...flags: string[]) =>
  cli.run(["eval", "--model", "mine.sheet", "--datasets", "riddles_gen", "--data-dir", ".", ...flags]);

test("an engine, an inferencer, an evaluator, a postprocessor, a retriever and a dataset are one file each", async () => {
  const { code, stdout, stderr } = await evaluate("--work-dir", "run", "--model-kwargs", "gpu_layers=3");
  expect(`${stdout}${stderr}`).toContain("mine.sheet: gpu_layers has no effect: a sheet is looked up");
  expect(stdout).toMatch(/ riddles +\| \w+ +\| same letters \| unknown \| 3 \| +66\.67 /);
  expect(code).toBe(0);
  const [run = ""] = readdirSync(join(cli.cwd, "run"));
  const stored = readFileSync(join(cli.cwd, "run", run, "predictions", "mine.sheet", "riddles.json"), "utf8");
  const predictions = Object.values(JSON.parse(stored) as Record<string, { prediction: string }>);
  expect(predictions.map(({ prediction }) => prediction)).toEqual(["letwo.", "sponge", "nose"]);
});

test("the example is the retriever's, and the context the engine's", async () => {
  const { code, stdout } = await evaluate("--dry-run");
  expect(stdout).toContain("Q: What has keys and opens no door?\nA: piano\nQ: What gets wet while drying?\nA:");
  expect(stdout).toContain("a sheet takes no memory worth planning\nnothing is computed");
  expect(code).toBe(0);
});

test("a new part is refused and suggested as the others are", async () => {
  const misspelt = await evaluate("--engine", "shet");
  expect(misspelt.stderr).toContain('there is no engine "shet"\nhint:  did you mean sheet?');
  const strict = await cli.run(["eval", "--model", "mine.sheet", "--datasets", "riddles_strict", "--data-dir", "."]);
  expect(strict.stderr).toContain('same-letters: unknown option "strict"\nhint:  it takes none');
  expect([misspelt.code, strict.code]).toEqual([2, 2]);
});

test("another engine refuses the file in its own words", async () => {
  const { code, stderr } = await evaluate("--engine", "llama");
  expect(stderr).toMatch(/mine\.sheet is .*\nhint: /);
  expect(code).toBe(2);
});
