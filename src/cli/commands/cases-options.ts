// `oc-local cases`: the flags; the work is loaded when the command runs.

import type { Command } from "commander";
import type { FlagTable, FlagValues } from "../../job/flags/flag.ts";
import { addFlags } from "../flags/add-flags.ts";
import { refuseContradictions } from "../flags/contradictions.ts";
import { helpNotes } from "../help-notes.ts";
import { refuseSwallowedFlags } from "./eval-options.ts";

export const casesFlags = {
  datasets: { argument: "<names...>", text: "only these datasets: names of the run, or how they begin (ceval)" },
  models: { argument: "<names...>", text: "only these models, likewise" },
  kind: {
    argument: "<kinds...>",
    text: "only rows of these kinds; default: all of them",
    // Written out: the module that owns the kinds is not loaded for --help.
    takes: ["wrong", "unextracted", "cut", "failed"],
  },
  metric: {
    argument: "<name>",
    text:
      "right and wrong of ppl and ll datasets by this scoring convention: ppl, ppl.norm, ll.sum, ll.token, ll.byte, " +
      "ll.char, ll.opencompass or clp; default: the one that the run's newest table shows",
  },
  limit: { argument: "<rows>", text: "most rows per dataset and kind; default: 3, with --json all", takes: "positive" },
  full: { text: "whole prompts, with examples, and whole outputs" },
  audit: {
    text: "read option and number answers again with several extraction rules: where they disagree, what they score",
    contradicts: [
      {
        with: "metric",
        message: "--audit reads generated answers, --metric rows that are scored by label: leave one out",
      },
      { with: "kind", message: "--audit shows the rows where rules disagree: leave --kind out" },
    ],
  },
  json: {
    text: "one JSON object per line: each dataset's counts, then its rows, nothing shortened",
    contradicts: [{ with: "full", message: "--json shortens nothing: leave --full out" }],
  },
} as const satisfies FlagTable;

export type CasesFlags = FlagValues<typeof casesFlags>;

export function addCasesCommand(program: Command): void {
  const command = program
    .command("cases")
    .description("read the rows of a run that are wrong, unextracted, cut or failed: prompt, output, rule")
    .argument("[folder]", "a run, or a folder of runs for its newest one; default: outputs/default");
  addFlags(command, casesFlags);
  command.addHelpText("after", examples).action(async (folder: string | undefined, flags: CasesFlags) => {
    refuseSwallowedFlags(command);
    refuseContradictions(flags, casesFlags);
    const { runCases } = await import("./cases.ts");
    process.exitCode = runCases(folder, flags);
  });
}

const examples = helpNotes(`
Examples:
  oc-local cases                                         the newest run in outputs/default
  oc-local cases outputs/default/20260220_120000 --datasets ceval_gen --kind wrong cut --limit 10
  oc-local cases --metric ll.byte                        what is wrong by another scoring convention
  oc-local cases --audit                                 how much of a score is extraction
  oc-local cases --json | jq 'select(.type == "case")'`);
