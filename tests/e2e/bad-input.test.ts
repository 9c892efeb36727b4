import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli, projectRoot, tinyModel } from "./cli.ts";

// Everything here is refused before a model loads or a run folder is made, with the place and the remedy.

const cli = installCli();
afterAll(() => cli.remove());

beforeAll(() => {
  const inWork = (name: string) => join(cli.cwd, name);
  const model = readFileSync(tinyModel);
  writeFileSync(inWork("truncated.gguf"), model.subarray(0, 500_000));
  writeFileSync(inWork("page.gguf"), "<!doctype html><title>404</title>");
  writeFileSync(inWork("field.json"), JSON.stringify({ models: ["oc_tiny"], datasets: ["siqa_ppl"], sumarizer: {} }));
  writeFileSync(
    inWork("nested.json"),
    JSON.stringify({ models: [{ abbr: "x", path: tinyModel, maxOutLenn: 4 }], datasets: ["siqa_ppl"] }),
  );
  for (const name of ["siqa", "ceval"])
    cpSync(join(projectRoot, "data", name), join(cli.cwd, "bad-data", name), { recursive: true });
  appendFileSync(inWork("bad-data/siqa/dev.jsonl"), '{"context": "cut off');
  appendFileSync(inWork("bad-data/ceval/formal_ceval/val/accountant_val.csv"), "9,only,four,cells\n");
  mkdirSync(inWork("empty-data"));
  writeFileSync(inWork("file"), "");
  const row = { inputColumns: ["question"], outputColumn: "answer", testSplit: "val" };
  const infer = {
    promptTemplate: { template: "{question}" },
    retriever: { type: "zero" },
    inferencer: { type: "generate" },
  };
  const source = { type: "ceval", path: "ceval/formal_ceval", name: "accountant" };
  const accountant = { abbr: "accountant", source, reader: row, infer, evaluate: { evaluator: { type: "accuracy" } } };
  writeFileSync(inWork("accountant.json"), JSON.stringify({ models: ["oc_tiny"], datasets: [accountant] }));
});

