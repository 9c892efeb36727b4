import { Command } from "commander";
import { expect, test } from "vitest";
import { addEvalCommand } from "../../src/cli/commands/eval-options.ts";

async function parse(args: string[]): Promise<void> {
  const program = new Command("oc-local").exitOverride();
  addEvalCommand(program);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  await program.parseAsync(["eval", ...args], { from: "user" });
}

test.each([
  ["--stop-words", "--limit", "1"],
  ["--datasets", "--debug"],
  ["-w", "--dry-run"],
])("a flag without its value does not take the flag behind it: %s %s", async (...args) => {
  const long = args[0] === "-w" ? "--work-dir" : args[0];
  await expect(parse(args)).rejects.toThrow(`error: option '${long}' has no value: '${args[1]}' follows it`);
});
