// PIQA (Bisk et al. 2020, arXiv:1911.11641): how to do everyday things, two ways. Prompts are those of OpenCompass a5acc4bb. Forms: `number`, `letter`, and `sentences` (numbers, with capitals as a sentence has them).

import { defineDataset, type Row } from "oc-local";
import { fieldOf, mapJsonl, textOf } from "./_fields.ts";
import { readLabels } from "./_label-file.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  entriesOf,
  firstOption,
  human,
  type NamedSource,
} from "./_pieces.ts";

type Form = "number" | "letter" | "sentences";

const letterRows: NamedSource[] = [["piqa", { type: "piqa", path: "piqa", form: "letter" }]];
const byAnswer = { inputColumns: ["goal", "sol1", "sol2"], outputColumn: "answer", testSplit: "validation" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };
const sentencesRows: NamedSource[] = [["piqa", { type: "piqa", path: "piqa", form: "sentences" }]];
const byLabel = { inputColumns: ["goal", "sol1", "sol2"], outputColumn: "label", testSplit: "validation" };
const numberRows: NamedSource[] = [["piqa", { type: "piqa", path: "piqa", form: "number" }]];

export default defineDataset({
  title: "PIQA: everyday physics, two ways",
  dimensions: ["knowledge", "reasoning"],
  load: async (path, { form = "number" }) => ({
    train: await readSplit(path, "train", form as Form),
    validation: await readSplit(path, "dev", form as Form),
  }),
  variants: {
    piqa_gen_1194eb: () =>
      entriesOf(letterRows, byAnswer, askZeroShot({ round: [human("{goal}\nA. {sol1}\nB. {sol2}\nAnswer:")] }), score),
    piqa_ppl_0cfff2: () =>
      entriesOf(
        sentencesRows,
        byLabel,
        comparing({ "0": { round: [human("{goal} {sol1}")] }, "1": { round: [human("{goal} {sol2}")] } }),
        accuracy,
      ),
    piqa_ppl_1cf9f0: () =>
      entriesOf(
        numberRows,
        byLabel,
        comparing({
          0: "The following makes sense: \nQ: {goal}\nA: {sol1}\n",
          1: "The following makes sense: \nQ: {goal}\nA: {sol2}\n",
        }),
        accuracy,
      ),
    piqa_ppl_3431ea: () =>
      entriesOf(
        numberRows,
        byLabel,
        comparing({ 0: { round: [human("{goal}"), bot("{sol1}")] }, 1: { round: [human("{goal}"), bot("{sol2}")] } }),
        accuracy,
      ),
  },
  aliases: { piqa_gen: "piqa_gen_1194eb", piqa_ppl: "piqa_ppl_1cf9f0" },
});

async function readSplit(path: string, name: string, form: Form): Promise<Row[]> {
  const file = `${path}/${name}.jsonl`;
  const rows = await mapJsonl(file, (record, place) => {
    fieldOf(record, "id", place);
    const { id: _, ...row } = record;
    return form === "sentences" ? asSentences(row, place) : row;
  });
  const labels = await readLabels(`${path}/${name}-labels.lst`, [-1, 1], { file, rows: rows.length });
  return rows.map((row, i) => ({ ...row, ...labelOf(labels[i] as number, form) }));
}

/** Rows without a public answer have -1. */
function labelOf(label: number, form: Form): Row {
  return form === "letter" ? { answer: "AB"[label] ?? "NULL" } : { label };
}

/** Behind a whole sentence a way begins with a capital, else it goes on in small letters. */
function asSentences(row: Row, place: string): Row {
  const goal = firstLetter(textOf(row, "goal", place), "toUpperCase");
  const change = /[?.]$/.test(goal) ? "toUpperCase" : "toLowerCase";
  const way = (name: string) => firstLetter(textOf(row, name, place), change);
  return { ...row, goal, sol1: way("sol1"), sol2: way("sol2") };
}

function firstLetter(text: string, change: "toUpperCase" | "toLowerCase"): string {
  const [first = "", ...rest] = text;
  return first[change]() + rest.join("");
}
