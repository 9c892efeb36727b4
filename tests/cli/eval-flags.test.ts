import { expect, test } from "vitest";
import { toRunOptions } from "../../src/cli/flags/request.ts";
import type { EvalFlags } from "../../src/job/flags/eval-flags.ts";
import { errorOf } from "../run/error-of.ts";
import { flagsOf, invocationFor } from "./eval-line.ts";

const defaults: EvalFlags = { mode: "all" };

test("what can only be a place is a path also behind --models", () => {
  const line = ["--models", "oc_tiny", "./x.gguf", "org/name", "configs/models/qwen/hf_qwen2_7b.py", "m/x.py"];
  expect(invocationFor(line)).toMatchObject({
    models: ["oc_tiny", "configs/models/qwen/hf_qwen2_7b.py", "m/x.py"],
    modelPaths: ["./x.gguf", "org/name"],
  });
});

test("no flag is an invocation without choices, in this folder", () => {
  expect(flagsOf([])).toEqual(defaults);
  expect(invocationFor([])).toEqual({
    cwd: "/here",
    models: [],
    modelPaths: [],
    datasets: [],
    modelOverrides: {},
    modelDirs: [],
  });
  expect(toRunOptions(flagsOf([]))).toEqual({
    mode: "all",
    debug: false,
  });
});

test("what runs: names, files, rows and folders", () => {
  const line = ["--models", "a", "b", "--datasets", "c", "--model-dir", "m", "--data-dir", "d", "--limit", "5"];
  expect(invocationFor(line, "my.ts")).toMatchObject({
    config: "my.ts",
    models: ["a", "b"],
    datasets: ["c"],
    modelDirs: ["m"],
    dataDir: "d",
    limit: 5,
  });
  expect(invocationFor(["--range", "[10:20]"])).toMatchObject({ range: "[10:20]" });
  expect(invocationFor(["--deterministic"])).toMatchObject({ deterministic: true });
});

test("who is told of the run, and the form of its logs, reach the run", () => {
  expect(toRunOptions(flagsOf(["--hook", "mail me", "-l", "--log-format", "text"]))).toMatchObject({
    hook: "mail me",
    lark: true,
    logFormat: "text",
  });
  expect(toRunOptions(flagsOf(["--hook"]))).toMatchObject({ hook: true });
});

test("how many workers share the work reaches the run", () => {
  expect(toRunOptions(flagsOf(["--max-num-workers", "4", "--max-workers-per-gpu", "2"]))).toMatchObject({
    maxNumWorkers: 4,
    maxWorkersPerGpu: 2,
  });
});

test("how often inference is started again and when it is stuck reach the run", () => {
  expect(toRunOptions(flagsOf(["--retry", "0", "--stuck-after", "60"]))).toMatchObject({
    retry: 0,
    stuckAfterSeconds: 60,
  });
});

test("where a run is computed reaches it", () => {
  const line = ["--slurm", "-p", "gpu", "--qos", "low", "--max-num-workers", "16"];
  expect(toRunOptions(flagsOf(line))).toMatchObject({
    slurm: true,
    partition: "gpu",
    qos: "low",
    maxNumWorkers: 16,
  });
});

test("--model and --hf-path are one list", () => {
  const line = ["--model", "a.gguf", "--hf-path", "b.gguf", "--model", "c.gguf"];
  expect(invocationFor(line).modelPaths).toEqual(["a.gguf", "c.gguf", "b.gguf"]);
});

test("only what was given overrides a model", () => {
  const line = [
    ...["--hf-type", "base", "--max-seq-len", "2048", "--max-out-len", "64", "--min-out-len", "1"],
    ...["--batch-size", "auto", "--hf-num-gpus", "1", "--pad-token-id", "0", "--device", "cuda:1", "--threads", "4"],
    ...["--engine", "mock", "--stop-words", "\n", "Q:", "--tokenizer-path", "t"],
  ];
  expect(invocationFor(line).modelOverrides).toEqual({
    kind: "base",
    maxSeqLen: 2048,
    maxOutLen: 64,
    minOutLen: 1,
    batchSize: "auto",
    numGpus: 1,
    padTokenId: 0,
    device: "cuda:1",
    threads: 4,
    engine: "mock",
    stopWords: ["\n", "Q:"],
    tokenizerPath: "t",
  });
});

test("chat settings override a model", () => {
  const line = [
    "--system-prompt",
    "Be brief.",
    "--chat-template",
    "t.jinja",
    "--chat-template-kwargs",
    "enable_thinking=false",
  ];
  expect(invocationFor(line).modelOverrides).toEqual({
    systemPrompt: "Be brief.",
    chatTemplate: "t.jinja",
    chatTemplateKwargs: { enable_thinking: false },
  });
});

test("pairs are parsed, and a schema's defaults do not enter beside them", () => {
  const line = [
    ...["--generation-kwargs", "do_sample=True", "temperature=0.6", "--seed", "7"],
    ...["--model-kwargs", "gpu_layers=3,use_mmap=False"],
    ...["--tokenizer-kwargs", "truncation_side='right'"],
  ];
  expect(invocationFor(line).modelOverrides).toEqual({
    generation: { do_sample: true, temperature: 0.6, seed: 7 },
    placement: { gpu_layers: 3, use_mmap: false },
    tokenizerOptions: { truncation_side: "right" },
  });
  expect(invocationFor(["--seed", "7"]).modelOverrides).toEqual({ generation: { seed: 7 } });
});

