// What the tests of strangers' files write and look at.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Source {
  source: Record<string, unknown>;
  abbr?: string;
  columns?: string[];
}

/** A config that asks rows of a file. @param cwd Of the command line. */
export function writeConfig(
  cwd: string,
  name: string,
  { source, abbr = name, columns = ["question"] }: Source,
  more: object = {},
): void {
  const dataset = {
    abbr,
    source,
    reader: { inputColumns: columns, outputColumn: "answer" },
    infer: {
      promptTemplate: { template: "{question}" },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 2 },
    },
    evaluate: { evaluator: { type: "accuracy" } },
  };
  writeFileSync(join(cwd, `${name}.json`), JSON.stringify({ models: ["oc_tiny_base"], datasets: [dataset], ...more }));
}

export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
