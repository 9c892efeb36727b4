import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli } from "./cli.ts";

// Rows without a reference, references that nothing can equal or read, and columns that templates or inferencers need: all of it is
// looked at before anything is asked.

const cli = installCli();
afterAll(() => cli.remove());

type Row = Record<string, unknown>;
type Entry = Record<string, unknown> & { infer: Row; evaluate: Row };

const letters = ["A", "B", "C", "D"];
const rows = (answers: unknown[]): Row[] =>
  answers.map((answer, i) => ({
    question: `What is ${i} plus 1?`,
    ...Object.fromEntries(letters.map((letter, k) => [letter, String(i + k)])),
    ...(answer !== undefined && { answer }),
  }));

function entry(abbr: string, path: string, infer: Row = {}, more: Row = {}): Entry {
  const template = `{question}\n${letters.map((letter) => `${letter}. {${letter}}`).join("\n")}\nAnswer: `;
  return {
    abbr,
    source: { type: "jsonl", path },
    reader: { inputColumns: ["question", ...letters], outputColumn: "answer" },
    infer: {
      promptTemplate: { template },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 4 },
      ...infer,
    },
    evaluate: { evaluator: { type: "accuracy" }, predPostprocessor: { type: "first-option", options: "ABCD" } },
    ...more,
  };
}

function byLabel(abbr: string, path: string, inferencer = "perplexity", more: Row = {}): Entry {
  const template = Object.fromEntries(letters.map((letter) => [letter, `Question: {question}\nAnswer: {${letter}}`]));
  const infer = { promptTemplate: { template }, inferencer: { type: inferencer } };
  return entry(abbr, path, infer, { evaluate: { evaluator: { type: "accuracy" } }, ...more });
}

function write(name: string, datasets: Entry[]): string {
  writeFileSync(join(cli.cwd, name), JSON.stringify({ models: ["oc_tiny"], datasets }));
  return name;
}

