// StrategyQA (Geva et al. 2021, arXiv:2101.02235): yes or no in several steps. Prompts are those of OpenCompass a5acc4bb.

import { asRows, defineDataset, readJson } from "oc-local";
import { askZeroShot, bot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["strategyqa", { type: "strategyqa", path: "strategyqa/strategyQA_train.json" }]];
const columns = { inputColumns: ["question"], outputColumn: "answer", trainSplit: "test", testSplit: "test" };
const score: Evaluate = {
  evaluator: { type: "accuracy" },
  predPostprocessor: { type: "strategyqa" },
  datasetPostprocessor: { type: "strategyqa-reference" },
};

export default defineDataset({
  title: "StrategyQA: yes or no in several steps",
  dimensions: ["reasoning"],
  load: async (path) => asRows(await readJson(path), path),
  variants: {
    strategyqa_gen_1180a7: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot(
          {
            round: [
              human("Question: Do hamsters provide food for any animals?\nAnswer:"),
              bot(
                "Hamsters are prey animals. Prey are food for predators. Thus, hamsters provide food for some animals.\nSo the answer is yes\n",
              ),
              human("Question: Could Brooke Shields succeed at University of Pennsylvania?\nAnswer:"),
              bot(
                "Brooke Shields went to Princeton University. Princeton University is about as academically rigorous as the University of Pennsylvania. Thus, Brooke Shields could also succeed at the University of Pennsylvania.\nSo the answer is yes\n",
              ),
              human("Question: Hydrogen's atomic number squared exceeds number of Spice Girls?\nAnswer:"),
              bot(
                "Hydrogen has an atomic number of 1. 1 squared is 1. There are 5 Spice Girls. Thus, Hydrogen's atomic number squared is less than 5.\nSo the answer is no\n",
              ),
              human("Question: Is it common to see frost during some college commencements?\nAnswer:"),
              bot(
                "College commencement ceremonies can happen in December, May, and June. December is in the winter, so there can be frost. Thus, there could be frost at some commencements.\nSo the answer is yes\n",
              ),
              human("Question: Yes or no: Could a llama birth twice during War in Vietnam (1945-46)?\nAnswer:"),
              bot(
                "The War in Vietnam was 6 months. The gestation period for a llama is 11 months, which is more than 6 months. Thus, a llama could not give birth twice during the War in Vietnam.\nSo the answer is no\n",
              ),
              human("Question: Would a pear sink in water?\nAnswer:"),
              bot(
                "The density of a pear is about 0.6g/cm3, which is less than water. Objects less dense than water float. Thus, a pear would float.\nSo the answer is no\n",
              ),
              human("Question: {question}\nAnswer:"),
            ],
          },
          { maxOutLen: 512 },
        ),
        score,
      ),
    strategyqa_gen_934441: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot(
          "Yes or no: Q: Do hamsters provide food for any animals?\nA: Hamsters are prey animals. Prey are food for predators. Thus, hamsters provide food for some animals.\nSo the answer is yes.\n\nQ: Yes or no: Could Brooke Shields succeed at University of Pennsylvania?\nA: Brooke Shields went to Princeton University. Princeton University is about as academically rigorous as the University of Pennsylvania. Thus, Brooke Shields could also succeed at the University of Pennsylvania.\nSo the answer is yes.\n\nQ: Yes or no: Hydrogen's atomic number squared exceeds number of Spice Girls?\nA: Hydrogen has an atomic number of 1. 1 squared is 1. There are 5 Spice Girls. Thus, Hydrogen's atomic number squared is less than 5.\nSo the answer is no.\n\nQ: Yes or no: Is it common to see frost during some college commencements?\nA: College commencement ceremonies can happen in December, May, and June. December is in the winter, so there can be frost. Thus, there could be frost at some commencements.\nSo the answer is yes.\n\nQ: Yes or no: Could a llama birth twice during War in Vietnam (1945-46)?\nA: The War in Vietnam was 6 months. The gestation period for a llama is 11 months, which is more than 6 months. Thus, a llama could not give birth twice during the War in Vietnam.\nSo the answer is no.\n\nQ: Yes or no: Would a pear sink in water?\nA: The density of a pear is about 0.6g/cm3, which is less than water. Objects less dense than water float. Thus, a pear would float.\nSo the answer is no.\n\nQ: {question}{answer}\n",
          { maxOutLen: 512 },
        ),
        score,
      ),
  },
  aliases: { strategyqa_gen: "strategyqa_gen_1180a7" },
});
