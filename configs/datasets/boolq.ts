// BoolQ (Clark et al. 2019, arXiv:1905.10044): yes or no on a passage. Read here for configs of one's own; there are no
// variants yet. Forms: `number`, `letter`, and `cut` (the passage without its title, the question with a capital).

import { defineDataset, type Row } from "oc-local";
import { fieldOf, mapJsonl, textOf, unexpected } from "./_fields.ts";

export default defineDataset({
  title: "BoolQ: yes or no on a passage (rows only)",
  load: async (path, { form = "number" }) => mapJsonl(path, forms[String(form)] ?? withNumber),
  variants: {},
});

// Only the text "true" counts, as in the release.
function withNumber(record: Row, place: string): Row {
  return { ...record, answer: fieldOf(record, "label", place) === "true" ? 1 : 0 };
}

const letters: Readonly<Record<string, string>> = { true: "A", false: "B" };

const forms: Readonly<Record<string, (record: Row, place: string) => Row>> = {
  number: withNumber,
  letter(record, place) {
    const label = fieldOf(record, "label", place);
    const letter = letters[String(label)];
    if (letter === undefined) throw unexpected(place, '"true" or "false" as "label"', label);
    return { ...record, label: letter };
  },
  cut(record, place) {
    const [first = "", ...question] = textOf(record, "question", place);
    const passage = textOf(record, "passage", place).split(" -- ").slice(1).join(" -- ");
    return { ...record, question: first.toUpperCase() + question.join(""), passage };
  },
};
