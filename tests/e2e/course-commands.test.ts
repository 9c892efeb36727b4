import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli, tinyModel } from "./cli.ts";

// Commands as courses and homework type them, with the path of the model exchanged.

const cli = installCli();
afterAll(() => cli.remove());

beforeAll(() => {
  copyFileSync(tinyModel, join(cli.cwd, "M.gguf"));
  writeFileSync(join(cli.cwd, "my.json"), JSON.stringify({ models: "oc_tiny", datasets: "siqa_gen" }));
  writeFileSync(join(cli.cwd, "no-model.json"), JSON.stringify({ datasets: ["siqa_ppl"] }));
});

/** A command line as a shell reads it. */
function bash(line: string) {
  const env = { ...process.env, NO_COLOR: "1", PATH: `${dirname(cli.bin)}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: cli.cwd, encoding: "utf8", env });
  return { code: status, stdout, stderr };
}

const kwargs =
  "--tokenizer-kwargs padding_side='left' truncation='left' trust_remote_code=True " +
  "--model-kwargs device_map='auto' trust_remote_code=True";

test("the homework's command runs as it stands", () => {
  const { code, stdout, stderr } = bash(
    `oc-local eval --datasets ceval_gen --hf-path M.gguf --tokenizer-path M.gguf ${kwargs} ` +
      "--max-seq-len 1024 --max-out-len 16 --batch-size 2 --num-gpus 1 --debug",
  );
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("ceval-accountant");
  for (const text of [
    "Starting inference process",
    "padding_side has no effect",
    "trust_remote_code has no effect",
    "--tokenizer-path has no effect: a GGUF file carries its own tokenizer",
  ])
    expect(stderr).toContain(text);
  expect(stderr).not.toMatch(/^ +at /m);
});

test.each([
  ["run.py's older spelling", `run --hf-path M.gguf ${kwargs} --peft-kwargs trust_remote_code=True --hf-num-gpus 1`],
  ["a hub id for the tokenizer", "run --hf-path M.gguf --tokenizer-path internlm/internlm2-chat-1_8b --hf-type chat"],
  [
    "sampling",
    "eval --models oc_tiny.py --generation-kwargs do_sample=True top_k=10 temperature=0.6 --stop-words '<|im_end|>' '</s>'",
  ],
  ["debug with workers and retries", "eval --models oc_tiny --debug --max-num-workers 8 --retry 2"],
])("%s", (_what, command) => {
  const { code, stdout, stderr } = bash(`oc-local ${command} --datasets siqa_gen.py --limit 1 --max-out-len 4`);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("siqa");
  if (command.includes("--retry"))
    expect(stderr).toContain("--debug runs one task after the other in this process, which is not started again");
});

test("truncation says what a prompt that is too long loses", async () => {
  const shown = async (truncation: string) =>
    cli.run([
      ...["prompt", "--model", "M.gguf", "--datasets", "siqa_gen", "--max-seq-len", "70", "--row", "10"],
      ...["--tokenizer-kwargs", `truncation=${truncation}`],
    ]);
  for (const [truncation, says] of [
    ["left", "cut on the left"],
    ["right", "cut on the right"],
    ["middle", "cut in the middle"],
    ["True", "cut on the left"],
  ] as const)
    expect((await shown(truncation)).stdout).toContain(says);
  const refused = await shown("error");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("70 fit, and truncation=error cuts none");
});

test("truncation=error fails the rows that are too long, and counts them", async () => {
  const args = ["eval", "--model", "M.gguf", "--datasets", "siqa_gen", "--max-seq-len", "74", "--max-out-len", "4"];
  const failed = await cli.run([...args, "--tokenizer-kwargs", "truncation=error", "-w", "error"]);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(/\d+ of 12 rows failed; row \d+: the prompt has \d+ tokens, 74 fit/);
  const cut = await cli.run([...args, "--tokenizer-kwargs", "truncation=middle", "-w", "middle"]);
  expect(cut.code, cut.stderr).toBe(0);
  expect(cut.stdout).toContain("prompts truncated");
});

test.each([
  ["one blank", "\\ # the data set\n  --hf-path M.gguf"],
  ["two blanks", "\\  # the data set\n  --hf-path M.gguf"],
  ["a quoted comment at the end", "'# the data set'"],
])("a comment behind a backslash is recognised: %s", (_what, end) => {
  const { code, stderr } = bash(`oc-local eval --datasets ceval_gen ${end}`);
  // The shell's own complaint about the second line ends the command.
  expect(code).toBe(end.includes("\n") ? 127 : 2);
  expect(stderr).toContain("a backslash continues a line only where nothing stands behind it");
  expect(stderr).toContain("this much was received:\n       oc-local eval --datasets ceval_gen\n");
});

test.each([
  ["--model M.gguf my.json", "oc-local eval my.json --model M.gguf"],
  ["--datasets siqa_gen my.json", "oc-local eval my.json --datasets siqa_gen"],
  ["--hf-path M.gguf my.yaml --limit 2", "oc-local eval my.yaml --hf-path M.gguf --limit 2"],
])("a config behind a flag is recognised: %s", (args, meant) => {
  const { code, stderr } = bash(`oc-local eval ${args}`);
  expect(code).toBe(2);
  expect(stderr).toContain(`hint:  a config file stands before the flags: ${meant}\n`);
});

test("what the hint says about a swallowed config runs", () => {
  const { code, stderr } = bash("oc-local eval my.json --model M.gguf --limit 1 -w followed");
  expect(code, stderr).toBe(0);
});

test("a model that is forgotten is asked for: the toy model answers its demo only, or by name", async () => {
  const before = existsSync(join(cli.cwd, "outputs"));
  for (const args of [
    ["eval", "--datasets", "siqa_ppl", "--data-dir", cli.cwd],
    ["eval", "--datasets", "siqa_ppl"],
    ["eval", "no-model.json"],
    ["eval", "no-model.json", "--dry-run"],
    ["agree", "--datasets", "siqa_ppl"],
  ]) {
    const { code, stdout, stderr } = await cli.run(args);
    expect(code, args.join(" ")).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/: no models\nhint: {2}give a file with --model PATH, or a name with --models NAME/);
  }
  expect(existsSync(join(cli.cwd, "outputs"))).toBe(before);
  const followed = await cli.run(["eval", "no-model.json", "--models", "oc_tiny", "--limit", "1", "-w", "named"]);
  expect(followed.code, followed.stderr).toBe(0);
  const shown = await cli.run(["prompt", "no-model.json", "--no-tokens"]);
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toContain("no model");
});

test("the demo keeps its model when other datasets are added to it", async () => {
  expect((await cli.run(["eval", "--limit", "1", "-w", "demo"])).code).toBe(0);
  const { code, stderr } = await cli.run(["eval", "-r", "-w", "demo", "--datasets", "siqa_ppl"]);
  expect(code, stderr).toBe(0);
  expect(readFileSync(join(cli.cwd, "demo", timestampOf(stderr), "configs", "invocation.json"), "utf8")).toContain(
    "oc_tiny",
  );
});

function timestampOf(stderr: string): string {
  return /demo\/(\d{8}_\d{6})/.exec(stderr)?.[1] ?? "";
}

test("--debug shows no stack for a mistake of the user, in any command", async () => {
  for (const args of [
    ["eval", "--debug", "--datasets", "siqa_gne", "--models", "oc_tiny"],
    ["eval", "--debug", "--tokenizer-kwargs", "truncation=top", "--models", "oc_tiny"],
    ["eval", "--debug", "--model", "nowhere.gguf", "--datasets", "siqa_gen"],
    ["prompt", "--debug", "--datasets", "siqa_gne"],
    ["agree", "--debug", "--models", "oc_tinny", "--datasets", "siqa_gen"],
    ["eval", "missing.json", "--debug"],
  ]) {
    const { code, stderr } = await cli.run(args);
    expect(code, stderr).toBe(2);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toMatch(/^ +at |caused by|Error:/m);
  }
});

test("a part of a course that is missing is named in one sentence", async () => {
  writeFileSync(join(cli.cwd, "eval_mine.py"), "models = []");
  for (const [args, says] of [
    [
      ["eval", "--models", "puyu_api.py", "--datasets", "demo_gsm8k_chat_gen.py"],
      "models behind an API are not there yet",
    ],
    [["eval", "eval_mine.py", "--debug"], "Python configs are not read yet"],
    [
      ["eval", "--models", "oc_tiny", "--generation-kwargs", "max_new_tokens=8"],
      "--max-out-len sets how much is generated",
    ],
  ] as const) {
    const { code, stderr } = await cli.run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  }
});
