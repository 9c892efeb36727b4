// `oc-local agree`: the flags, shared with `oc-local eval` as far as they say what is asked of a model. The work is loaded when
// the command runs.

import { type Command, InvalidArgumentError } from "commander";
import { helpNotes } from "../help-notes.ts";
import type { AgreeFlags } from "./agree.ts";
import {
  addDatasetChoiceFlags,
  addLoadingFlags,
  addModelChoiceFlags,
  addPromptingFlags,
  addSamplingFlags,
  refuseSwallowedFlags,
} from "./eval-options.ts";

/** Nats. Quantised weights computed in another order differ by up to 0.06 at unlikely tokens, F16 by less than 0.01. */
export const defaultTolerance = 0.1;

export function addAgreeCommand(program: Command): void {
  const command = program
    .command("agree")
    .description("ask two models or engines the same rows and tell how far they agree")
    .argument("[config]", "a config file or the name of a built-in one, as for eval, with one or two models");
  addModelChoiceFlags(command);
  addPromptingFlags(command);
  addSamplingFlags(command);
  addLoadingFlags(command);
  for (const flag of ["--engine", "--device"]) repeatable(command, flag);
  addDatasetChoiceFlags(command);
  command
    .optionsGroup("What is told:")
    .option(
      "--tolerance <nats>",
      "log-probabilities that differ by no more are rounding, not a first difference",
      nats,
      defaultTolerance,
    )
    .option("--json", "print one JSON object with the seven fields below")
    .option("--out <file>", "also write sides, numbers and counts of each dataset to this file, as JSON")
    .option("--debug", "run in this process, and show a stack where an engine fails")
    .addHelpText("after", notes)
    .action(async (config: string | undefined, flags: AgreeFlags) => {
      refuseSwallowedFlags(command);
      const { runAgree } = await import("./agree.ts");
      process.exitCode = await runAgree(config, flags);
    });
}

/** The flag is shared with eval, where it has one value: here its values are collected. */
function repeatable(command: Command, flag: string): void {
  const option = command.options.find(({ long }) => long === flag);
  if (option === undefined) throw new Error(`there is no flag ${flag}`);
  option.description += "; given twice: for a and for b";
  option.argParser((value: string, values: string[] | undefined) => [...(values ?? []), value]);
}

function nats(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("A number of at least 0 is expected.");
  return value;
}

const notes = helpNotes(`
Two models are a and b in the order given. One model is compared with itself under two --engine or two --device, or without (a) \
and with (b) the adapters of --peft-path. All other flags hold for both. The models are loaded one after the other.

What is measured, over the rows that both answer (null, or "-", where there is nothing to measure):
  tokenAgreement    share of prompt tokens that have the same id at the same place
  meanAbsDiff       |a-b| of the log-probabilities of scored tokens, in nats, on average: those that the option's value is made \
of, as far as the tokens before them are the same; what the options of a row share counts once
  maxAbsDiff        the largest of them
  optionKL          mean KL(a || b), in nats, of the options' probabilities: softmax over their log-likelihoods
  argmaxAgreement   share of rows with options of which both choose the same one, by the dataset's own rule
  answerAgreement   share of rows with the same answer: the option, or what is extracted from generated text
  firstDifference   the first row with other prompt tokens, another option, other generated tokens or another answer; where \
there is none, the first log-probability that differs by more than --tolerance; else null: \
{dataset, row, kind, position, measure, a: {option, tokens, text, value}, b: {…}}

Exit code: 0 compared, however much differs; 1 a model failed on rows, which are left out; 2 wrong use; 130 interrupted.
Nothing is written without --out.

Examples:
  oc-local agree --model ./m-F16.gguf --model ./m-Q4_0.gguf --datasets ceval_ppl --limit 50
  oc-local agree --model ./m.gguf --engine llama --engine node-llama-cpp --datasets gsm8k_gen --limit 20
  oc-local agree --model ./m.gguf --peft-path ./lora.gguf --datasets mmlu_ppl --json`);
