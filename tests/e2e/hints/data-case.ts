// A dataset whose files or options are refused, and what the hint has one write into them instead.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runAdvised } from "../follow-hint.ts";
import type { CommandCase } from "./command-case.ts";

type Content = string | Buffer;
type Fields = Record<string, unknown>;

export interface DataCase {
  what: string;
  /** Files below the data folder of the case. */
  files?: Record<string, Content>;
  /** Makes what is no plain file. */
  prepare?(folder: string): void;
  source: Fields;
  /** What differs from a dataset that asks {question} of the rows. */
  dataset?: Fields;
  says: string | RegExp;
  mend(told: Told): void;
  /** @default ["prompt"] */
  command?: string[];
  /** Exit code of the refused command. @default 2 */
  refused?: number;
}

interface Told {
  hint: string;
  stderr: string;
  /** The data folder of the case. */
  folder: string;
  write(name: string, content: Content): void;
  /** Replaces text of a file. */
  replace(name: string, old: string | RegExp, text: string): void;
  /** Asks with another loader or other options of it, and other fields of the dataset. */
  ask(source: Fields, dataset?: Fields): void;
  /** Runs the command that the hint holds; false where the machine lacks its tool. */
  run(pattern: RegExp): boolean;
}

export function dataCommand({
  what,
  files = {},
  prepare,
  source,
  dataset = {},
  says,
  mend,
  command,
  refused = 2,
}: DataCase): CommandCase {
  const slug = `data-${what.replaceAll(/\W+/g, "-")}`;
  const [name = "prompt", ...flags] = command ?? [];
  const folder = (cwd: string) => join(cwd, slug);
  const write = (cwd: string, file: string, content: Content) => {
    const path = join(folder(cwd), file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  const writeConfig = (cwd: string, from: Fields, entry: Fields) =>
    write(cwd, "config.json", JSON.stringify(configOf(from, entry)));
  return {
    what,
    args: [name, `${slug}/config.json`, "--data-dir", slug, ...flags],
    says,
    refused,
    prepare(cwd) {
      for (const [file, content] of Object.entries(files)) write(cwd, file, content);
      writeConfig(cwd, source, dataset);
      prepare?.(folder(cwd));
    },
    follow({ hint, stderr, args, cwd }) {
      mend({
        hint,
        stderr,
        folder: folder(cwd),
        write: (file, content) => write(cwd, file, content),
        replace: (file, old, text) =>
          write(
            cwd,
            file,
            readFileSync(join(folder(cwd), file), "utf8").replace(old, () => text),
          ),
        ask: (from, other = dataset) => writeConfig(cwd, from, other),
        run: (pattern) => runAdvised(hint, pattern, cwd) !== undefined,
      });
      return { args };
    },
  };
}

function configOf(source: Fields, dataset: Fields): Fields {
  const entry = {
    abbr: "q",
    source,
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer: {
      promptTemplate: { template: "{question}" },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 4 },
    },
    evaluate: { evaluator: { type: "accuracy" } },
  };
  return { models: ["oc_tiny"], datasets: [{ ...entry, ...dataset }] };
}
