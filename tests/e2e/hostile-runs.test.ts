// Run folders that come from a stranger, are damaged or were made to do harm: shown as data, never executed, written nowhere else.

import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cli, type Finished, installCli } from "./cli.ts";

let cli: Cli;
/** Name of the run that the cases are copies of. */
let run: string;
const env = () => ({ XDG_STATE_HOME: join(cli.cwd, "state"), XDG_CACHE_HOME: join(cli.cwd, "cache") });

beforeAll(async () => {
  cli = installCli();
  const asked = ["--models", "oc_tiny", "--datasets", "siqa_ppl", "siqa_gen", "--limit", "4"];
  expect((await oc(["eval", ...asked, "-w", "good"])).code).toBe(0);
  run = readdirSync(join(cli.cwd, "good"))[0] as string;
});
afterAll(() => cli?.remove());

async function oc(args: readonly string[]): Promise<Finished> {
  const finished = await cli.run(args, env());
  expect(finished.stderr).not.toContain("defect in oc-local");
  expect(finished.stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  return finished;
}

/** A folder of runs with one copy in it. */
function received(name: string): { workDir: string; folder: string; file: (...parts: string[]) => string } {
  const workDir = join(cli.cwd, name);
  const folder = join(workDir, run);
  cpSync(join(cli.cwd, "good", run), folder, { recursive: true });
  return { workDir, folder, file: (...parts) => join(folder, ...parts) };
}

function edit(path: string, change: (content: Record<string, unknown>) => object): void {
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>)));
}

/** Leaves a file behind when it is executed. */
function trap(path: string): { isSprung: () => boolean } {
  mkdirSync(join(path, ".."), { recursive: true });
  const mark = `${path}.executed`;
  writeFileSync(
    path,
    `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(mark)}, "");\n` +
      `export default { models: ["oc_tiny"], datasets: ["siqa_ppl", "siqa_gen"] };\n`,
  );
  return { isSprung: () => existsSync(mark) };
}

