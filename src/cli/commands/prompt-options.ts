// `oc-local prompt`: the flags, shared with `oc-local eval` as far as they say how a row is asked. The work is loaded when
// the command runs.

import type { Command } from "commander";
import type { FlagTable, FlagValues, Together } from "../../job/flags/flag.ts";
import { loadingFlags, modelChoiceFlags, promptingFlags } from "../../job/flags/model-flags.ts";
import { datasetFlags, scoringFlags } from "../../job/flags/run-flags.ts";
import { addFlags } from "../flags/add-flags.ts";
import { helpNotes } from "../help-notes.ts";
import { refuseSwallowedFlags } from "./eval-options.ts";

const rowFlags = {
  entries: {
    argument: "<names...>",
    text: 'dataset entries (subjects) by abbr, or "all"; default: the first of each kind',
  },
  row: { argument: "<index>", text: "which row, counted from 0; negative: from the end", takes: "integer", default: 0 },
} as const satisfies FlagTable;

const tokenizerFlags = {
  tokenizerKwargs: {
    ...loadingFlags.tokenizerKwargs,
    text: "truncation=left|right|middle|error: what an overlong prompt loses; error: its row fails",
  },
  tokenizerPath: loadingFlags.tokenizerPath,
  engine: { ...loadingFlags.engine, text: "inference engine whose tokenizer is used" },
} as const satisfies FlagTable;

const shownFlags = {
  diff: { argument: "<dataset>", text: "compare with the prompt of this dataset variant" },
  noTokens: { text: "leave out the token ids and their texts" },
  json: { text: "print one JSON object per prompt and line (per pair with --diff)" },
  debug: { text: "show a stack where an engine fails" },
} as const satisfies FlagTable;

const groups = {
  "Which datasets": datasetFlags,
  "How ppl and ll datasets are scored": { ...scoringFlags, ...rowFlags },
  "Which models": modelChoiceFlags,
  "How the models are prompted and sampled": { ...promptingFlags, ...tokenizerFlags },
  "What is shown": shownFlags,
};

/** Commander turns --no-tokens round. */
export type PromptFlags = FlagValues<Omit<Together<(typeof groups)[keyof typeof groups]>, "noTokens">> & {
  tokens: boolean;
};

export function addPromptCommand(program: Command): void {
  const command = program
    .command("prompt")
    .description(
      "show the exact prompt a row is asked with: text, tokens, examples, what does not fit; load no weights",
    )
    .argument("[config]", "a config file or the name of a built-in one, as for eval");
  for (const [heading, flags] of Object.entries(groups)) addFlags(command, flags, heading);
  command.addHelpText("after", examples).action(async (config: string | undefined, flags: PromptFlags) => {
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
