// `oc-local list`: the flags; the work is loaded when the command runs.

import type { Command } from "commander";

export function addListCommand(program: Command): void {
  program
    .command("list")
    .description("list the models and datasets that --models and --datasets take, and what short names stand for")
    .argument("[patterns...]", "show names that contain one of these texts")
    .option("--json", "print {models, datasets, shortNames, readers} as JSON")
    .action(async (patterns: string[], options: { json?: boolean }) => {
      const { runList } = await import("./list.ts");
      await runList(patterns, options.json ?? false);
    });
}