test("a received run is shown, scored and read without executing what it names; going on with it names the file", async () => {
  const { workDir, folder, file } = received("received");
  const beside = trap(join(workDir, "evil.ts"));
  const traps = [beside, ...["models", "datasets"].map((kind) => trap(file("configs", kind, "oc_tiny.ts")))];
  const invocation = (change: object) =>
    edit(file("configs", "invocation.json"), (stored) => ({ ...stored, ...change }));
  invocation({ cwd: folder, config: "../evil.ts" });
  for (const mode of ["viz", "eval"]) expect((await oc(["eval", "-m", mode, "-r", run, "-w", workDir])).code).toBe(0);
  expect((await oc(["cases", folder])).code).toBe(0);
  const refused = await oc(["eval", "-r", run, "-w", workDir]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(`would execute ${join(workDir, "evil.ts")}, and the run does not say`);
  expect(refused.stderr).toContain(`name it: oc-local eval ${join(workDir, "evil.ts")} -r ${run} -w received`);
  // Nor where the folder says that it was started so, nor from inside, nor with entries that stand in it.
  const { codeHash } = await import("../../src/config/code-hash.ts");
  const path = join(workDir, "evil.ts");
  invocation({ cwd: folder, config: "../evil.ts", executed: [{ path, sha256: codeHash(path) }] });
  const forged = await oc(["eval", "-r", run, "-w", workDir]);
  expect([forged.code, forged.stderr]).toEqual([
    2,
    expect.stringContaining("it has not been run by you on this machine"),
  ]);
  edit(file("configs", "invocation.json"), ({ config: _, executed: __, ...stored }) => ({ ...stored, cwd: folder }));
  const inside = await oc(["eval", "-r", run, "-w", workDir]);
  expect([inside.code, inside.stderr]).toEqual([0, expect.stringContaining("is left out: it belongs to a run")]);
  expect(traps.map(({ isSprung }) => isSprung())).toEqual([false, false, false]);
});

test("a config of one's own goes on unnamed while it is what it was, with its own evaluator; changed, it is named again", async () => {
  const config = join(cli.cwd, "mine.ts");
  writeFileSync(
    config,
    `import { createEvaluator } from "./judge.ts";\n` +
      `export default { models: ["oc_tiny"], datasets: [{ abbr: "mine", source: { type: "siqa", path: "siqa", form: "label" },\n` +
      `  reader: { inputColumns: ["context", "question", "answerA", "answerB", "answerC"], outputColumn: "label", testSplit: "validation", testRange: "[0:3]" },\n` +
      `  infer: { promptTemplate: { template: { 1: "{question} {answerA}", 2: "{question} {answerB}", 3: "{question} {answerC}" } },\n` +
      `    retriever: { type: "zero" }, inferencer: { type: "perplexity" } },\n` +
      `  evaluate: { evaluator: { type: createEvaluator } } }] };\n`,
  );
  const judge = (value: number) =>
    writeFileSync(
      join(cli.cwd, "judge.ts"),
      `export const createEvaluator = () => ({ metrics: () => ({ mine: ${value} }), ` +
        `score: ({ prediction, reference }) => ({ kind: "scored", value: 1, answer: prediction, reference }) });\n`,
    );
  judge(1);
  const first = await oc(["eval", config, "-w", "own"]);
  expect(first.stderr).not.toMatch(/^error:/m);
  const again = (...more: string[]) => oc(["eval", ...more, "-r", "-w", "own"]);
  expect((await again()).stderr).not.toMatch(/^error:/m);
  expect((await again("-m", "eval")).stderr).not.toMatch(/^error:/m);
  // What it imports belongs to it.
  judge(2);
  for (const mode of [[], ["-m", "eval"]]) {
    const changed = await again(...mode);
    expect([changed.code, changed.stderr]).toEqual([
      2,
      expect.stringContaining(`would execute ${config}, and it has changed`),
    ]);
  }
  expect((await again("-m", "viz")).stderr).not.toMatch(/^error:/m);
  expect((await oc(["eval", config, "-m", "eval", "-r", "-w", "own"])).stderr).not.toMatch(/^error:/m);
  rmSync(config);
  expect((await again("-m", "viz")).stderr).not.toMatch(/^error:/m);
});

test("a hook that a stored run's config names is not run", async () => {
  const { workDir, file } = received("hook");
  const mark = join(workDir, "hooked");
  writeFileSync(file("x.yaml"), `models: [oc_tiny]\ndatasets: [siqa_ppl, siqa_gen]\nhook: "touch ${mark}"\n`);
  edit(file("configs", "invocation.json"), (stored) => ({ ...stored, config: file("x.yaml") }));
  for (const mode of ["all", "eval"]) {
    const { code, stderr } = await oc(["eval", "-m", mode, "-r", run, "-w", workDir, "--hook"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("it lies in the run's own folder")]);
  }
  expect(existsSync(mark)).toBe(false);
});

test("links in a run's folder are not written through, and a lock that is no file is told or taken", async () => {
  const { workDir, folder, file } = received("links");
  const elsewhere = join(cli.cwd, "elsewhere");
  mkdirSync(elsewhere);
  const show = () => oc(["eval", "-m", "viz", "-r", run, "-w", workDir]);
  rmSync(file("summary"), { recursive: true });
  symlinkSync(elsewhere, file("summary"));
  const linked = await show();
  expect([linked.code, linked.stderr]).toEqual([2, expect.stringContaining(`summary is a link to ${elsewhere}`)]);
  expect(readdirSync(elsewhere)).toEqual([]);
  rmSync(file("summary"));
  const journal = file("journal", "oc-tiny", "siqa_ppl.jsonl");
  const target = join(elsewhere, "notes.txt");
  writeFileSync(target, "no line end");
  rmSync(journal);
  symlinkSync(target, journal);
  const continued = await oc(["eval", "-r", run, "-w", workDir]);
  expect([continued.code, continued.stderr]).toEqual([2, expect.stringContaining("siqa_ppl.jsonl is a link to")]);
  expect(readFileSync(target, "utf8")).toBe("no line end");
  rmSync(journal);
  mkdirSync(join(folder, ".lock"));
  const locked = await show();
  expect([locked.code, locked.stderr]).toEqual([
    2,
    expect.stringContaining(".lock is a folder, where the lock of the run is a file"),
  ]);
  rmSync(join(folder, ".lock"), { recursive: true });
  symlinkSync(join(folder, "nowhere"), join(folder, ".lock"));
  expect((await show()).code).toBe(0);
  expect(lstatSync(join(folder, ".lock"), { throwIfNoEntry: false })).toBeUndefined();
});

test("lines that are no rows are left out and told, in journals and in a shared cache, and their rows are asked again", async () => {
  const { workDir, file } = received("lines");
  const journal = file("journal", "oc-tiny", "siqa_gen.jsonl");
  const [first = "", ...rest] = readFileSync(journal, "utf8").trim().split("\n");
  const { key } = JSON.parse(first) as { key: string };
  const bad = [
    `{"row":0}`,
    `{"row":0,"key":"${key}"}`,
    `{"row":1,"key":"${key}","prediction":5}`,
    "[".repeat(5000),
    "null",
  ];
  writeFileSync(journal, `${[...bad, ...rest].join("\n")}\n`);
  rmSync(file("predictions", "oc-tiny", "siqa_gen.json"));
  const told = "5 lines of its journal are no records of rows and are left out";
  const scored = await oc(["eval", "-m", "eval", "-r", run, "-w", workDir]);
  expect([scored.code, scored.stderr]).toEqual([1, expect.stringContaining(told)]);
  const continued = await oc(["eval", "-r", run, "-w", workDir]);
  expect([continued.code, continued.stderr]).toEqual([0, expect.stringContaining(told)]);
  expect(readFileSync(journal, "utf8").split("\n")).toHaveLength(5);
  const asked = [
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "siqa_ppl",
    "--limit",
    "2",
    "--cache",
    "shared",
    "-w",
    "cached",
  ];
  expect((await oc(asked)).code).toBe(0);
  const model = join(cli.cwd, "shared", readdirSync(join(cli.cwd, "shared"))[0] as string);
  appendFileSync(join(model, readdirSync(model)[0] as string), `{"row":0}\n{"row":0,"key":"x"}\n`);
  expect((await oc(asked)).stderr).toMatch(/2 answers taken/);
});

test("one damaged result does not hide the others: cases shows them, names it and ends with 1; the table scores it again", async () => {
  const { workDir, folder, file } = received("results");
  edit(file("results", "oc-tiny", "siqa_gen.json"), (stored) => ({ ...stored, details: 5, oc_local: { n: "many" } }));
  edit(file("manifest.json"), (stored) => ({ ...stored, metric: 7, models: [{ abbr: ".." }] }));
  const shown = await oc(["cases", folder]);
  expect(shown.code).toBe(1);
  expect(shown.stdout).toContain("siqa_ppl");
  expect(shown.stderr).toMatch(/siqa_gen\.json cannot be read: expected a result/);
  const table = await oc(["eval", "-m", "viz", "-r", run, "-w", workDir]);
  expect([table.code, table.stderr]).toEqual([1, expect.stringContaining("manifest.json cannot be read")]);
  expect((await oc(["eval", "-m", "eval", "-r", run, "-w", workDir])).code).toBe(0);
});

test("-r where there is no run starts no demo", async () => {
  const { code, stderr } = await oc(["eval", "-r", "-w", "empty"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("there is no run to be continued in")]);
  expect(existsSync(join(cli.cwd, "empty"))).toBe(false);
});
