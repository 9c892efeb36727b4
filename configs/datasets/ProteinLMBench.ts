// ProteinLMBench (Shen et al. 2024, arXiv:2406.05540). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readHubSplit } from "oc-local";
import { optionNumber, textOf, textsOf } from "./_fields.ts";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["ProteinLMBench", { type: "ProteinLMBench", path: "tsynbio/ProteinLMBench" }]];
const columns = { inputColumns: ["question", "start", "end", "options"], outputColumn: "label" };
const score: Evaluate = { evaluator: { type: "proteinlmbench" } };
const score2: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" } };

export default defineDataset({
  title: "ProteinLMBench: questions on proteins, options",
  dimensions: ["knowledge"],
  load: async (path) =>
    (await readHubSplit(path, "train", { name: "evaluation" })).map((record, i) => {
      const place = `${path}, record ${i + 1}`;
      // Options and answer come with their numbers: "option 1: text" and "option 2".
      const options = textsOf(record, "options", place).map((option) => option.split(": ").at(-1) as string);
      const lines = options.map((option, at) => `${letters[at]}. ${option}\n`);
      const number = textOf(record, "answer", place).split(" ").at(-1) as string;
      return {
        ...record,
        start: "A",
        end: letters[options.length - 1] as string,
        question: `\nQuestion: ${textOf(record, "question", place)}\nAnswer Choices: \n${lines.join("")}`,
        options,
        label: letters[optionNumber(number, 1, options.length, `${place}: "answer"`) - 1] as string,
      };
    }),
  variants: {
    ProteinLMBench_gen_a67965: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. There is only one correct answer. The last line of your response should be in the format 'Answer: $LETTER' (without quotes), where LETTER is the letter among {start} through {end}.\n{question}",
            ),
          ],
        }),
        score,
      ),
    ProteinLMBench_llmjudge_gen_a67965: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. There is only one correct answer. The last line of your response should be in the format 'Answer: $LETTER' (without quotes), where LETTER is the letter among {start} through {end}.\n{question}",
            ),
          ],
        }),
        score2,
      ),
  },
});

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
