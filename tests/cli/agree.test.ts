import { Command } from "commander";
import { expect, test } from "vitest";
import { runAgree, toSides } from "../../src/cli/commands/agree.ts";
import type { AgreeFlags } from "../../src/cli/commands/agree-options.ts";
import { addAgreeCommand, defaultTolerance } from "../../src/cli/commands/agree-options.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { tinyModelPath } from "../engines/tiny-model.ts";
import { errorOf } from "../run/error-of.ts";
import { capture } from "./capture.ts";

const folder = await tempFolder();

/** Flags as the command line gives them to the work. */
function flagsOf(line: string[]): AgreeFlags {
  const program = new Command("oc-local").exitOverride();
  addAgreeCommand(program);
  const command = program.commands[0] as Command;
  command.exitOverride().configureOutput({ writeErr: () => {} });
  command.parseOptions(line);
  return command.opts<AgreeFlags>();
}

const sidesOf = (...line: string[]) => toSides(undefined, flagsOf(line), "/here");
const run = (...line: string[]) => capture(() => runAgree(undefined, flagsOf(line)));

test("two files are a and b in the order given, everything else holds for both", () => {
  const { invocations, areNamed } = sidesOf(
    ...["--model", "a.gguf", "--model", "b.gguf", "--datasets", "siqa_ppl", "--limit", "5", "--threads", "3"],
    ...["--device", "cpu", "--engine", "llama", "--peft-path", "l.gguf"],
  );
  const overrides = { threads: 3, device: "cpu", engine: "llama", adapters: [{ path: "l.gguf", scale: 1 }] };
  const shared = {
    cwd: "/here",
    models: [],
    datasets: ["siqa_ppl"],
    limit: 5,
    modelOverrides: overrides,
    modelDirs: [],
  };
  expect(invocations).toEqual([
    { ...shared, modelPaths: ["a.gguf"] },
    { ...shared, modelPaths: ["b.gguf"] },
  ]);
  expect(areNamed).toBe(true);
});

test("the same model may be named twice, by file or by name", () => {
  expect(sidesOf("--model", "a.gguf", "a.gguf").areNamed).toBe(true);
  const { invocations, areNamed } = sidesOf("--models", "oc_tiny", "oc_tiny");
  expect(invocations.map(({ models }) => models)).toEqual([["oc_tiny"], ["oc_tiny"]]);
  expect(areNamed).toBe(true);
});

test("engines and devices given twice are one for each side", () => {
  const { invocations } = sidesOf(
    ...[
      "--model",
      "a.gguf",
      "--engine",
      "llama",
      "--engine",
      "node-llama-cpp",
      "--device",
      "cuda:0",
      "--device",
      "cpu",
    ],
  );
  expect(invocations.map(({ modelPaths, modelOverrides }) => [modelPaths, modelOverrides])).toEqual([
    [["a.gguf"], { engine: "llama", device: "cuda:0" }],
    [["a.gguf"], { engine: "node-llama-cpp", device: "cpu" }],
  ]);
});

test("one model with adapters is compared with itself without them", () => {
  const adapted = ["--model", "a.gguf", "--peft-path", "l.gguf", "--peft-kwargs", "scale=0.5"];
  const adapters = [{ path: "l.gguf", scale: 0.5 }];
  expect(sidesOf(...adapted).invocations.map(({ modelOverrides }) => modelOverrides)).toEqual([{}, { adapters }]);
  const engines = ["--engine", "llama", "--engine", "node-llama-cpp"];
  expect(sidesOf(...adapted, ...engines).invocations.map(({ modelOverrides }) => modelOverrides)).toEqual([
    { engine: "llama", adapters },
    { engine: "node-llama-cpp", adapters },
  ]);
});

test("a config names the models of both sides", () => {
  const { invocations, areNamed } = toSides("my.ts", flagsOf(["--datasets", "siqa_ppl"]), "/here");
  const side = { config: "my.ts", models: [], modelPaths: [], datasets: ["siqa_ppl"] };
  expect(invocations).toMatchObject([side, side]);
  expect(areNamed).toBe(false);
});

test.each([
  [["--model", "a", "b", "c"], "--model is given for 3 sides: two are compared"],
  [
    ["--model", "a", "--engine", "x", "--engine", "y", "--engine", "z"],
    "--engine is given for 3 sides: two are compared",
  ],
  [
    ["--model", "a", "--device", "x", "--device", "y", "--device", "z"],
    "--device is given for 3 sides: two are compared",
  ],
  [["--models", "a", "--model", "b"], "--models and --model (--hf-path) are given"],
  [["--model", "a", "b", "--limit", "1", "--range", "[1:2]"], "--limit and --range contradict each other"],
  [
    ["--model", "a", "--device", "cpu", "--device", "cuda", "--num-gpus", "0"],
    "--device cuda and --num-gpus 0 contradict",
  ],
])("%j is refused", async (line, message) => {
  expect(await errorOf(() => sidesOf(...line))).toMatchObject({
    name: "UsageError",
    message: expect.stringContaining(message),
  });
});

test("the tolerance is a number of nats", () => {
  expect(flagsOf([]).tolerance).toBe(defaultTolerance);
  expect(flagsOf(["--tolerance", "1e-4"]).tolerance).toBe(1e-4);
  for (const text of ["-1", "much", "", "Infinity"]) expect(() => flagsOf(["--tolerance", text])).toThrow("at least 0");
});

const one = ["--model", tinyModelPath];
const two = [...one, ...one];

test.each([
  [[], "there is one model and nothing to compare it with"],
  [one, "there is one model and nothing to compare it with"],
  [[...one, "--engine", "llama", "--engine", "llama"], "there is one model and nothing to compare it with"],
  [[...one, "--engine", "llama", "--engine", "lama"], 'there is no engine "lama"'],
  [[...one, "--device", "cpu", "--device", "tpu"], 'there is no device "tpu"'],
  [[...one, "--model", "nowhere.gguf"], "nowhere.gguf"],
  [[...two, "--datasets", "siqa_pl"], 'there is no dataset named "siqa_pl"'],
  [[...two, "--out", "nowhere/out.json"], "--out: there is no folder"],
  [[...two, "--out", folder.path], "is a folder, not a file"],
  [
    ["--models", "oc_tiny", "oc_tiny_base", "--datasets", "siqa"],
    "they would be asked siqa_gen_18632c and siqa_ppl_ced5f6",
  ],
])("%j ends with exit code 2 before a model loads", async (line, message) => {
  const { result, stdout, stderr } = await run(...line);
  expect({ result, stdout }).toEqual({ result: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).not.toContain("rows");
});

test("a config of three models is refused", async () => {
  const models = ["one", "two", "three"].map((abbr) => ({ abbr, path: tinyModelPath }));
  const config = await folder.write("three.json", JSON.stringify({ models, datasets: ["siqa_ppl"] }));
  const { result, stderr } = await capture(() => runAgree(config, flagsOf([])));
  expect(result).toBe(2);
  expect(stderr).toContain("the config has 3 models, two are compared");
});
