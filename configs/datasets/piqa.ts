// PIQA (Bisk et al. 2020, arXiv:1911.11641): how to do everyday things, two ways. Read here for configs of one's own; there
// are no variants yet. Forms: `number`, `letter`, and `sentences` (numbers, with capitals as a sentence has them).

import { defineDataset, type Row } from "oc-local";
import { fieldOf, mapJsonl, textOf } from "./_fields.ts";
import { readLabels } from "./_label-file.ts";

type Form = "number" | "letter" | "sentences";

export default defineDataset({
  title: "PIQA: everyday physics, two ways (rows only)",
  load: async (path, { form = "number" }) => ({
    train: await readSplit(path, "train", form as Form),
    validation: await readSplit(path, "dev", form as Form),
  }),
  variants: {},
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