/** Arguments of `oc-local eval`, and what standard error must hold. */
const refusals: [what: string, args: string[], says: (string | RegExp)[]][] = [
  [
    "an unknown dataset",
    ["--datasets", "ceval_genn"],
    ['there is no dataset named "ceval_genn"', "did you mean ceval_gen"],
  ],
  ["the beginning of several names", ["--datasets", "ceval_ppl_"], ["is ambiguous", "ceval_ppl_578f8d"]],
  [
    "a bare name with both kinds of models",
    ["--models", "oc_tiny", "oc_tiny_base", "--datasets", "ceval"],
    ["is ambiguous", "ceval_ppl"],
  ],
  [
    "an unknown model",
    ["--models", "oc_tinny", "--datasets", "siqa_ppl"],
    ['no model named "oc_tinny"', "did you mean oc_tiny"],
  ],
  [
    "a named model whose file is not there",
    ["--models", "hf_internlm2_1_8b", "--datasets", "siqa_ppl"],
    ["bring internlm2-1_8b.gguf", "convert_hf_to_gguf.py"],
  ],
  ["a missing data file", ["--datasets", "siqa_ppl", "--data-dir", "empty-data"], ["empty-data/siqa/", "--data-dir"]],
  [
    "a data folder that does not exist",
    ["--datasets", "siqa_ppl", "--data-dir", "nowhere"],
    ["nowhere", "does not exist"],
  ],
  [
    "a malformed JSON line",
    ["--datasets", "siqa_ppl", "--data-dir", "bad-data"],
    [/siqa\/dev\.jsonl:13:\d+: not valid JSON/],
  ],
  [
    "a malformed CSV row",
    ["accountant.json", "--data-dir", "bad-data"],
    [/accountant_val\.csv:4: expected 7 columns .* found 4/],
  ],
  [
    "a model path that does not exist",
    ["--model", "nope.gguf", "--datasets", "siqa_ppl"],
    ["nope.gguf does not exist"],
  ],
  [
    "a truncated GGUF",
    ["--model", "truncated.gguf", "--datasets", "siqa_ppl"],
    ["truncated.gguf is truncated", "got 500,000"],
  ],
  ["a file that is no GGUF", ["--model", "page.gguf", "--datasets", "siqa_ppl"], ["page.gguf is a web page"]],
  ["one part of a split GGUF", ["--model", "m-00001-of-00003.gguf", "--datasets", "siqa_ppl"], ["split into 3 files"]],
  [
    "a context below the shortest prompt",
    ["--datasets", "siqa_ppl", "--max-seq-len", "8"],
    ["the shortest prompt has", "raise --max-seq-len to at least"],
  ],
  ["an unknown config field", ["field.json"], ['field.json: unknown field "sumarizer"', "did you mean summarizer"]],
  ["an unknown nested field", ["nested.json"], ['models[0]: unknown field "maxOutLenn"', "did you mean maxOutLen"]],
  ["an unknown built-in evaluation", ["eval_chat_dem"], ["no built-in evaluation", "did you mean eval_chat_demo"]],
  [
    "contradictory row flags",
    ["--datasets", "siqa_ppl", "--limit", "3", "--range", "[0:2]"],
    ["--limit and --range contradict each other"],
  ],
  [
    "contradictory device flags",
    ["--datasets", "siqa_ppl", "--device", "cpu", "--num-gpus", "1"],
    ["--device cpu and --num-gpus contradict"],
  ],
  [
    "more GPUs than the engine drives",
    ["--datasets", "siqa_ppl", "--num-gpus", "2", "--engine", "node-llama-cpp"],
    ["node-llama-cpp engine uses one GPU, not 2"],
  ],
  ["a device that is none", ["--datasets", "siqa_ppl", "--device", "tpu"], ['there is no device "tpu"']],
  [
    "a misspelt sampling option",
    ["--datasets", "siqa_ppl", "--generation-kwargs", "temprature=1"],
    ['unknown field "temprature"', "did you mean temperature"],
  ],
  [
    "a comment behind a line continuation",
    ["--datasets", "siqa_ppl", "--generation-kwargs", "top_k=1", "#", "sampling"],
    ['the command line holds a comment, "# sampling"', "--datasets siqa_ppl --generation-kwargs top_k=1\n"],
  ],
  ["a work dir that is a file", ["--datasets", "siqa_ppl", "-w", "file/below"], ["is a file, not a folder", "-w"]],
  [
    "a work dir that cannot be made",
    ["--datasets", "siqa_ppl", "-w", "/proc/oc-local"],
    ["cannot write to /proc/oc-local", "-w"],
  ],
  [
    "an earlier run that does not exist",
    ["--datasets", "siqa_ppl", "-r", "20200101_000000"],
    ['no run "20200101_000000"'],
  ],
  ["a stage without a run", ["--mode", "viz"], ["there is no run in"]],
  ["a number below 1", ["--datasets", "siqa_ppl", "--limit=-5"], ["A whole number above 0 is expected"]],
  ["a number that is none", ["--datasets", "siqa_ppl", "--limit", "many"], ["--limit", "whole number"]],
  [
    "a config file behind a flag with several values",
    ["--datasets", "siqa_ppl", "my-eval.ts"],
    ["a config file stands before the flags: oc-local eval my-eval.ts"],
  ],
  ["an unknown flag", ["--datasets", "siqa_ppl", "--modle", "x"], ["unknown option '--modle'"]],
];

test.each(refusals)("%s is refused", async (_what, args, says) => {
  // What is refused is not the model, unless a case says so.
  const model = args[0] === "--datasets" ? ["--models", "oc_tiny"] : [];
  const { code, stderr, stdout } = await cli.run(["eval", ...model, ...args]);
  expect(code, stderr).toBe(2);
  expect(stdout).toBe("");
  for (const text of says) expect(stderr).toMatch(text);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(existsSync(join(cli.cwd, "outputs"))).toBe(false);
});
