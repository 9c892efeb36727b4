// `oc-local list`: the flags; the work is loaded when the command runs.

import type { Command } from "commander";

export function addListCommand(program: Command): void {
  program
    .command("list")
    .description("list the models and datasets that --models and --datasets take, and what short names stand for")
    .argument("[patterns...]", "show names that contain one of these texts")
    .option(
      "--config-dir <folder>",
      "folder with models/ and datasets/ of your own, which are listed too (default: configs)",
    )
    .option("--json", "print {models, datasets, shortNames, readers} as JSON")
    .action(async (patterns: string[], options: { json?: boolean; configDir?: string }) => {
      const { runList } = await import("./list.ts");
      const { json = false, configDir } = options;
      await runList(patterns, json, { cwd: process.cwd(), configDir });
    });
}
