// `oc-local agree`: the flags, shared with `oc-local eval` as far as they say what is asked of a model. The work is loaded when
// the command runs.

import type { Command } from "commander";
import type { Flag, FlagTable, FlagValues, Together } from "../../job/flags/flag.ts";
import { loadingFlags, modelChoiceFlags, promptingFlags, samplingFlags } from "../../job/flags/model-flags.ts";
import { datasetFlags } from "../../job/flags/run-flags.ts";
import { addFlags } from "../flags/add-flags.ts";
import { helpNotes } from "../help-notes.ts";
import { refuseSwallowedFlags } from "./eval-options.ts";

/** Nats. Quantised weights computed in another order differ by up to 0.06 at unlikely tokens, F16 by less than 0.01. */
export const defaultTolerance = 0.1;

const ownFlags = {
  tolerance: {
    argument: "<nats>",
    text: "log-probabilities that differ by no more are rounding, not a first difference",
    takes: "nats",
    default: defaultTolerance,
  },
  json: { text: "print one JSON object with the seven fields below" },
  out: { argument: "<file>", text: "also write sides, numbers and counts of each dataset to this file, as JSON" },
  debug: { text: "run in this process, and show a stack where an engine fails" },
} as const satisfies FlagTable;

/** In eval these have one value. */
const sideFlags = { engine: ofEachSide(loadingFlags.engine), device: ofEachSide(loadingFlags.device) };

const groups = {
  "Which models": modelChoiceFlags,
  "How the models are prompted and sampled": { ...promptingFlags, ...samplingFlags },
  "How the models are loaded": { ...loadingFlags, ...sideFlags },
  "Which datasets": datasetFlags,
  "What is told": ownFlags,
};

export type AgreeFlags = FlagValues<Together<(typeof groups)[keyof typeof groups]>>;

export function addAgreeCommand(program: Command): void {
  const command = program
    .command("agree")
    .description("ask two models or engines the same rows and tell how far they agree")
    .argument("[config]", "a config file or the name of a built-in one, as for eval, with one or two models");
  for (const [heading, flags] of Object.entries(groups)) addFlags(command, flags, heading);
  command.addHelpText("after", notes).action(async (config: string | undefined, flags: AgreeFlags) => {
    refuseSwallowedFlags(command);
    const { runAgree } = await import("./agree.ts");
    process.exitCode = await runAgree(config, flags);
  });
}

function ofEachSide<Row extends Flag>(flag: Row): Row & { repeats: true } {
  return { ...flag, text: `${flag.text}; given twice: for a and for b`, repeats: true };
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
