// `oc-local list`: the flags; the work is loaded when the command runs.

import type { Command } from "commander";
import type { FlagTable, FlagValues } from "../../job/flags/flag.ts";
import { addFlags } from "../flags/add-flags.ts";

const listFlags = {
  configDir: {
    argument: "<folder>",
    text: "folder with models/ and datasets/ of your own, which are listed too (default: configs)",
  },
  json: { text: "print {models, datasets, shortNames, readers} as JSON" },
} as const satisfies FlagTable;

export function addListCommand(program: Command): void {
  const command = program
    .command("list")
    .description("list the models and datasets that --models and --datasets take, and what short names stand for")
    .argument("[patterns...]", "show names that contain one of these texts");
  addFlags(command, listFlags);
  command.action(async (patterns: string[], { json = false, configDir }: FlagValues<typeof listFlags>) => {
    const { runList } = await import("./list.ts");
    await runList(patterns, json, { cwd: process.cwd(), configDir });
  });
}
