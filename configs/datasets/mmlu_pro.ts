// MMLU-Pro (Wang et al. 2024, arXiv:2406.01574). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, type Row, readHubSplit } from "oc-local";
import { textOf, textsOf } from "./_fields.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  type Evaluate,
  entriesOf,
  entriesWith,
  firstOption,
  fiveShot,
  human,
  type NamedSource,
  type SourceWithText,
} from "./_pieces.ts";
import { mmluProGroups } from "./_summary-groups.ts";

const rows: NamedSource[] = [
  ["mmlu_pro_math", { type: "mmlu_pro", path: "mmlu_pro", category: "math" }],
  ["mmlu_pro_physics", { type: "mmlu_pro", path: "mmlu_pro", category: "physics" }],
  ["mmlu_pro_chemistry", { type: "mmlu_pro", path: "mmlu_pro", category: "chemistry" }],
  ["mmlu_pro_law", { type: "mmlu_pro", path: "mmlu_pro", category: "law" }],
  ["mmlu_pro_engineering", { type: "mmlu_pro", path: "mmlu_pro", category: "engineering" }],
  ["mmlu_pro_other", { type: "mmlu_pro", path: "mmlu_pro", category: "other" }],
  ["mmlu_pro_economics", { type: "mmlu_pro", path: "mmlu_pro", category: "economics" }],
  ["mmlu_pro_health", { type: "mmlu_pro", path: "mmlu_pro", category: "health" }],
  ["mmlu_pro_psychology", { type: "mmlu_pro", path: "mmlu_pro", category: "psychology" }],
  ["mmlu_pro_business", { type: "mmlu_pro", path: "mmlu_pro", category: "business" }],
  ["mmlu_pro_biology", { type: "mmlu_pro", path: "mmlu_pro", category: "biology" }],
  ["mmlu_pro_philosophy", { type: "mmlu_pro", path: "mmlu_pro", category: "philosophy" }],
  ["mmlu_pro_computer_science", { type: "mmlu_pro", path: "mmlu_pro", category: "computer science" }],
  ["mmlu_pro_history", { type: "mmlu_pro", path: "mmlu_pro", category: "history" }],
];
const byAnswer = {
  inputColumns: ["question", "cot_content", "options_str"],
  outputColumn: "answer",
  trainSplit: "validation",
  testSplit: "test",
};
const score: Evaluate = {
  ...accuracy,
  predPostprocessor: { type: "match-answer-pattern", answerPattern: "(?i)ANSWER\\s*:\\s*([A-P])" },
};
const score2: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" } };
const rows2: NamedSource[] = [["mmlu_pro_health", { type: "mmlu_pro", path: "mmlu_pro", category: "health" }]];
const texts3: SourceWithText[] = [
  ["mmlu_pro_math", { type: "mmlu_pro", path: "mmlu_pro", category: "math" }, "math"],
  ["mmlu_pro_physics", { type: "mmlu_pro", path: "mmlu_pro", category: "physics" }, "physics"],
  ["mmlu_pro_chemistry", { type: "mmlu_pro", path: "mmlu_pro", category: "chemistry" }, "chemistry"],
  ["mmlu_pro_law", { type: "mmlu_pro", path: "mmlu_pro", category: "law" }, "law"],
  ["mmlu_pro_engineering", { type: "mmlu_pro", path: "mmlu_pro", category: "engineering" }, "engineering"],
  ["mmlu_pro_other", { type: "mmlu_pro", path: "mmlu_pro", category: "other" }, "other"],
  ["mmlu_pro_economics", { type: "mmlu_pro", path: "mmlu_pro", category: "economics" }, "economics"],
  ["mmlu_pro_health", { type: "mmlu_pro", path: "mmlu_pro", category: "health" }, "health"],
  ["mmlu_pro_psychology", { type: "mmlu_pro", path: "mmlu_pro", category: "psychology" }, "psychology"],
  ["mmlu_pro_business", { type: "mmlu_pro", path: "mmlu_pro", category: "business" }, "business"],
  ["mmlu_pro_biology", { type: "mmlu_pro", path: "mmlu_pro", category: "biology" }, "biology"],
  ["mmlu_pro_philosophy", { type: "mmlu_pro", path: "mmlu_pro", category: "philosophy" }, "philosophy"],
  [
    "mmlu_pro_computer_science",
    { type: "mmlu_pro", path: "mmlu_pro", category: "computer science" },
    "computer science",
  ],
  ["mmlu_pro_history", { type: "mmlu_pro", path: "mmlu_pro", category: "history" }, "history"],
];
const byAnswerString = {
  inputColumns: ["question", "cot_content", "options_str"],
  outputColumn: "answer_string",
  trainSplit: "validation",
  testSplit: "test",
};
const score3: Evaluate = { evaluator: { type: "mmlu-pro" } };
const score4: Evaluate = { ...accuracy, predPostprocessor: firstOption("ABCDEFGHIJKLMNOP") };

