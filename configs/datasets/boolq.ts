// BoolQ (Clark et al. 2019, arXiv:1905.10044): yes or no on a passage. Read here for configs of one's own; there are no
// variants yet. Forms: `number`, `letter`, and `cut` (the passage without its title, the question with a capital).

import { defineDataset, type Row } from "oc-local";
import { mapJsonl, meaningOf, textOf } from "./_fields.ts";

export default defineDataset({
  title: "BoolQ: yes or no on a passage (rows only)",
  load: async (path, { form = "number" }) => mapJsonl(path, forms[String(form)] ?? withNumber),
  variants: {},
});

// The release writes the two words as texts. A boolean would be no "true" to OpenCompass, so that every answer were no.
function withNumber(record: Row, place: string): Row {
  return { ...record, answer: meaningOf(record, "label", place, { true: 1, false: 0 }) };
}

const forms: Readonly<Record<string, (record: Row, place: string) => Row>> = {
  number: withNumber,
  letter: (record, place) => ({ ...record, label: meaningOf(record, "label", place, { true: "A", false: "B" }) }),
  cut(record, place) {
    const [first = "", ...question] = textOf(record, "question", place);
    const passage = textOf(record, "passage", place).split(" -- ").slice(1).join(" -- ");
    return { ...record, question: first.toUpperCase() + question.join(""), passage };
  },
};
