// `oc-local list`: the flags; the work is loaded when the command runs.

import type { Command } from "commander";
import { dimensions } from "../../core/dimension.ts";
import type { FlagTable, FlagValues } from "../../job/flags/flag.ts";
import { addFlags } from "../flags/add-flags.ts";

const listFlags = {
  dimension: {
    argument: "<names...>",
    text: "show datasets that measure one of these",
    takes: dimensions,
  },
  configDir: {
    argument: "<folder>",
    text: "folder with models/ and datasets/ of your own, which are listed too (default: configs)",
  },
  dataDir: {
    argument: "<folder>",
    text: "with --json: data of which rows are counted; default: OC_LOCAL_DATA, ./data, the samples of the package",
  },
  json: {
    text:
      "print {models, datasets, shortNames, collections, readers} as JSON; of each dataset what it measures, how it is asked and " +
      "scored, what scoring it needs that is not here, and its rows if its data is here",
  },
} as const satisfies FlagTable;

export type ListFlags = FlagValues<typeof listFlags>;

export function addListCommand(program: Command): void {
  const command = program
    .command("list")
    .description(
      "list the models, datasets and collections that --models and --datasets take, and what short names stand for",
    )
    .argument("[patterns...]", "show names that contain one of these texts");
  addFlags(command, listFlags);
  command.action(async (patterns: string[], flags: ListFlags) => {
    const { runList } = await import("./list.ts");
    await runList(patterns, flags, process.cwd());
  });
}
