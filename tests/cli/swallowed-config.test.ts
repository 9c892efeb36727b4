import { Command } from "commander";
import { expect, test } from "vitest";
import { addEvalCommand } from "../../src/cli/commands/eval-options.ts";
import { refuseSwallowedConfig } from "../../src/cli/swallowed-config.ts";
import { errorOf } from "../run/error-of.ts";

function refused(args: string[]) {
  const program = new Command("oc-local");
  addEvalCommand(program);
  const command = program.commands[0] as Command;
  command.action(() => refuseSwallowedConfig(command, ["eval", ...args]));
  return errorOf(() => program.parseAsync(["eval", ...args], { from: "user" }));
}

test.each([
  [["--model", "a.gguf", "my.json"], "--model has taken my.json", "oc-local eval my.json --model a.gguf"],
  [
    ["--datasets", "x", "--hf-path", "a b.gguf", "c.yaml", "--limit", "2"],
    "--hf-path has taken c.yaml",
    "oc-local eval c.yaml --datasets x --hf-path 'a b.gguf' --limit 2",
  ],
  // A file that is there; a name may carry the suffix of one.
  [["--datasets", "siqa_ppl", "package.json"], "--datasets has taken package.json", "oc-local eval package.json"],
])("a config that a flag has swallowed is put in front: %j", async (args, message, hint) => {
  const error = await refused(args);
  expect(error.message).toContain(message);
  expect(error.hint).toContain(hint);
});

test("names with a suffix, entry files and stop words are none", async () => {
  for (const args of [
    ["--datasets", "ceval_gen.py"],
    ["--datasets", "configs/datasets/ceval.ts"],
    ["--stop-words", "a.json"],
    ["--model-kwargs", "device_map=my.json"],
  ])
    await expect(refused(args)).rejects.toThrow();
});

test("beside a config that is given one of the two goes", async () => {
  expect((await refused(["a.json", "--model", "x.gguf", "b.json"])).hint).toContain("a.json is given already");
});
