// HumanEval+ (Liu et al. 2023, arXiv:2305.01210). Prompts are those of OpenCompass a5acc4bb. Programs are not run here.

import { defineDataset } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["humaneval_plus", { type: "humaneval", path: "humaneval/human-eval-v2-20210705.jsonl" }]];
const columns = { inputColumns: ["prompt"], outputColumn: "task_id", trainSplit: "test" };
const score: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalPlusEvaluator" },
  predPostprocessor: { type: "humaneval-v2" },
};
const score2: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalPlusEvaluator" },
  predRole: "BOT",
  predPostprocessor: { type: "humaneval-v2" },
};
const rows2: NamedSource[] = [
  ["humaneval_plus_passk", { type: "humaneval", path: "humaneval/human-eval-v2-20210705.jsonl" }],
];
const score3: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalEvaluator" },
  predRole: "BOT",
  predPostprocessor: { type: "humaneval-v2" },
};
const rows3: NamedSource[] = [
  ["humaneval_plus_repeat10", { type: "humaneval", path: "humaneval/human-eval-v2-20210705.jsonl", numRepeats: 10 }],
];
const score4: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalPlusEvaluator" },
  predRole: "BOT",
  predPostprocessor: { type: "humaneval-internal-v2" },
};

export default defineDataset({
  title: "HumanEval+: HumanEval with more tests",
  dimensions: ["code"],
  variants: {
    humaneval_plus_gen_66a7f4: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot(
          {
            round: [
              human(
                "You are an intelligent programming assistant to produce Python algorithmic solutions.\nCan you complete the following Python function?\n```python\n{prompt}\n```",
              ),
            ],
          },
          { maxOutLen: 1024 },
        ),
        score,
      ),
    humaneval_plus_gen_8e312c: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("Complete the following python code:\n{prompt}")] }, { maxOutLen: 512 }),
        score2,
      ),
    humaneval_plus_openai_simple_evals_gen_159614: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot(
          {
            round: [
              human(
                "Read the following function signature and docstring, and fully implement the function described. Your response should only contain the code for this function.\n{prompt}",
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score2,
      ),
    humaneval_plus_passk_gen_8e312c: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({ round: [human("Complete the following python code:\n{prompt}")] }, { maxOutLen: 512 }),
        score3,
      ),
    humaneval_plus_repeat10_gen_8e312c: () =>
      entriesOf(
        rows3,
        columns,
        askZeroShot({ round: [human("Complete the following python code:\n{prompt}")] }, { maxOutLen: 512 }),
        score3,
      ),
    humaneval_plus_new_gen: () =>
      entriesOf(rows, columns, askZeroShot("# Complete the following python code:\n{prompt}"), score4),
  },
  aliases: { humaneval_plus_gen: "humaneval_plus_gen_8e312c" },
});
