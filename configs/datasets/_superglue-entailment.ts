// Whether one sentence follows from another, as RTE and SuperGLUE's two diagnostic sets ask it.

import { accuracy, askZeroShot, bot, comparing, type Evaluate, entriesOf, firstOption, human } from "./_pieces.ts";

type Entries = ReturnType<typeof entriesOf>;

const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };

export interface EntailmentSet {
  abbr: string;
  path: string;
  /** The columns of what is given and of what may follow. */
  given: string;
  follows: string;
  inputColumns: string[];
}

export function askedByLetter({ abbr, path, given, follows, inputColumns }: EntailmentSet): Entries {
  const question = `{${given}}\n{${follows}}\nIs the sentence below entailed by the sentence above?\nA. Yes\nB. No\nAnswer:`;
  return entriesOf(
    [[abbr, { type: "superglue", path, form: "ax-letter" }]],
    { inputColumns, outputColumn: "label" },
    askZeroShot({ round: [human(question)] }),
    score,
  );
}

export function comparedAsText(set: EntailmentSet): Entries {
  const { given, follows } = set;
  return compared(set, {
    entailment: `{${given}}?entailment, {${follows}}`,
    not_entailment: `{${given}}?not_entailment, {${follows}}`,
  });
}

export function comparedAsDialogue(set: EntailmentSet): Entries {
  const question = human(`{${set.given}}\n{${set.follows}}\nIs the sentence below entailed by the sentence above?`);
  return compared(set, {
    entailment: { round: [question, bot("Yes")] },
    not_entailment: { round: [question, bot("No")] },
  });
}

function compared({ abbr, path, inputColumns }: EntailmentSet, template: Parameters<typeof comparing>[0]): Entries {
  return entriesOf(
    [[abbr, { type: "hub", path }]],
    { inputColumns, outputColumn: "label", testSplit: "train" },
    comparing(template),
    accuracy,
  );
}
