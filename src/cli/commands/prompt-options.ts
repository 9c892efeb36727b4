// `oc-local prompt`: the flags, shared with `oc-local eval` as far as they say how a row is asked. The work is loaded when
// the command runs.

import { type Command, InvalidArgumentError } from "commander";
import { helpNotes } from "../help-notes.ts";
import { addDatasetFlags, addModelChoiceFlags, addPromptingFlags, refuseSwallowedFlags } from "./eval-options.ts";
import type { PromptFlags } from "./prompt.ts";

export function addPromptCommand(program: Command): void {
  const command = program
    .command("prompt")
    .description(
      "show the exact prompt a row is asked with: text, tokens, examples, what does not fit; load no weights",
    )
    .argument("[config]", "a config file or the name of a built-in one, as for eval");
  addDatasetFlags(command);
  command
    .option("--entries <names...>", 'dataset entries (subjects) by abbr, or "all"; default: the first of each kind')
    .option("--row <index>", "which row, counted from 0; negative: from the end", integer, 0);
  addModelChoiceFlags(command);
  addPromptingFlags(command);
  command
    .option(
      "--tokenizer-kwargs <pairs...>",
      "truncation=left|right|middle|error: what an overlong prompt loses; error: its row fails",
    )
    .option("--tokenizer-path <path>", "folder or tokenizer.json of an ONNX file that lies apart from it")
    .option("--engine <name>", "inference engine whose tokenizer is used")
    .optionsGroup("What is shown:")
    .option("--diff <dataset>", "compare with the prompt of this dataset variant")
    .option("--no-tokens", "leave out the token ids and their texts")
    .option("--json", "print one JSON object per prompt and line (per pair with --diff)")
    .option("--debug", "show a stack where an engine fails")
    .addHelpText("after", examples)
    .action(async (config: string | undefined, flags: PromptFlags) => {
      refuseSwallowedFlags(command);
      const { withEarlyProcess } = await import("./early-process.ts");
      const opensModels = config !== undefined || [flags.models, flags.model, flags.hfPath].some(Boolean);
      process.exitCode = await withEarlyProcess(opensModels, async () => {
        const { runPrompt } = await import("./prompt.ts");
        return runPrompt(config, flags);
      });
    });
}

const examples = helpNotes(`
Without a model the plain text is shown, as a base model without meta template reads it.

Examples:
  oc-local prompt --datasets ceval_ppl --entries accountant
  oc-local prompt --datasets gsm8k_gen --model ./internlm2-chat-1_8b.gguf --row -1
  oc-local prompt --datasets ceval_gen_5f30c7 --diff ceval_ppl_578f8d
  oc-local prompt --datasets siqa_ppl --models oc_tiny_base --json | jq .prompts[0].text`);

function integer(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError("A whole number is expected.");
  return Number(text);
}
