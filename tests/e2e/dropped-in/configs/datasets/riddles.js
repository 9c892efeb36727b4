// Riddles: a file of rows with "split", "question" and "answer".

import { defineDataset, readJsonl } from "oc-local";

const question = "Q: {question}\nA:";

// biome-ignore lint/style/noDefaultExport: it is loaded as a config
export default defineDataset({
  title: "Riddles",
  load: async (path) => bySplit(await readJsonl(path)),
  variants: { riddles_gen: () => [riddles()], riddles_strict: () => [riddles({ strict: true })] },
});

function riddles(evaluatorOptions = {}) {
  return {
    abbr: "riddles",
    source: { type: "riddles", path: "riddles.jsonl" },
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer: {
      iceTemplate: { template: `${question} {answer}` },
      promptTemplate: { template: `</E>${question}`, iceToken: "</E>" },
      retriever: { type: "last" },
      inferencer: { type: "first-words", words: 1 },
    },
    evaluate: {
      evaluator: { type: "same-letters", ...evaluatorOptions },
      predPostprocessor: { type: "without-dots" },
    },
  };
}

function bySplit(rows) {
  const of = (wanted) => rows.filter(({ split }) => split === wanted);
  return { train: of("train"), test: of("test") };
}