test("--kv-cache-type is a setting of loading, beside those of --model-kwargs and not twice", async () => {
  const line = ["--kv-cache-type", "q8_0", "--model-kwargs"];
  expect(invocationFor(line.slice(0, 2)).modelOverrides).toEqual({ placement: { kv_cache_type: "q8_0" } });
  expect(invocationFor([...line, "use_mmap=False"]).modelOverrides).toEqual({
    placement: { kv_cache_type: "q8_0", use_mmap: false },
  });
  expect((await errorOf(() => invocationFor([...line, "kv_cache_type=f16"]))).message).toBe(
    "the kv_cache_type is given by --kv-cache-type and by --model-kwargs: keep one",
  );
  expect(() => flagsOf(["--kv-cache-type", "q9"])).toThrow(/q9.*Allowed choices are auto, f16/);
});

test("what OpenCompass's users write for Hugging Face is accepted", () => {
  const line = [
    "--model-kwargs",
    "device_map='auto'",
    "trust_remote_code=True",
    "--tokenizer-kwargs",
    "padding_side='left'",
  ];
  expect(invocationFor(line).modelOverrides).toMatchObject({
    placement: { device_map: "auto", trust_remote_code: true },
    tokenizerOptions: { padding_side: "left" },
  });
});

test.each<[pairs: string[], options: object]>([
  [["truncation='left'"], { truncation_side: "left" }],
  [["truncation=middle"], { truncation_side: "middle" }],
  [["truncation=error"], { truncation_side: "error" }],
  [["truncation=True"], { truncation_side: "left" }],
  [["truncation=True", "truncation_side=right"], { truncation_side: "right" }],
  [["truncation=right", "truncation_side=right"], { truncation_side: "right" }],
  [["truncation=False", "truncation_side=right"], { truncation_side: "error" }],
  [["truncation=do_not_truncate"], { truncation_side: "error" }],
])("truncation as transformers and the courses write it: %j", (pairs, options) => {
  expect(invocationFor(["--tokenizer-kwargs", ...pairs]).modelOverrides.tokenizerOptions).toEqual(options);
});

test("truncation that cannot be meant is refused", async () => {
  const refused = (pairs: string[]) => errorOf(() => invocationFor(["--tokenizer-kwargs", ...pairs]));
  expect((await refused(["truncation=left", "truncation_side=right"])).message).toContain("contradict each other");
  expect((await refused(["truncation=top"])).hint).toContain("left, right, middle, error");
});

test.each([
  ["--generation-kwargs", "max_new_tokens=16", "--max-out-len"],
  ["--model-kwargs", "load_in_8bit=True", "the file's own quantisation"],
  ["--tokenizer-kwargs", "model_max_length=1024", "--max-seq-len"],
])("what transformers takes there and is set elsewhere: %s %s", async (flag, pair, hint) => {
  expect((await errorOf(() => invocationFor([flag, pair]))).hint).toContain(hint);
});

test("no remote code is run for an adapter either", () => {
  const overrides = invocationFor(["--peft-kwargs", "trust_remote_code=True"]).modelOverrides;
  expect(overrides).toEqual({ placement: { trust_remote_code: true } });
});

test("no GPU means the CPU, also where the device is left open", () => {
  for (const line of [
    ["--num-gpus", "0"],
    ["--hf-num-gpus", "0"],
    ["--num-gpus", "0", "--device", "auto"],
  ]) {
    expect(invocationFor(line).modelOverrides).toEqual({ numGpus: 0, device: "cpu" });
  }
});

test("every adapter gets the one scale", () => {
  const line = ["--peft-path", "a.gguf", "b.gguf", "--peft-kwargs", "scale=0.5"];
  expect(invocationFor(line).modelOverrides.adapters).toEqual([
    { path: "a.gguf", scale: 0.5 },
    { path: "b.gguf", scale: 0.5 },
  ]);
  expect(invocationFor(["--peft-path", "a.gguf"]).modelOverrides.adapters).toEqual([{ path: "a.gguf", scale: 1 }]);
});

test("-r alone means the latest run", () => {
  expect(toRunOptions(flagsOf(["-r"])).reuse).toBe("latest");
  expect(toRunOptions(flagsOf(["-r", "20260220_120000", "-w", "out"]))).toMatchObject({
    reuse: "20260220_120000",
    workDir: "out",
  });
});

test.each<[line: string[], message: string]>([
  [
    ["--generation-kwargs", "temprature=1"],
    '--generation-kwargs: unknown field "temprature"; did you mean temperature?',
  ],
  [["--model-kwargs", "use_mmap=1"], "--model-kwargs: use_mmap: expected boolean, received number (found 1)"],
  [
    ["--peft-path", "a", "--peft-kwargs", "alpha=8"],
    '--peft-kwargs: unknown field "alpha"; known fields: scale, trust_remote_code',
  ],
  [
    ["--peft-path", "a", "--peft-kwargs", "scale=big"],
    '--peft-kwargs: scale: expected number, received string (found "big")',
  ],
])("a bad pair is refused with flag and key: %j", async (line, message) => {
  expect((await errorOf(() => invocationFor(line))).message).toBe(message);
});

test.each([
  [["--limit", "0"]],
  [["--limit", "ten"]],
  [["--batch-size", "many"]],
  [["--threads", "-1"]],
  [["--hf-type", "instruct"]],
  [["--mode", "score"]],
  [["--no-such-flag"]],
])("a value that cannot be meant is refused by the command line itself: %j", (line) => {
  expect(() => flagsOf(line)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^commander\./) as string }),
  );
});

test("a name given twice is asked once", () => {
  const { models, datasets } = invocationFor(["--models", "m", "m", "--datasets", "a", "b", "a"]);
  expect({ models, datasets }).toEqual({ models: ["m"], datasets: ["a", "b"] });
});
