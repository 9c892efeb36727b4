// A command line of eval as commander and the table of flags read it.

import { Command } from "commander";
import { addEvalCommand } from "../../src/cli/commands/eval-options.ts";
import { toInvocation } from "../../src/cli/flags/request.ts";
import type { EvalFlags } from "../../src/job/flags/eval-flags.ts";

/** Flags as commander delivers them for a command line. */
export function flagsOf(line: string[]): EvalFlags {
  const program = new Command().exitOverride();
  addEvalCommand(program);
  const command = program.commands[0] as Command;
  let delivered: EvalFlags | undefined;
  command.exitOverride().configureOutput({ writeErr: () => {} });
  command.action((_config: string | undefined, flags: EvalFlags) => {
    delivered = flags;
  });
  program.parse(["eval", ...line], { from: "user" });
  return delivered as EvalFlags;
}

export const invocationFor = (line: string[], config?: string) => toInvocation(config, flagsOf(line), "/here");
