// Records that a dataset's loader does not take, and loaders that are asked for what they do not have.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { advised } from "../follow-hint.ts";
import type { CommandCase } from "./command-case.ts";
import { goodDataset } from "./config-cases.ts";
import { type DataCase, dataCommand } from "./data-case.ts";

interface LoaderCase extends Omit<DataCase, "dataset" | "files"> {
  /** File by file what is in it, line by line. */
  files: Record<string, unknown[]>;
  columns: [input: string, output: string];
  /** Splits that are not called train and test. */
  reader?: Record<string, string>;
}

function loader({ what, files, source, columns: [input, output], reader = {}, says, mend }: LoaderCase): CommandCase {
  return dataCommand({
    what: `a loader: ${what}`,
    files: Object.fromEntries(Object.entries(files).map(([name, rows]) => [name, linesOf(rows)])),
    source,
    dataset: {
      reader: { inputColumns: [input], outputColumn: output, ...reader },
      infer: {
        promptTemplate: { template: `{${input}}` },
        retriever: { type: "zero" },
        inferencer: { type: "generate", maxOutLen: 4 },
      },
    },
    says,
    mend,
  });
}

function linesOf(rows: readonly unknown[]): string {
  return rows.map((row) => `${typeof row === "string" ? row : JSON.stringify(row)}\n`).join("");
}

const ending = { query: "a: b: c", choices: ["w", "x", "y", "z"] };
const hellaswag = { type: "hellaswag", path: "h.jsonl", form: "letter" };
const piqa = { id: "1", goal: "g", sol1: "s", sol2: "t" };
const sentence = { option1: "a", option2: "b", answer: "1" };
const dialogue = (answer: string) => [[[["a: b"], [{ question: "q?", choice: ["yes", "no"], answer }], "1"]]];

export const loaderCases: readonly CommandCase[] = [
  loader({
    what: "a record without a field",
    files: { "h.jsonl": [ending] },
    source: hellaswag,
    columns: ["ctx", "label"],
    says: 'h.jsonl:1: no field "gold" (found: query, choices)',
    mend: ({ hint, write }) =>
      write("h.jsonl", linesOf([{ ...ending, [advised(hint, /give the record a field "(\w+)"/)]: 2 }])),
  }),
  loader({
    what: "a label that is no number of an option",
    files: { "h.jsonl": [{ ...ending, gold: 9 }] },
    source: hellaswag,
    columns: ["ctx", "label"],
    says: 'h.jsonl:1: "gold": expected a whole number from 0 to 3, found 9',
    mend({ hint, replace }) {
      advised(hint, /(correct the record)/);
      replace("h.jsonl", "9", "3");
    },
  }),
  loader({
    what: "a field of another kind",
    files: { "h.jsonl": [{ ...ending, gold: 2, choices: "wxyz" }] },
    source: hellaswag,
    columns: ["ctx", "label"],
    says: 'expected a list of texts as "choices", found "wxyz"',
    mend({ hint, replace }) {
      advised(hint, /(correct the record)/);
      replace("h.jsonl", '"wxyz"', '["w","x","y","z"]');
    },
  }),
  loader({
    what: "fewer labels than rows",
    files: Object.fromEntries(
      ["train", "dev"].flatMap((split) => [
        [`${split}.jsonl`, [piqa, piqa]],
        [`${split}-labels.lst`, split === "train" ? [0, 1] : [0]],
      ]),
    ),
    source: { type: "piqa", path: "." },
    reader: { testSplit: "validation" },
    columns: ["goal", "label"],
    says: /dev\.jsonl has 2 rows, but \S+dev-labels\.lst has 1 labels/,
    mend({ hint, write }) {
      advised(hint, /(get both again)/);
      write("dev-labels.lst", "0\n1\n");
    },
  }),
  loader({
    what: "answers that are no list",
    files: { "nq-dev.qa.csv": ["q\t['a']"], "nq-test.qa.csv": ["q\tParis"] },
    source: { type: "nq", path: "." },
    reader: { trainSplit: "dev" },
    columns: ["question", "answer"],
    says: "nq-test.qa.csv, record 1: expected a list of texts, found Paris",
    mend: ({ hint, write }) => write("nq-test.qa.csv", `q\t${advised(hint, /for example (\[.*\])/)}\n`),
  }),
  loader({
    what: "an answer that is no choice",
    files: { "c3.json": dialogue("maybe") },
    source: { type: "clue", path: "c3.json", form: "c3" },
    columns: ["question", "label"],
    says: 'the answer "maybe" is none of yes, no',
    mend({ hint, replace }) {
      advised(hint, /(the text of one of its choices)/);
      replace("c3.json", "maybe", "yes");
    },
  }),
  loader({
    what: "a form that is none",
    files: { "c3.json": dialogue("no") },
    source: { type: "clue", path: "c3.json", form: "c4" },
    columns: ["question", "label"],
    says: 'clue: there is no form "c4"',
    mend: ({ hint, ask }) => ask({ type: "clue", path: "c3.json", form: advised(hint, /its forms: .*\b(c3)\b/) }),
  }),
  loader({
    what: "a sentence without a blank",
    files: { "dev.jsonl": [{ ...sentence, sentence: "The cat was tired." }] },
    source: { type: "winogrande", path: ".", answers: "letters" },
    columns: ["opt1", "answer"],
    says: 'dev.jsonl:1: the sentence has no blank "_"',
    mend: ({ hint, replace }) => replace("dev.jsonl", "The cat", advised(hint, /write "(_)" where the options belong/)),
  }),
  loader({
    what: "a setting of AGIEval that is not read",
    files: { "lsat-ar.jsonl": [{ passage: "", question: "q?", options: ["(A)a", "(B)b"], label: "A", answer: null }] },
    source: { type: "agieval", path: ".", name: "lsat-ar", settingName: "few-shot" },
    columns: ["problem_input", "label"],
    says: 'agieval: settingName "few-shot" is not "zero-shot"',
    mend: ({ hint, ask }) =>
      ask({ type: "agieval", path: ".", name: "lsat-ar", settingName: advised(hint, /write "([\w-]+)"/) }),
  }),
  {
    what: "a loader of rows alone, named as a dataset",
    args: ["prompt", "--datasets", "jsonl"],
    says: 'dataset "jsonl" has no prompts of its own yet',
    follow({ hint, cwd }) {
      const type = advised(hint, /write a config with an entry of source: \{ type: "(\w+)"/);
      const dataset = { abbr: "own", ...goodDataset(), source: { type, path: "q.jsonl" } };
      writeFileSync(join(cwd, "only-read.json"), JSON.stringify({ models: ["oc_tiny"], datasets: [dataset] }));
      return { args: ["prompt", "only-read.json", "--data-dir", "own"] };
    },
  },
];
