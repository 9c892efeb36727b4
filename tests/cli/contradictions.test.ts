import { expect, test } from "vitest";
import { idleFlags } from "../../src/cli/flags/contradictions.ts";
import { evalFlags, flagRows } from "../../src/job/flags/eval-flags.ts";
import { errorOf } from "../run/error-of.ts";
import { flagsOf, invocationFor } from "./eval-line.ts";

test.each<[line: string[], named: string[]]>([
  [
    ["--num-gpus", "1", "--hf-num-gpus", "2"],
    ["--num-gpus", "--hf-num-gpus"],
  ],
  [
    ["--limit", "5", "--range", "[0:5]"],
    ["--limit", "--range"],
  ],
  [
    ["--device", "cpu", "--num-gpus", "1"],
    ["--device cpu", "--num-gpus"],
  ],
  [
    ["--device", "CPU", "--hf-num-gpus", "1"],
    ["--device cpu", "--num-gpus"],
  ],
  [
    ["--device", "cuda", "--num-gpus", "0"],
    ["--device cuda", "--num-gpus 0"],
  ],
  [
    ["--device", "vulkan", "--hf-num-gpus", "0"],
    ["--device vulkan", "--num-gpus 0"],
  ],
  [
    ["--hf-type", "base", "--chat-template", "t"],
    ["--hf-type base", "--chat-template"],
  ],
  [
    ["--hf-type", "base", "--system-prompt", "s"],
    ["--hf-type base", "--system-prompt"],
  ],
  [
    ["--hf-type", "base", "--chat-template-kwargs", "a=1"],
    ["--hf-type base", "--chat-template"],
  ],
  [
    ["--min-out-len", "9", "--max-out-len", "8"],
    ["--min-out-len", "--max-out-len"],
  ],
  [
    ["--models", "a", "--model", "b.gguf"],
    ["--models", "--model"],
  ],
  [
    ["--models", "a", "--hf-path", "b.gguf"],
    ["--models", "--hf-path"],
  ],
  [
    ["--device", "cpu", "--max-workers-per-gpu", "2"],
    ["--device cpu", "--max-workers-per-gpu"],
  ],
  [
    ["--dry-run", "--mode", "eval"],
    ["--dry-run", "--mode eval"],
  ],
  [
    ["--dry-run", "-r"],
    ["--dry-run", "-r"],
  ],
  [
    ["--dry-run", "--lark"],
    ["--dry-run", "--lark"],
  ],
  [
    ["--dry-run", "--log-format", "text"],
    ["--dry-run", "--log-format"],
  ],
  [
    ["--mode", "viz", "--hook", "true"],
    ["--mode viz", "--hook"],
  ],
  [["--probe"], ["--probe", "--dry-run"]],
  [
    ["--slurm", "--mode", "eval"],
    ["--slurm", "--mode eval"],
  ],
  [
    ["-p", "gpu", "--mode", "viz"],
    ["--partition", "--mode viz"],
  ],
  [
    ["--slurm", "--dry-run"],
    ["--slurm", "--dry-run"],
  ],
  [
    ["--qos", "low", "--debug"],
    ["--qos", "--debug"],
  ],
  [
    ["--dry-run", "--probe", "--max-num-workers", "2"],
    ["--probe", "--max-num-workers"],
  ],
  [
    ["--seed", "1", "--generation-kwargs", "seed=2"],
    ["--seed", "--generation-kwargs"],
  ],
  [
    ["--seed", "1", "--generation-kwargs", "do_sample=False"],
    ["--seed", "do_sample=False"],
  ],
  [
    ["--seed", "1", "--generation-kwargs", "top_k=1,do_sample=false"],
    ["--seed", "do_sample=False"],
  ],
  [
    ["--peft-kwargs", "scale=1"],
    ["--peft-kwargs", "--peft-path"],
  ],
  [
    ["--deterministic", "--batch-size", "8"],
    ["--deterministic", "--batch-size 8"],
  ],
  [
    ["--deterministic", "--dry-run", "--probe"],
    ["--deterministic", "--probe"],
  ],
])("a contradiction is refused with both flags: %j", async (line, named) => {
  const error = await errorOf(() => invocationFor(line));
  expect(error.name).toBe("UsageError");
  for (const flag of named) expect(error.message).toContain(flag);
});

test.each([
  [["--num-gpus", "1", "--hf-num-gpus", "1"]],
  [["--device", "cpu", "--num-gpus", "0"]],
  [["--device", "auto", "--num-gpus", "1"]],
  [["--min-out-len", "8", "--max-out-len", "8"]],
  [["--hf-type", "chat", "--system-prompt", "s"]],
  [["--debug", "--max-num-workers", "1"]],
  [["--deterministic", "--batch-size", "1"]],
  [["--deterministic", "--batch-size", "auto", "--dry-run"]],
  [["--dry-run"]],
  [["--seed", "1", "--generation-kwargs", "do_sample=True"]],
])("flags that agree are taken: %j", (line) => {
  expect(() => invocationFor(line)).not.toThrow();
});

test("every flag that a row names is one", () => {
  const named = flagRows().flatMap(([, { contradicts = [], needs, sameAs }]) => [
    ...contradicts.flatMap((each) => each.with),
    ...(needs === undefined ? [] : [needs.flag]),
    ...(sameAs === undefined ? [] : [sameAs]),
  ]);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !Object.hasOwn(evalFlags, name))).toEqual([]);
});

test("what stages leave without effect is told in one sentence", () => {
  const told = (line: string[]) => idleFlags(flagsOf(line));
  expect(told(["--retry", "1", "--partial", "-w", "x", "--dry-run"])).toEqual([
    "--dry-run makes no run: no effect of --retry, --partial",
  ]);
  expect(told(["-m", "viz", "--max-num-workers", "2"])).toEqual([
    "--mode viz asks no model: no effect of --max-num-workers",
  ]);
  expect(told(["-m", "infer", "--metric", "ppl"])).toEqual(["--mode infer shows no table: no effect of --metric"]);
  expect(told(["--retry", "1"])).toEqual([]);
});

test("a contradiction names the flag that was given, as it was given", async () => {
  const message = async (line: string[]) => (await errorOf(() => invocationFor(line))).message;
  const base = "a base model gets plain text, no chat template";
  expect(await message(["--hf-type", "base", "--chat-template-kwargs", "a=1"])).toBe(
    `--hf-type base and --chat-template-kwargs contradict each other: ${base}`,
  );
  expect(await message(["--min-out-len", "9", "--max-out-len", "8"])).toBe(
    "--min-out-len and --max-out-len contradict each other: 9 is more than 8",
  );
  expect(await message(["--probe"])).toBe("--probe needs --dry-run: it estimates the time of a run that is not made");
  expect(await message(["--dry-run", "-r"])).toBe(
    "--dry-run and -r contradict each other: a dry run writes and reads no run folder",
  );
  expect(await message(["--seed", "1", "--generation-kwargs", "seed=2"])).toBe(
    "the seed is given by --seed and by --generation-kwargs: keep one",
  );
});
