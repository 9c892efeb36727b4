#!/usr/bin/env node
// The command line. Only commander loads before a command is chosen, so that --help and --version answer at once.

import { Command } from "commander";
import { packageVersion } from "../core/package.ts";
import { adviseFor } from "./advice.ts";
import { addAgreeCommand } from "./commands/agree-options.ts";
import { addCasesCommand } from "./commands/cases-options.ts";
import { addDataCommand } from "./commands/data-options.ts";
import { addDoctorCommand } from "./commands/doctor-options.ts";
import { addEvalCommand } from "./commands/eval-options.ts";
import { addListCommand } from "./commands/list-options.ts";
import { addPromptCommand } from "./commands/prompt-options.ts";
import { outliveReaders } from "./lost-reader.ts";
import { exitCodes, printError } from "./print-error.ts";
import { toOutput, toScreen } from "./screen.ts";
import { refuseStrayWords } from "./stray-words.ts";

const program = new Command("oc-local")
  .description("Evaluate language models on this machine, the OpenCompass way.")
  .version(packageVersion, "-V, --version")
  .showHelpAfterError("(see oc-local --help)")
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ writeOut: toOutput, writeErr: toScreen });
addEvalCommand(program);
addListCommand(program);
addCasesCommand(program);
addPromptCommand(program);
addDoctorCommand(program);
addAgreeCommand(program);
addDataCommand(program);
for (const command of program.commands) command.showHelpAfterError(`(see oc-local ${command.name()} --help)`);

program.hook("preAction", (_program, command) => adviseFor(command));

outliveReaders();

// The schemas of these flags load slowly, and only help shows their keys.
if (process.argv.some((arg) => ["--help", "-h", "help"].includes(arg))) {
  const { describeKwargs } = await import("./kwargs-help.ts");
  describeKwargs(program);
}

try {
  refuseStrayWords(process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  process.exitCode = isCommanderExit(error)
    ? error.exitCode === 0
      ? 0
      : exitCodes.usage
    : printError(error, process.argv.includes("--debug"));
}

/** Commander has already printed help or the usage error. */
function isCommanderExit(error: unknown): error is Error & { exitCode: number } {
  return error instanceof Error && "code" in error && String(error.code).startsWith("commander.");
}
