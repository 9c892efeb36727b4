// Files that hold more than is read of their kind, or nest deeper.

import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { advised } from "../follow-hint.ts";
import type { CommandCase } from "./command-case.ts";
import { dataCommand } from "./data-case.ts";

const row = '{"question": "2 + 3 = ?", "answer": "5"}';
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const MiB = 1024 * 1024;

const data: CommandCase[] = [
  dataCommand({
    what: "a value of many levels",
    files: { "q.jsonl": `${row.replace('"5"', nested(300))}\n` },
    source: { type: "jsonl", path: "q.jsonl" },
    says: ":1: nested more than 256 levels deep",
    mend({ hint, write }) {
      advised(hint, /(take the value out)/);
      write("q.jsonl", `${row}\n`);
    },
  }),
  dataCommand({
    what: "a row longer than any context",
    source: { type: "jsonl", path: "q.jsonl" },
    prepare: (folder) => writeFileSync(join(folder, "q.jsonl"), Buffer.alloc(65 * MiB, "x")),
    says: ":1: a row of more than 64 MiB",
    mend({ hint, write }) {
      advised(hint, /(a row ends at the end of its line)/);
      write("q.jsonl", `${row}\n`);
    },
  }),
  dataCommand({
    what: "a document that is too large",
    files: { "q.json": "[" },
    source: { type: "drop", path: "q.json" },
    // Zeros that take no room on the disk.
    prepare: (folder) => truncateSync(join(folder, "q.json"), 257 * MiB),
    says: "more than 256 MiB, the most that is read of a file as a whole",
    mend({ hint, write, ask }) {
      advised(hint, /(give the rows as JSON Lines or CSV)/);
      write("q.jsonl", `${row}\n`);
      ask({ type: "jsonl", path: "q.jsonl" });
    },
  }),
  dataCommand({
    what: "more repeats than a list can hold",
    files: { "q.jsonl": `${row}\n` },
    source: { type: "humaneval", path: "q.jsonl", numRepeats: 1e10 },
    says: "the loader humaneval fails",
    mend: ({ hint, ask }) =>
      ask({ type: "humaneval", path: "q.jsonl", [advised(hint, /options in the entry's source: (\w+)/)]: 2 }),
  }),
];

const whole = { models: ["oc_tiny"], datasets: ["siqa_gen"] };
const wholeYaml = "models: [oc_tiny]\ndatasets: [siqa_gen]\n";
const flatter = /(take the value out)/;

/** A config file that is refused, and the one that the hint has one write. */
function config(
  [file, text]: [file: string, text: string],
  says: string,
  advice: RegExp,
  [mended, content]: [mended: string, content: string],
): CommandCase {
  return {
    what: `${file}: ${says}`,
    args: ["eval", file, "--dry-run"],
    says,
    prepare: (cwd) => writeFileSync(join(cwd, file), text),
    follow({ hint, args, cwd }) {
      advised(hint, advice);
      writeFileSync(join(cwd, mended), content);
      return { args: args.with(1, mended) };
    },
  };
}

const good = JSON.stringify(whole);
const configs: CommandCase[] = [
  config(["deep.json", JSON.stringify({ ...whole, infer: 0 }).replace("0", nested(300))], "levels deep", flatter, [
    "deep.json",
    good,
  ]),
  config(["deep.yaml", `${wholeYaml}infer: ${nested(300)}\n`], "levels deep", flatter, ["deep.yaml", wholeYaml]),
  config(
    ["itself.ts", `const config = ${good};\nconfig.infer = config;\nexport default config;\n`],
    "or holds itself",
    flatter,
    ["itself.ts", `export default ${good};\n`],
  ),
  config(
    ["aliases.yaml", `${wholeYaml}infer: [&a x${", *a".repeat(2001)}]\n`],
    "more than 2000 aliases",
    /(write the values out as JSON)/,
    ["aliases.json", good],
  ),
  {
    what: "a folder as a program",
    args: ["eval", "folder.ts", "--dry-run"],
    says: "folder.ts: expected a file, found a folder",
    prepare: (cwd) => mkdirSync(join(cwd, "folder.ts")),
    follow({ hint, args, cwd }) {
      advised(hint, /(name the config file itself)/);
      writeFileSync(join(cwd, "folder.ts", "in-folder.ts"), `export default ${good};\n`);
      return { args: args.with(1, "folder.ts/in-folder.ts") };
    },
  },
];

export const boundCases: readonly CommandCase[] = [...data, ...configs];
