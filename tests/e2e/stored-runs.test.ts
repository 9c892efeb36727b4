// What is stored is true and stays of use: answers keep to their questions when data changes, references are read anew, predictions
// can be scored alone, a folder serves several models, and a damaged file is named or made again.

import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Finished, installCli, projectRoot, tinyModel } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const model = join(cli.cwd, "m.gguf");
const otherModel = join(projectRoot, "models", "oc-tiny", "oc-tiny-q8_0.gguf");
const data = join(cli.cwd, "data");

interface Question {
  question: string;
  answer: string;
}

const questions: Question[] = ["red", "five", "apple", "twelve", "cold", "zero"].map((word, row) => ({
  question: `Which letter stands before ${word}?`,
  answer: row % 2 === 0 ? "A" : "B",
}));

const opposite = (answer: string) => (answer === "A" ? "B" : "A");

function writeOwn(rows: readonly Question[]): void {
  writeFileSync(join(data, "own.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

/** Which option the embedded model chooses is not known, but it is the same every time. */
const template = { A: "{question}\nA", B: "{question}\nB" };
const own = {
  abbr: "own",
  source: { type: "jsonl", path: "own.jsonl" },
  reader: { inputColumns: ["question"], outputColumn: "answer" },
  infer: { promptTemplate: { template }, retriever: { type: "zero" }, inferencer: { type: "perplexity" } },
  evaluate: { evaluator: { type: "accuracy" } },
};
/** The first row is the example of all. */
const withExample = {
  ...own,
  infer: {
    ...own.infer,
    iceTemplate: { template: { A: "{question}\nA\n", B: "{question}\nB\n" } },
    promptTemplate: { template: { A: `</E>${template.A}`, B: `</E>${template.B}` }, iceToken: "</E>" },
    retriever: { type: "fix-k", fixIdList: [0] },
  },
};

beforeAll(() => {
  mkdirSync(data);
  copyFileSync(tinyModel, model);
  writeFileSync(join(cli.cwd, "own.json"), JSON.stringify({ datasets: [own] }));
  writeFileSync(join(cli.cwd, "example.json"), JSON.stringify({ datasets: [withExample] }));
});

const evaluate = (...args: string[]) => cli.run(["eval", ...args]);
const start = (workDir: string, ...more: string[]) =>
  evaluate("own.json", "--model", "m.gguf", "--data-dir", "data", "-w", workDir, ...more);

async function good(run: Promise<Finished>): Promise<Finished> {
  const finished = await run;
  expect(finished.code, finished.stderr).toBe(0);
  return finished;
}

/** The folder of the only run. */
function runIn(workDir: string): string {
  const [timestamp] = readdirSync(join(cli.cwd, workDir));
  return join(cli.cwd, workDir, timestamp as string);
}

const readJson = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const scoreIn = (workDir: string, model = "m") => readJson(join(runIn(workDir), "results", model, "own.json")).accuracy;

test("a corrected reference changes the score, by --mode eval without the model's file and by -r without asking", async () => {
  writeOwn(questions);
  await good(start("corrected"));
  const chosen = readJson(join(runIn("corrected"), "predictions", "m", "own.json"));
  const answers = questions.map((question, row) => ({ ...question, answer: String(chosen[row].prediction) }));
  writeOwn(answers);
  renameSync(model, `${model}.away`);
  const scored = await good(evaluate("--mode", "eval", "-r", "-w", "corrected"));
  renameSync(`${model}.away`, model);
  expect(scored.stderr).toMatch(/m \/ own: answers from the journal; references from .*data/);
  expect(scoreIn("corrected")).toBe(100);
  const [first, ...rest] = answers as [Question, ...Question[]];
  writeOwn([{ ...first, answer: opposite(first.answer) }, ...rest]);
  const again = await good(evaluate("-r", "-w", "corrected"));
  expect(again.stderr).toMatch(/m \/ own: the data has changed: \d references? corrected/);
  expect(again.stderr).toContain("m: 6 rows reused");
  expect(again.stderr).not.toContain("asked again");
  expect(scoreIn("corrected")).toBeCloseTo(500 / 6);
  expect(readJson(join(runIn("corrected"), "predictions", "m", "own.json"))["0"].gold).toBe(opposite(first.answer));
  // Answers of other runs are found whatever their references were.
  await good(start("cached-1", "--cache", "cache"));
  writeOwn(answers);
  const cached = await good(start("cached-2", "--cache", "cache"));
  expect(cached.stderr).toContain("cache: 6 answers taken, 0 added");
  expect(scoreIn("cached-2")).toBe(100);
});

test("rows put in, taken out, turned round and doubled ask only what was never asked", async () => {
  writeOwn(questions);
  await good(start("edited"));
  const added = { question: "Which letter stands before new?", answer: "B" };
  const continued = async (rows: readonly Question[], ...says: string[]) => {
    writeOwn(rows);
    const { stderr } = await good(evaluate("-r", "-w", "edited"));
    for (const text of says) expect(stderr).toContain(text);
    const stored = readJson(join(runIn("edited"), "predictions", "m", "own.json"));
    expect(Object.values(stored).map((row) => (row as Record<string, unknown>).origin_prompt)).toEqual(
      rows.map(({ question }) => `${question}\nA`),
    );
  };
  await continued(
    [added, ...questions],
    "6 answers found again at other rows",
    "6 rows reused; 1 asked for the first time",
  );
  await continued(questions.slice(1), "5 answers found again", "m: 5 rows reused\n");
  await continued([...questions, added].reverse(), "m: 7 rows reused\n");
  await continued([...questions, questions[2] as Question], "m: 7 rows reused\n");
  const [first, ...rest] = questions as [Question, ...Question[]];
  await continued(
    [{ ...first, question: "Which one is first?" }, ...rest],
    "5 rows reused; 1 asked again: the prompt changed (1)",
  );
  // Scored alone, an answer keeps the reference of its own question.
  writeOwn([added, { ...first, question: "Which one is first?" }, ...rest]);
  const { stderr } = await good(evaluate("--mode", "eval", "-r", "-w", "edited"));
  expect(stderr).toMatch(/references from .*data, 1 row of the data not asked/);
});

test("a changed example changes every prompt: all rows are asked again, and it is said", async () => {
  writeOwn(questions);
  await good(evaluate("example.json", "--model", "m.gguf", "--data-dir", "data", "-w", "example"));
  const [first, ...rest] = questions as [Question, ...Question[]];
  writeOwn([{ ...first, question: "Another example?" }, ...rest]);
  const { stderr } = await good(evaluate("-r", "-w", "example"));
  expect(stderr).toContain("m: 0 rows reused; 6 asked again: the prompt changed (6)");
});

test("after a reference that cannot be read the advised command works once it is corrected", async () => {
  const gsm8k = join(data, "gsm8k");
  mkdirSync(gsm8k);
  const write = (reference: string) => {
    const rows = [
      { question: "What is 1 and 1?", answer: reference },
      { question: "What is 2 and 1?", answer: "work\n#### 3" },
    ];
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    for (const split of ["train", "test"]) writeFileSync(join(gsm8k, `${split}.jsonl`), lines);
  };
  write("work\n#### 7");
  const given = ["--model", "m.gguf", "--datasets", "gsm8k_gen", "--data-dir", "data", "--max-out-len", "4"];
  await good(evaluate(...given, "-w", "unreadable"));
  write("no number");
  const refused = await evaluate("--mode", "eval", "-r", "-w", "unreadable");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("gsm8k, row 0");
  write("work\n#### 2");
  const advised = /^Score again with: oc-local (.*)$/m.exec(refused.stderr)?.[1] ?? "";
  const { stderr } = await good(cli.run(advised.split(" ")));
  expect(stderr).toContain("1 reference other than stored");
});

test("edited predictions are scored and it is said; a damaged file of them is written again from the journal", async () => {
  writeOwn(questions);
  await good(start("predictions"));
  const path = join(runIn("predictions"), "predictions", "m", "own.json");
  const written = readFileSync(path, "utf8");
  const stored = JSON.parse(written);
  for (const [row, { answer }] of questions.entries()) stored[row].prediction = row === 3 ? opposite(answer) : answer;
  writeFileSync(path, JSON.stringify(stored));
  const edited = await good(evaluate("--mode", "eval", "-r", "-w", "predictions"));
  const differs = /m \/ own: answers from predictions\/, which differs from the journal in \d rows?/;
  expect(edited.stderr).toMatch(differs);
  expect(edited.stdout).toMatch(differs);
  expect(scoreIn("predictions")).toBeCloseTo(500 / 6);
  const { stdout } = await good(cli.run(["cases", "predictions", "--json"]));
  expect(stdout).toContain('"verdict":"wrong"');
  writeFileSync(path, written.slice(0, 100));
  const mended = await good(evaluate("--mode", "eval", "-r", "-w", "predictions"));
  expect(mended.stderr).toContain(`answers from the journal, for ${path} cannot be read: it is no whole JSON`);
  expect(readFileSync(path, "utf8")).toBe(written);
  rmSync(join(runIn("predictions"), "journal"), { recursive: true });
  const alone = await good(evaluate("--mode", "eval", "-r", "-w", "predictions"));
  expect(alone.stderr).toContain("answers from predictions/, for there is no journal");
});

/** Predictions as OpenCompass writes them. */
function writeForeign(workDir: string): void {
  const folder = join(cli.cwd, workDir, "20250101_101010", "predictions", "om");
  mkdirSync(folder, { recursive: true });
  const asked = (prompt: string) => [{ role: "HUMAN", prompt }];
  const gen = (prediction: string, n: number) => {
    return { origin_prompt: asked(`Foreign question ${n}`), prediction, gold: `work\n#### ${n}` };
  };
  const label = (PPL: number) => ({ "testing input": "Q? A", prompt: "Q? A", PPL });
  const ppl = (best: number, gold: number) => ({
    "in-context examples": "",
    ...Object.fromEntries([1, 2, 3].map((name) => [`label: ${name}`, label(name === best ? 1 : 2)])),
    prediction: String(best),
    gold,
  });
  const write = (name: string, rows: object) => writeFileSync(join(folder, `${name}.json`), JSON.stringify(rows));
  write("gsm8k", { 0: gen("The answer is 1.", 1), 1: gen("It is 7", 2), 2: gen("So 3", 3), 3: gen("#### 4", 4) });
  write("siqa_0", { 0: ppl(1, 1), 1: ppl(2, 3) });
  write("siqa_1", { 0: ppl(3, 3) });
  write("somebody-elses", { 0: gen("x", 1) });
}

test("a folder with OpenCompass's predictions is scored: parts, PPL labels; what is not known is named", async () => {
  writeForeign("foreign");
  const inferred = await evaluate("--mode", "eval", "-r", "-w", "foreign");
  expect(inferred.code).toBe(1);
  expect(inferred.stdout).toMatch(/gsm8k +\| - +\| accuracy \| gen +\| +4 \| +75\.00/);
  expect(inferred.stdout).toMatch(/siqa +\| - +\| accuracy \| ppl +\| +3 \| +66\.67/);
  expect(inferred.stderr).toContain("gsm8k is scored as gsm8k_gen_1d7fe4 is; --datasets names another way");
  expect(inferred.stderr).toMatch(/somebody-elses .*no built-in dataset has this abbr/);
  expect(inferred.stderr).toContain("references as they are stored");
  const named = await good(evaluate("--mode", "eval", "-r", "-w", "foreign", "--datasets", "siqa_ppl"));
  expect(named.stdout).toMatch(/siqa .*66\.67/);
  expect(named.stdout).not.toContain("gsm8k");
  const { stdout } = await good(cli.run(["cases", "foreign", "--datasets", "gsm8k", "siqa"]));
  expect(stdout).toMatch(/gsm8k +\| +4 \| +3 \| +1 \|/);
  expect(stdout).toMatch(/siqa +\| +3 \| +2 \| +1 \|/);
});

test("a folder continued with another model keeps both, also under one name", async () => {
  writeOwn(questions);
  await good(start("models"));
  copyFileSync(otherModel, join(cli.cwd, "other.gguf"));
  const added = await good(evaluate("-r", "-w", "models", "--model", "other.gguf"));
  expect(added.stdout).toMatch(/\| +other \| +m( |$)/m);
  expect(added.stdout).toContain("Asked by an earlier start in this folder: m.");
  mkdirSync(join(cli.cwd, "elsewhere"), { recursive: true });
  copyFileSync(otherModel, join(cli.cwd, "elsewhere", "m.gguf"));
  const renamed = await good(evaluate("-r", "-w", "models", "--model", "elsewhere/m.gguf"));
  const kept = /they are kept as (m-[0-9a-f]{4})/.exec(renamed.stderr)?.[1] ?? "";
  const { models, earlier } = readJson(join(runIn("models"), "manifest.json"));
  expect(models.map(({ abbr }: { abbr: string }) => abbr)).toEqual(["m"]);
  expect(earlier.map(({ abbr }: { abbr: string }) => abbr).sort()).toEqual([kept, "other"]);
  for (const each of earlier) expect(Object.values(each.sha256)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const shown = await good(evaluate("--mode", "eval", "-r", "-w", "models"));
  for (const name of ["m", "other", kept]) expect(shown.stdout).toMatch(new RegExp(`\\| +${name}( |$)`, "m"));
  expect((await good(cli.run(["cases", "models"]))).stdout).toContain(kept);
});

const damages: [kind: string, damage: (bytes: Buffer) => Buffer][] = [
  ["of zeros", (bytes) => Buffer.alloc(bytes.length)],
  ["empty", () => Buffer.alloc(0)],
  ["cut", (bytes) => bytes.subarray(0, bytes.length / 2)],
  ["null", () => Buffer.from("null")],
];

const viz = ["eval", "--mode", "viz", "-r", "-w", "damaged"];
const score = ["eval", "--mode", "eval", "-r", "-w", "damaged"];
const resume = ["eval", "-r", "-w", "damaged"];
const cases = ["cases", "damaged"];

/** Per file: how each command ends, and what it says. The first one meets every damage, the others one. */
const files: [file: string, expected: [args: string[], code: number, says: string][]][] = [
  [
    "manifest.json",
    [
      [viz, 0, "manifest.json cannot be read: "],
      [score, 0, "manifest.json cannot be read: "],
      [resume, 0, "6 rows reused"],
      [cases, 0, "manifest.json cannot be read: "],
    ],
  ],
  [
    "configs/invocation.json",
    [
      [viz, 2, "invocation.json cannot be read: "],
      [resume, 2, "repeat the command with the models and datasets it named"],
      [["eval", "own.json", "--mode", "eval", "-r", "-w", "damaged"], 0, "answers from the journal"],
    ],
  ],
  [
    "results/m/own.json",
    [
      [viz, 1, "--mode eval writes it again"],
      [cases, 2, "own.json cannot be read: "],
      [score, 0, "answers from the journal"],
    ],
  ],
  [
    "journal/m/own.jsonl",
    [
      [score, 0, "answers from predictions/"],
      [cases, 0, "own"],
      [resume, 0, "own"],
    ],
  ],
];

test.each(files)("a damaged %s is named, or made again, and never a defect", async (file, expected) => {
  writeOwn(questions);
  rmSync(join(cli.cwd, "intact"), { recursive: true, force: true });
  await good(start("intact"));
  for (const [i, [args, code, says]] of expected.entries())
    for (const [kind, damage] of i === 0 ? damages : damages.slice(0, 1)) {
      rmSync(join(cli.cwd, "damaged"), { recursive: true, force: true });
      cpSync(join(cli.cwd, "intact"), join(cli.cwd, "damaged"), { recursive: true });
      const path = join(runIn("damaged"), file);
      writeFileSync(path, damage(readFileSync(path)));
      const finished = await cli.run(args);
      const told = `${file} ${kind}, ${args.join(" ")}: ${finished.stderr}`;
      expect(finished.code, told).toBe(code);
      expect(finished.stderr + finished.stdout, told).toContain(says);
      expect(finished.stderr, told).not.toMatch(/defect in oc-local|^ +at /m);
    }
});
