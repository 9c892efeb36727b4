// References and answers that an evaluator or a postprocessor cannot score.

import { advised } from "../follow-hint.ts";
import type { CommandCase } from "./command-case.ts";
import { type DataCase, dataCommand } from "./data-case.ts";

interface ScoringCase extends Pick<DataCase, "what" | "says"> {
  rows: Record<string, unknown>[];
  infer?: Record<string, unknown>;
  evaluate: Record<string, unknown>;
  /** Rows, or what evaluates them, as the hint has them. */
  mend(hint: string): { rows?: Record<string, unknown>[]; evaluate?: Record<string, unknown> };
  /** Refused before anything is asked, or when the answers are scored. @default "before" */
  when?: "before" | "scoring";
}

const file = "q.jsonl";
const source = { type: "jsonl", path: file };
const generating = {
  promptTemplate: { template: "{question}" },
  retriever: { type: "zero" },
  inferencer: { type: "generate", maxOutLen: 4 },
};

function scoring({ what, says, rows, infer = generating, evaluate, mend, when = "before" }: ScoringCase): CommandCase {
  const linesOf = (all: typeof rows) => all.map((row) => `${JSON.stringify({ question: "q?", ...row })}\n`).join("");
  const whatIsAsked = { infer, evaluate };
  const folder = `scored-${what.replaceAll(/\W+/g, "-")}`;
  return dataCommand({
    what: `scoring: ${what}`,
    files: { [file]: linesOf(rows) },
    source,
    dataset: whatIsAsked,
    says,
    command: when === "before" ? ["eval", "--dry-run"] : ["eval", "-w", folder],
    refused: when === "before" ? 2 : 1,
    mend({ hint, write, ask }) {
      const mended = mend(hint);
      write(file, linesOf(mended.rows ?? rows));
      ask(source, { ...whatIsAsked, evaluate: mended.evaluate ?? evaluate });
    },
  });
}

const evaluator = (type: string, options = {}) => ({ evaluator: { type, ...options } });
const oneClass = [1, 1].map((answer) => ({ answer, choices: ["A", "B"] }));

export const scoringCases: readonly CommandCase[] = [
  scoring({
    what: "no list of accepted answers",
    rows: [{ answer: "Paris" }],
    evaluate: evaluator("triviaqa"),
    says: 'triviaqa: a reference is not a list of texts: "Paris"',
    mend(hint) {
      advised(hint, /(list of accepted answers)/);
      return { rows: [{ answer: ["Paris"] }] };
    },
  }),
  scoring({
    what: "an empty list of texts",
    rows: [{ answer: ["Paris"] }, { answer: [] }],
    evaluate: { ...evaluator("bleu"), emptyReferences: true },
    says: "bleu: a reference is an empty list",
    mend(hint) {
      advised(hint, /(at least one text)/);
      return { rows: [{ answer: ["Paris"] }, { answer: ["Rome"] }] };
    },
  }),
  scoring({
    what: "a reference that is no text",
    rows: [{ answer: 7 }],
    evaluate: evaluator("edit-distance-accuracy"),
    says: "edit-distance-accuracy: a reference is not { candidates, label }: 7",
    mend(hint) {
      advised(hint, /(set the dataset's output column to one with these two fields)/);
      return { rows: [{ answer: { candidates: ["yes", "no"], label: 1 } }] };
    },
  }),
  scoring({
    what: "a reference that is no pattern",
    rows: [{ answer: 7 }],
    evaluate: evaluator("circular"),
    says: "circular: a reference is not a text: 7",
    mend: (hint) => ({ rows: [{ answer: advised(hint, /(write each reference as one text)/) && "0--C--CDAB" }] }),
  }),
  scoring({
    what: "a question without its first order",
    rows: [{ answer: "0--A--BCDA" }],
    evaluate: evaluator("circular"),
    says: "circular: question 0 was not asked in the order ABCD",
    when: "scoring",
    mend(hint) {
      const pattern = advised(hint, /a row with the pattern (\w+)/);
      return { rows: [{ answer: "0--A--BCDA" }, { answer: `0--A--${pattern}` }] };
    },
  }),
  scoring({
    what: "answers that the evaluator does not measure",
    rows: [{ answer: "A", choices: ["A", "B"] }],
    infer: { ...generating, inferencer: { type: "conditional-log-prob" } },
    evaluate: evaluator("bleu"),
    says: "there is nothing to score: 0 of 1 samples have a score (the first: the prediction is a list, not a text)",
    when: "scoring",
    mend(hint) {
      advised(hint, /(take an evaluator for what the answers are)/);
      return { rows: oneClass.map((row, i) => ({ ...row, answer: i })), evaluate: evaluator("auc-roc") };
    },
  }),
  scoring({
    what: "texts of which one letter is left",
    rows: [{ answer: "Paris is the capital." }],
    evaluate: { ...evaluator("bleu"), predPostprocessor: { type: "first-option", options: "AB" } },
    says: "the evaluator bleu compares texts, but the postprocessor first-option leaves only the option of an answer",
    mend(hint) {
      advised(hint, /(leave predPostprocessor out)/);
      return { evaluate: evaluator("bleu") };
    },
  }),
  scoring({
    what: "one class alone",
    rows: oneClass,
    infer: { ...generating, inferencer: { type: "conditional-log-prob" } },
    evaluate: evaluator("auc-roc"),
    says: "auc-roc: all references are of one class",
    when: "scoring",
    mend(hint) {
      advised(hint, /(rows of both classes)/);
      return { rows: oneClass.map((row, i) => ({ ...row, answer: i })) };
    },
  }),
  scoring({
    what: "an unknown dataset of AGIEval",
    rows: [{ answer: "A" }],
    evaluate: {
      ...evaluator("accuracy"),
      predPostprocessor: { type: "agieval", datasetName: "lsat", settingName: "few-shot" },
    },
    says: 'agieval: unknown dataset "lsat"',
    mend: (hint) => ({
      evaluate: {
        ...evaluator("accuracy"),
        predPostprocessor: {
          type: "agieval",
          datasetName: advised(hint, /its datasets: ([\w-]+)/),
          settingName: "few-shot",
        },
      },
    }),
  }),
  scoring({
    what: "a reference without GSM8K's mark",
    rows: [{ answer: "It is 7" }],
    evaluate: { ...evaluator("gsm8k"), datasetPostprocessor: { type: "gsm8k-reference" } },
    says: 'GSM8K: a reference has no "#### "',
    mend: (hint) => ({ rows: [{ answer: `It is 7\n${advised(hint, /must end in "([^"]+)" and the number/)}7` }] }),
  }),
];