export default defineDataset({
  title: "MMLU-Pro: harder questions with up to ten options",
  dimensions: ["understanding", "knowledge"],
  load: async (path, { category }) => {
    const read = async (split: string) =>
      (await readHubSplit(path, split))
        .filter((row) => row.category === category)
        .map((row, i) => withOptions(row, `${path}, ${split}, record ${i + 1} of ${category}`));
    return { validation: await read("validation"), test: await read("test") };
  },
  groups: mmluProGroups,
  variants: {
    mmlu_pro_0shot_cot_gen_08c1de: () =>
      entriesOf(
        rows,
        byAnswer,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of Options(e.g. one of ABCDEFGHIJKLMNOP). Think step by step before answering.\n\nQuestion:\n\n{question}\n\nOptions:\n\n{options_str}",
            ),
          ],
        }),
        score,
      ),
    mmlu_pro_0shot_nocot_genericllmeval_gen_08c1de: () =>
      entriesOf(
        rows,
        byAnswer,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of Options(e.g. one of ABCDEFGHIJKLMNOP). Think step by step before answering.\n\nQuestion:\n\n{question}\n\nOptions:\n\n{options_str}",
            ),
          ],
        }),
        score2,
      ),
    mmlu_pro_biomed_0shot_cot_gen_057927: () =>
      entriesOf(
        rows2,
        byAnswer,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of Options(e.g. one of ABCDEFGHIJKLMNOP). Think step by step before answering.\nQuestion:\n\n{question}\nOptions:\n\n{options_str}",
            ),
          ],
        }),
        score,
      ),
    mmlu_pro_biomed_0shot_nocot_genericllmeval_gen_057927: () =>
      entriesOf(
        rows2,
        byAnswer,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of Options(e.g. one of ABCDEFGHIJKLMNOP). Think step by step before answering.\nQuestion:\n\n{question}\nOptions:\n\n{options_str}",
            ),
          ],
        }),
        score2,
      ),
    mmlu_pro_few_shot_gen_bfaf90: () =>
      entriesWith(
        texts3,
        byAnswerString,
        (text) => ({
          iceTemplate: { template: "Question:\n{question}\nOptions:\n{options_str}\nAnswer: {answer}" },
          promptTemplate: {
            template: `Answer the following multiple choice question about ${text}, and give your answer option directly.\n</E>Question:\n{question}\nOptions:\n{options_str}\nAnswer: `,
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "generate", maxOutLen: 100 },
        }),
        score3,
      ),
    mmlu_pro_gen_cdbebf: () =>
      entriesOf(
        rows,
        byAnswer,
        {
          iceTemplate: {
            template: {
              round: [
                human("Question:\n{question}\nOptions:\n{options_str}"),
                bot("Answer: Let's think step by step. {cot_content}"),
              ],
            },
          },
          promptTemplate: {
            template: { begin: "</E>", round: [human("Question:\n{question}\nOptions:\n{options_str}")] },
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "generate" },
        },
        score4,
      ),
    mmlu_pro_few_shot_new_gen: () =>
      entriesWith(
        texts3,
        byAnswerString,
        (text) => ({
          iceTemplate: { template: "Question:\n{question}\nOptions:\n{options_str}\nAnswer: {answer}" },
          promptTemplate: {
            template: `Answer the following multiple choice question about ${text}, and give your answer option directly.\n</E>Question:\n{question}\nOptions:\n{options_str}\nAnswer: `,
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "generate" },
        }),
        score3,
      ),
  },
  aliases: {
    mmlu_pro_gen: "mmlu_pro_0shot_cot_gen_08c1de",
    mmlu_pro_llm_judge_gen: "mmlu_pro_0shot_nocot_genericllmeval_gen_08c1de",
  },
});

const letters = "ABCDEFGHIJKLMNOP";
const reasoning = "A: Let's think step by step.";

function withOptions(row: Row, place: string): Row {
  const lines = textsOf(row, "options", place).map((option, i) => ({ option, line: `${letters[i]}. ${option}\n` }));
  const right = lines.find(({ option }, i) => option !== "N/A" && letters[i] === row.answer);
  const shown = lines.filter(({ option }) => option !== "N/A").map(({ line }) => line);
  const steps = textOf(row, "cot_content", place);
  return {
    ...row,
    answer_string: right?.line ?? "",
    options_str: shown.join("").trim(),
    cot_content: (steps.startsWith(reasoning) ? steps.slice(reasoning.length) : steps).trim(),
  };
}
