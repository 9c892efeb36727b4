// SuperGLUE (Wang et al. 2019, arXiv:1905.00537): eight tasks of language understanding and two diagnostic sets. Read here for the
// families SuperGLUE_*, which have a file each; `form` names the task and, with `-letter`, answers as letters.

import { defineDataset, OcLocalError, type Row } from "oc-local";
import {
  fieldOf,
  letterOf,
  mapJsonl,
  meaningOf,
  objectOf,
  objectsOf,
  optionNumber,
  textOf,
  unexpected,
} from "./_fields.ts";

export default defineDataset({
  title: "SuperGLUE: the rows of its tasks (rows only)",
  dimensions: ["language", "understanding"],
  load: async (path, { form }) => {
    const build = forms[String(form)];
    if (build === undefined) {
      throw new OcLocalError("CONFIG", `superglue: there is no form "${form}"`, {
        hint: `its forms: ${Object.keys(forms).join(", ")}`,
      });
    }
    return (await mapJsonl(path, (record, place) => ({ rows: build(record, place) }))).flatMap(
      ({ rows }) => rows as Row[],
    );
  },
  variants: {},
});

type Build = (record: Row, place: string) => Row[];

const letters = { true: "A", false: "B" };
const numbers = { true: 1, false: 0 };

const forms: Readonly<Record<string, Build>> = {
  "ax-letter": withLabel({ entailment: "A", not_entailment: "B" }),
  "cb-letter": withLabel({ contradiction: "A", entailment: "B", neutral: "C" }),
  "copa-letter": (record, place) => [{ ...record, label: letterOf(record, "label", place, 2) }],
  multirc: (record, place) => answersOf(record, place, (label) => label),
  "multirc-letter": (record, place) => answersOf(record, place, (label) => "BA"[label] as string),
  record: (record, place) => queriesOf(record, place, (text) => text),
  "record-short": (record, place) => queriesOf(record, place, (text) => text.replaceAll("\n\n", "\n")),
  wic: (record, place) => [{ ...record, answer: meaningOf(record, "label", place, numbers) }],
  "wic-letter": withLabel(letters),
  wsc: (record, place) => [withReplacedSpan(record, place)],
  "wsc-letter": (record, place) => [{ ...spansOf(record, place), label: meaningOf(record, "label", place, letters) }],
  "wsc-marked": (record, place) => [
    { ...spansOf(record, place), text: markedText(record, place), label: meaningOf(record, "label", place, letters) },
  ],
};

function withLabel(meanings: Readonly<Record<string, string>>): Build {
  return (record, place) => [{ ...record, label: meaningOf(record, "label", place, meanings) }];
}

/** One row per answer that is to be judged. */
function answersOf(record: Row, place: string, labelOf: (label: number) => number | string): Row[] {
  const passage = objectOf(record, "passage", place);
  return objectsOf(passage, "questions", place).flatMap((question) =>
    objectsOf(question, "answers", place).map((answer) => ({
      text: textOf(passage, "text", place),
      question: textOf(question, "question", place),
      answer: textOf(answer, "text", place),
      label: labelOf(optionNumber(fieldOf(answer, "label", place), 0, 1, `${place}: "label"`)),
    })),
  );
}

function queriesOf(record: Row, place: string, shorten: (text: string) => string): Row[] {
  const text = shorten(textOf(objectOf(record, "passage", place), "text", place).replaceAll("@highlight", ""));
  return objectsOf(record, "qas", place).map((query) => ({
    text,
    question: textOf(query, "query", place).replaceAll("@placeholder", "____"),
    answers: objectsOf(query, "answers", place).map((answer) => textOf(answer, "text", place)),
  }));
}

function spansOf(record: Row, place: string) {
  const target = objectOf(record, "target", place);
  const text = textOf(record, "text", place);
  return { span1: textOf(target, "span1_text", place), span2: textOf(target, "span2_text", place), text };
}

/** The pronoun, which is one word, replaced by what it may stand for; places count words. */
function withReplacedSpan(record: Row, place: string): Row {
  const { target, ...row } = record;
  const { span1, span2, text } = spansOf(record, place);
  if (span2.includes(" ")) throw unexpected(place, 'one word as "span2_text"', span2);
  const words = text.split(" ");
  words[placeOf(record, "span2_index", place, words.length)] = span1;
  const answer = meaningOf(record, "label", place, numbers);
  return { ...row, new_text: words.join(" "), answer, span1, span2 };
}

/** Stars around the first span, hash signs around the second. */
function markedText(record: Row, place: string): string {
  const { span1, span2, text } = spansOf(record, place);
  const words = text.split(" ");
  const spans = [
    { at: placeOf(record, "span1_index", place, words.length), text: span1, mark: "*" },
    { at: placeOf(record, "span2_index", place, words.length), text: span2, mark: "#" },
  ].map((span) => ({ ...span, end: span.at + span.text.split(" ").length }));
  const marked = words.flatMap((word, i) => {
    const span = spans.find(({ at, end }) => at <= i && i < end);
    if (span === undefined) return [word];
    return span.at === i ? [`${span.mark} ${span.text} ${span.mark}`] : [];
  });
  return marked.join(" ");
}

function placeOf(record: Row, name: string, place: string, words: number): number {
  const target = objectOf(record, "target", place);
  return optionNumber(fieldOf(target, name, place), 0, words - 1, `${place}: "${name}"`);
}