function writeRows(name: string, content: Row[]): void {
  writeFileSync(join(cli.cwd, "data", name), content.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

const resultOf = (workDir: string, dataset: string) => {
  const runs = readdirSync(join(cli.cwd, workDir));
  const path = join(cli.cwd, workDir, runs[0] as string, "results", "oc-tiny", `${dataset}.json`);
  return JSON.parse(readFileSync(path, "utf8")) as {
    oc_local: Record<string, unknown>;
    details: Record<string, Row>;
  } & Row;
};

beforeAll(() => {
  mkdirSync(join(cli.cwd, "data", "gsm8k"), { recursive: true });
  writeRows("none.jsonl", rows(["", null, " ", []]));
  writeRows("mixed.jsonl", rows([undefined, "B", "", "B", null, "B"]));
  writeRows("lower.jsonl", rows(["b", "b", "b"]));
  writeRows("some.jsonl", rows(["B", "Ｂ", "1", ["B"], 1, "b"]));
  writeRows("late.jsonl", [...rows(["B", "B"]), { question: "2 + 3?", A: "4", B: "5", C: "6", answer: "B" }]);
  writeRows("gsm8k/train.jsonl", [{ question: "1+1?", answer: "x\n#### 2" }]);
  writeRows("gsm8k/test.jsonl", [
    { question: "1+1?", answer: "x\n#### 2" },
    { question: "2+2?", answer: "four" },
  ]);
});

test("a dataset without references is not asked and has no score, whatever the model would have said", async () => {
  const config = write("none.json", [entry("none-gen", "none.jsonl"), byLabel("none-ppl", "none.jsonl")]);
  const { code, stdout, stderr } = await cli.run(["eval", config, "-w", "none"]);
  expect(code, stderr).toBe(1);
  expect(stderr).toContain("none-gen, none-ppl: no references in 8 rows: not asked and not scored (--mode infer");
  expect(stderr).not.toMatch(/oc-tiny: \d+ rows/);
  for (const name of ["none-gen", "none-ppl"])
    expect(stdout).toMatch(new RegExp(`${name} +\\| - +\\| - +\\| - +\\| 0 \\| +- \\| no references`));
  expect(stdout).not.toMatch(/^!/m);
  expect(stderr).toContain("No score: no row has a reference");
  expect(resultOf("none", "none-gen")).toMatchObject({ oc_local: { n: 0, withoutReference: 4 } });
});

test("--mode infer asks such rows, and no later stage scores them", async () => {
  const config = write("asked.json", [entry("none-gen", "none.jsonl"), entry("mixed-gen", "mixed.jsonl")]);
  const asked = await cli.run(["eval", config, "-w", "asked", "--mode", "infer"]);
  expect(asked.code, asked.stderr).toBe(0);
  expect(asked.stderr).toContain("none-gen: no references in 4 rows: not scored");
  expect(asked.stderr).toContain("oc-tiny: 10 of 10 rows");
  const scored = await cli.run(["eval", "-w", "asked", "-r", "--mode", "eval"]);
  expect(scored.code, scored.stderr).toBe(0);
  expect(scored.stdout).toMatch(/none-gen +\| - .*\| no references/);
  expect(scored.stdout).toMatch(/mixed-gen .*\| 3 \| .*3 without a reference/);
  const continued = await cli.run(["eval", "-w", "asked", "-r"]);
  expect(continued.code, continued.stderr).toBe(0);
  expect(continued.stderr).toContain("oc-tiny: 3 rows reused");
  expect(resultOf("asked", "mixed-gen").details["0"]).toMatchObject({ unscored: "no reference", answer: null });
});

test("a mixed set scores the rows that have a reference and says how many have not", async () => {
  const config = write("mixed.json", [entry("mixed-gen", "mixed.jsonl"), byLabel("mixed-ppl", "mixed.jsonl")]);
  const { code, stdout, stderr } = await cli.run(["eval", config, "-w", "mixed", "--max-num-workers", "2"]);
  expect(code, stderr).toBe(0);
  for (const name of ["mixed-gen", "mixed-ppl"]) {
    expect(stderr).toContain(`${name}: 3 of 6 rows have no reference: not asked and not scored`);
    expect(stdout).toMatch(new RegExp(`${name} .*\\| 3 \\| .*3 without a reference`));
    const { oc_local, details } = resultOf("mixed", name);
    expect(oc_local).toMatchObject({ n: 3, unscored: 0, withoutReference: 3 });
    expect(details["2"]).toEqual({ unscored: "no reference, not asked" });
  }
  const [run = ""] = readdirSync(join(cli.cwd, "mixed"));
  const summary = join(cli.cwd, "mixed", run, "summary");
  const file = readdirSync(summary).find((name) => name.endsWith("details.csv")) as string;
  const [head = "", line = ""] = readFileSync(join(summary, file), "utf8").split("\n");
  expect(line.split(",")[head.split(",").indexOf("without_reference")]).toBe("3");
});

test("C-Eval's test split, which has no answers, is left out beside the validation split that is scored", async () => {
  const from = join(cli.cwd, "data", "ceval", "formal_ceval");
  mkdirSync(from, { recursive: true });
  for (const split of ["dev", "val", "test"]) {
    mkdirSync(join(from, split));
    const answer = split === "test" ? "" : ",answer";
    const body = [0, 1, 2, 3, 4].map((i) => `${i},题${i},甲,乙,丙,丁${split === "test" ? "" : ",A"}`).join("\n");
    writeFileSync(join(from, split, `law_${split}.csv`), `id,question,A,B,C,D${answer}\n${body}\n`);
  }
  const abbr = (split: string) => (split === "val" ? "ceval-law" : "ceval-test-law");
  const datasets = ["val", "test"].map((split) =>
    byLabel(abbr(split), "ceval/formal_ceval", "perplexity", {
      source: { type: "ceval", path: "ceval/formal_ceval", name: "law" },
      reader: {
        inputColumns: ["question", ...letters],
        outputColumn: "answer",
        trainSplit: "dev",
        testSplit: split,
      },
    }),
  );
  const { code, stdout, stderr } = await cli.run(["eval", write("ceval.json", datasets), "-w", "ceval"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("ceval-test-law: no references in 5 rows");
  expect(stderr).toContain("oc-tiny: 5 of 5 rows");
  expect(stdout).toMatch(/ceval-law .*\| 5 \|/);
  expect(stdout).toMatch(/ceval-test-law +\| - .*\| no references/);
});

test("texts without any reference, and references that may be empty, are scored", async () => {
  const texts = {
    reader: { inputColumns: ["question"], outputColumn: null },
    evaluate: { evaluator: { type: "average-ppl" } },
  };
  const scored = { promptTemplate: { template: "{question}" }, inferencer: { type: "perplexity-only" } };
  const open = entry("open", "mixed.jsonl");
  const config = write("free.json", [
    entry("texts", "none.jsonl", scored, texts),
    { ...open, evaluate: { ...open.evaluate, emptyReferences: true } },
  ]);
  const { code, stdout, stderr } = await cli.run(["eval", config, "-w", "free"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/texts .*average_ppl .*\| 4 \| +\d/);
  expect(stdout).toMatch(/open .*\| 6 \| /);
  expect(stdout + stderr).not.toMatch(/no reference|without a reference/);
});

test("references that no option can equal are told before inference, and beside the score", async () => {
  const config = write("some.json", [entry("some-gen", "some.jsonl"), byLabel("some-ppl", "some.jsonl")]);
  const { code, stdout, stderr } = await cli.run(["eval", config, "-w", "some"]);
  expect(code, stderr).toBe(0);
  for (const name of ["some-gen", "some-ppl"]) {
    expect(stderr).toContain(`${name}: 5 of 6 references are none of A, B, C, D; the first is "Ｂ" (row 1)`);
    expect(stdout).toMatch(new RegExp(`${name} .*5 references of no option`));
  }
});

/** Arguments, and what standard error must hold. */
const refusals: [what: string, args: () => string[], says: (string | RegExp)[]][] = [
  [
    "references of which none can be right",
    () => ["eval", write("lower.json", [byLabel("lower", "lower.jsonl")])],
    ['lower: 3 of 3 references are none of A, B, C, D; the first is "b" (row 0)', "--mode infer"],
  ],
  [
    "the same, of generated letters, in a dry run",
    () => ["eval", write("lower.json", [entry("lower", "lower.jsonl")]), "--dry-run"],
    ["lower: 3 of 3 references are none of A, B, C, D"],
  ],
  [
    "a reference that the evaluator cannot read",
    () => ["eval", "--datasets", "gsm8k_gen", "--models", "oc_tiny"],
    [/1 reference cannot be read: row 1 of .*gsm8k\/test\.jsonl \(line 2\): .*no "#### ": "four"/],
  ],
  [
    "a word in braces that no row has",
    () => ["eval", write("nope.json", [entry("nope", "some.jsonl", { promptTemplate: { template: "{nope} {A}" } })])],
    [
      "nope: infer.promptTemplate.template: {nope} is no column of any row",
      '"literalBraces": ["nope"]',
      "question, A, B",
    ],
  ],
  [
    "a slip of a column",
    () => [
      "prompt",
      write("slip.json", [entry("slip", "some.jsonl", { promptTemplate: { template: "{ question }" } })]),
    ],
    ["{ question } is no column", "did you mean {question}?"],
  ],
  [
    "a row that lacks a column of the template",
    () => ["eval", write("late.json", [entry("late", "late.jsonl")]), "--dry-run"],
    [/late: row 2 of .*late\.jsonl \(line 3\) lacks column "D"/, 'asked as "None"'],
  ],
  [
    "a blank template",
    () => ["eval", write("blank.json", [entry("blank", "some.jsonl", { promptTemplate: { template: " \n" } })])],
    ["blank: infer.promptTemplate.template is blank", '"{question}"'],
  ],
  [
    "a blank chat template",
    () => {
      writeFileSync(join(cli.cwd, "blank.jinja"), " \n");
      return ["eval", "--models", "oc_tiny", "--datasets", "tiny_gsm8k_gen", "--chat-template", "blank.jinja"];
    },
    ["--chat-template is blank", "--hf-type base"],
  ],
  ...["eval", "dry-run", "prompt"].map((way): [string, () => string[], (string | RegExp)[]] => [
    `log-likelihood without the column that it scores (${way})`,
    () => {
      const config = write("cont.json", [byLabel("cont", "some.jsonl", "log-likelihood")]);
      return way === "dry-run" ? ["eval", config, "--dry-run"] : [way, config];
    },
    [/^error: cont: log-likelihood needs a column "cont" [^:]*$/m, '"continuation": { "after": "Answer:" }'],
  ]),
  [
    "a continuation that no prompt of the first rows has",
    () => {
      const continuation = { after: "Reply:" };
      return ["eval", write("reply.json", [byLabel("reply", "some.jsonl", "log-likelihood", { continuation })])];
    },
    ['reply: row 0: the prompt does not contain continuation.after "Reply:"'],
  ],
];

test.each(refusals)("%s is refused before a model loads", async (_what, args, says) => {
  const { code, stderr, stdout } = await cli.run(args());
  expect(code, stderr).toBe(2);
  expect(stdout).toBe("");
  for (const text of says) expect(stderr).toMatch(text);
  expect(stderr).not.toMatch(/row \d+: row|^ +at /m);
  expect(existsSync(join(cli.cwd, "outputs"))).toBe(false);
});

test("what the refusals advise works: literal braces, another continuation, answers without a score", async () => {
  const datasets = [
    entry("literal", "some.jsonl", { promptTemplate: { template: "{question} {nope}" } }, { literalBraces: ["nope"] }),
    byLabel("after", "some.jsonl", "log-likelihood", { continuation: { after: "Answer:" } }),
  ];
  const { code, stdout, stderr } = await cli.run(["eval", write("advice.json", datasets), "-w", "advice"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/after .*\| ll +\| 6 \|/);
  const worked = { evaluator: { type: "gsm8k" }, datasetPostprocessor: { type: "gsm8k-reference" } };
  const short = { promptTemplate: { template: "{question}" }, inferencer: { type: "generate", maxOutLen: 4 } };
  const more = { evaluate: worked, reader: { inputColumns: ["question"], outputColumn: "answer" } };
  const config = write("worked.json", [entry("worked", "gsm8k/test.jsonl", short, more)]);
  const asked = await cli.run(["eval", config, "-w", "worked", "-m", "infer"]);
  expect(asked.code, asked.stderr).toBe(0);
  expect(asked.stderr).toContain("worked: 1 reference cannot be read");
});

test("braces in the rows themselves are data, whatever they name", async () => {
  const question = "Simplify $\\frac{x}{y}$ where {unknown} is \\textbf{z}.";
  writeRows("latex.jsonl", [{ ...rows(["B"])[0], question }]);
  const { code, stdout } = await cli.run(["prompt", write("latex.json", [entry("latex", "latex.jsonl")])]);
  expect(code).toBe(0);
  expect(stdout).toContain(question);
});

test("a column that the rows themselves name in braces is filled in as upstream does, and that is said", async () => {
  const question = "Simplify $\\frac{A}{B}$.";
  writeRows("filled.jsonl", [{ ...rows(["B"])[0], question }, ...rows(["A"])]);
  const config = write("filled.json", [entry("filled", "filled.jsonl")]);
  const { code, stdout, stderr } = await cli.run(["prompt", config]);
  expect(code).toBe(0);
  expect(stdout).toContain("Simplify $\\frac01$.");
  expect(stderr).toContain('filled: 1 of 2 rows name a column in braces in their text (row 0: {A} in "question")');
  writeRows("filled.jsonl", [{ ...rows(["B"])[0], question: question.replace(/\{(\w)\}/g, "{ $1 }") }]);
  const spaced = await cli.run(["prompt", config]);
  expect(spaced.stdout).toContain("\\frac{ A }{ B }");
  expect(spaced.stderr).not.toContain("in braces");
});
