// `oc-local eval`: its command, with the flags of the table. The work is loaded when the command runs.

import type { Command } from "commander";
import { type EvalFlags, evalGroups } from "../../job/flags/eval-flags.ts";
import { addFlags } from "../flags/add-flags.ts";
import { helpNotes } from "../help-notes.ts";
import { refuseSwallowedConfig } from "../swallowed-config.ts";

export function addEvalCommand(program: Command): void {
  const command = program
    .command("eval")
    .alias("run")
    .description("evaluate models on datasets: infer, score, summarise")
    .argument(
      "[config]",
      "a .ts, .js, .yaml or .json config file, or the name of a built-in one such as eval_chat_demo; .ts and .js files are " +
        "programs, which are executed: read a stranger's first",
    );
  for (const [heading, flags] of Object.entries(evalGroups)) addFlags(command, flags, heading);
  command.addHelpText("after", examples).action(async (config: string | undefined, flags: EvalFlags) => {
    refuseSwallowedFlags(command);
    if (flags.shard !== undefined) {
      const { runShard } = await import("./shard.ts");
      process.exitCode = await runShard(flags.shard);
      return;
    }
    const { withEarlyProcess } = await import("./early-process.ts");
    process.exitCode = await withEarlyProcess(opensModels(flags), async () => {
      const { runEval } = await import("./eval.ts");
      return runEval(config, flags);
    });
  });
}

function opensModels({ mode, debug }: EvalFlags): boolean {
  return mode !== "eval" && mode !== "viz" && !debug;
}

/** A flag that wants a value takes whatever comes next, also another flag or a config: that one would be lost in silence. */
export function refuseSwallowedFlags(command: Command): void {
  const known = command.options.flatMap(({ long }) => (long ? [long] : []));
  for (const [name, value] of Object.entries(command.opts<Record<string, unknown>>())) {
    const swallowed = [value].flat().find((item) => known.includes(String(item)));
    const flag = command.options.find((option) => option.attributeName() === name)?.long;
    if (swallowed !== undefined) command.error(`error: option '${flag}' has no value: '${swallowed}' follows it`);
  }
  refuseSwallowedConfig(command, process.argv.slice(2));
}

const examples = helpNotes(`
Examples:
  oc-local eval                                          the embedded model on the sample data
  oc-local eval --model ./internlm2-1_8b.gguf --datasets ceval_gen --data-dir ~/opencompass/data
  oc-local eval --models hf_internlm2_chat_1_8b --datasets demo_gsm8k_chat_gen demo_math_chat_gen
  oc-local eval eval_chat_demo --dry-run
  oc-local eval eval_chat_demo --dry-run --probe         how long it will take
  oc-local eval eval_chat_demo --slurm -p gpu --max-num-workers 16
  oc-local eval -r                                       continue the latest run

A command of several lines has a backslash as the last character of every line but the last; comments stand on lines of their own, in front of it.`);
