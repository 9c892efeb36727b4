// How Natural Questions and TriviaQA are asked alike: by as many examples as a name says.

import type { DatasetConfig } from "oc-local";
import { askZeroShot, bot, type Evaluate, human, type Infer } from "./_pieces.ts";

type Options = Record<string, unknown>;

/** What the entries of a variant have in common. */
export interface OpenQuestions {
  source: DatasetConfig["source"];
  reader: DatasetConfig["reader"];
  evaluate: Evaluate;
}

const simply =
  "your answer should be as simple as possible, start your answer with the prompt 'The answer is '.\nQ: {question}?";

export function askSimply(options?: Options): Infer {
  return askZeroShot({ round: [human(`Answer these questions, ${simply}`), bot("A:")] }, options);
}

/** Without, with one and with five examples. */
export function simplyEntries(name: string, common: OpenQuestions): DatasetConfig[] {
  const after = (count: number) =>
    afterExamples(count, `Answer the question, ${simply}`, "A: The answer is {answer}.\n", { maxOutLen: 50 });
  return [
    entry(name, common, askSimply({ maxOutLen: 50 })),
    entry(`${name}_1shot`, common, after(1)),
    entry(`${name}_5shot`, common, after(5)),
  ];
}

/** Without and with 1, 5 and 25 examples, as the papers of base models ask. */
export function shotEntries(name: string, question: string, common: OpenQuestions): DatasetConfig[] {
  const options = { maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] };
  return [
    entry(`${name}_0shot`, common, askZeroShot({ round: [human(question), bot("A:")] }, { maxOutLen: 50 })),
    ...[1, 5, 25].map((count) => entry(`${name}_${count}shot`, common, afterDialogue(count, question, options))),
  ];
}

export function afterDialogue(count: number, question: string, options?: Options): Infer {
  return afterExamples(count, question, "A: {answer}.\n", options);
}

/** One example, all as one text. */
export function afterText(options: Options): Infer {
  return {
    iceTemplate: { template: "Q: {question}\nA: {answer}.\n" },
    promptTemplate: { template: "</E>Q: {question}\nA: ", iceToken: "</E>" },
    retriever: { type: "fix-k", fixIdList: [0] },
    inferencer: { type: "generate", ...options },
  };
}

export function entry(abbr: string, { source, reader, evaluate }: OpenQuestions, infer: Infer): DatasetConfig {
  return { abbr, source, reader, infer, evaluate };
}

function afterExamples(count: number, question: string, answered: string, options?: Options): Infer {
  return {
    iceTemplate: { template: { round: [human(question), bot(answered)] } },
    promptTemplate: { template: { begin: "</E>", round: [human(question), bot("A:")] }, iceToken: "</E>" },
    retriever: { type: "fix-k", fixIdList: [...Array(count).keys()] },
    inferencer: { type: "generate", ...options },
  };
}
