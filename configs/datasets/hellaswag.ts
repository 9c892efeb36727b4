// HellaSwag (Zellers et al. 2019, arXiv:1905.07830): how a scene goes on, four endings. Read here for configs of one's own;
// there are no variants yet. Forms: `number` (as perplexity variants ask), `letter`, `examples` (with a train split) and
// `whole` (the text uncut).

import { defineDataset, type Row } from "oc-local";
import { fieldOf, lettered, letterOf, mapJsonl, optionsOf, textOf } from "./_fields.ts";

export default defineDataset({
  title: "HellaSwag: how a scene goes on (rows only)",
  load: async (path, { form = "number" }) => {
    if (form === "examples") {
      return {
        train: await mapJsonl(`${path}/hellaswag_train_sampled25.jsonl`, withLetter),
        val: await mapJsonl(`${path}/hellaswag.jsonl`, withLetter),
      };
    }
    return mapJsonl(path, form === "letter" ? withLetter : form === "whole" ? whole : withNumber);
  },
  variants: {},
});

const endings = 4;

/** The first two parts of the text, between colons, are its title and a label. */
function withNumber(record: Row, place: string): Row {
  return {
    ctx: afterColons(textOf(record, "query", place), 2),
    ...lettered(optionsOf(record, "choices", place, endings)),
    label: fieldOf(record, "gold", place),
  };
}

function withLetter(record: Row, place: string): Row {
  return {
    ...withNumber(record, place),
    ctx: afterColons(textOf(record, "query", place), 1),
    label: letterOf(record, "gold", place, endings),
  };
}

function whole(record: Row, place: string): Row {
  const options = lettered(optionsOf(record, "choices", place, endings));
  return { query: textOf(record, "query", place), ...options, gold: fieldOf(record, "gold", place) };
}

/** What follows the first `most` colons, or as many as there are. */
function afterColons(text: string, most: number): string {
  let rest = text;
  for (let i = 0; i < most; i++) {
    const at = rest.indexOf(": ");
    if (at >= 0) rest = rest.slice(at + 2);
  }
  return rest;
}
