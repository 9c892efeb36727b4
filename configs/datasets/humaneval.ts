// HumanEval (Chen et al. 2021, arXiv:2107.03374): programs from their description. Prompts are those of OpenCompass a5acc4bb;
// the project does not run programs, so the answers are kept and not scored.

import { defineDataset, readJsonl } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [
  ["openai_humaneval", { type: "humaneval", path: "humaneval/human-eval-v2-20210705.jsonl" }],
];
const columns = { inputColumns: ["prompt"], outputColumn: "task_id", trainSplit: "test" };
const score: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalEvaluator" },
  predRole: "BOT",
  predPostprocessor: { type: "humaneval-v2" },
};
const score2: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalEvaluator" },
  predPostprocessor: { type: "humaneval-v2" },
};
const rows2: NamedSource[] = [
  ["openai_humaneval_o1_style", { type: "humaneval", path: "humaneval/human-eval-v2-20210705.jsonl" }],
];
const score3: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalEvaluator" },
  predRole: "BOT",
  predPostprocessor: { type: "humaneval-v3" },
};
const rows3: NamedSource[] = [
  ["openai_humaneval_passk", { type: "humaneval", path: "humaneval/human-eval-v2-20210705.jsonl" }],
];
const rows4: NamedSource[] = [
  ["openai_humaneval_repeat10", { type: "humaneval", path: "humaneval/human-eval-v2-20210705.jsonl", numRepeats: 10 }],
];
const score4: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalEvaluator" },
  predRole: "BOT",
  predPostprocessor: { type: "humaneval-internal-v2" },
};
const score5: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanEvalEvaluator" },
  predRole: "BOT",
  predPostprocessor: { type: "humaneval-internal-v1" },
};

export default defineDataset({
  title: "HumanEval: programs from their description",
  dimensions: ["code"],
  load: async (path, { numRepeats = 1 }) => {
    const rows = await readJsonl(path);
    // Repeats stand beside one another.
    return rows.flatMap((row) => Array.from({ length: Number(numRepeats) }, () => row));
  },
  variants: {
    deprecated_humaneval_gen_a82cae: () =>
      entriesOf(rows, columns, askZeroShot({ round: [human("{prompt}")] }, { maxOutLen: 512 }), score),
    deprecated_humaneval_gen_d2537e: () =>
      entriesOf(rows, columns, askZeroShot("Complete the following python code:\n{prompt}", { maxOutLen: 512 }), score),
    humaneval_gen_66a7f4: () =>
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
        score2,
      ),
    humaneval_gen_8e312c: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("Complete the following python code:\n{prompt}")] }, { maxOutLen: 512 }),
        score,
      ),
    humaneval_openai_sample_evals_gen_159614: () =>
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
        score,
      ),
    humaneval_openai_sample_evals_gen_dcae0e: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "Read the following function signature and docstring, and fully implement the function described. Your response should only contain the code for this function.\n{prompt}",
            ),
          ],
        }),
        score,
      ),
    humaneval_openai_sample_evals_o1_gen_5e7b00: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot(
          {
            round: [
              human(
                "Read the following function signature and docstring, and fully implement the function described. Your response should only contain the code for this function.\n{prompt}",
              ),
            ],
          },
          { maxOutLen: 8192 },
        ),
        score3,
      ),
    humaneval_passk_gen_8e312c: () =>
      entriesOf(
        rows3,
        columns,
        askZeroShot({ round: [human("Complete the following python code:\n{prompt}")] }, { maxOutLen: 512 }),
        score,
      ),
    humaneval_repeat10_gen_8e312c: () =>
      entriesOf(
        rows4,
        columns,
        askZeroShot({ round: [human("Complete the following python code:\n{prompt}")] }, { maxOutLen: 512 }),
        score,
      ),
    internal_humaneval_gen_ce6b06: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot("# Complete the following python code:\n{prompt}", { maxOutLen: 512 }),
        score4,
      ),
    internal_humaneval_gen_d2537e: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot("Complete the following python code:\n{prompt}", { maxOutLen: 512 }),
        score5,
      ),
    internal_humaneval_new_gen: () =>
      entriesOf(rows, columns, askZeroShot("Complete the following python code:\n{prompt}"), score5),
    internal_humaneval_v2_new_gen: () =>
      entriesOf(rows, columns, askZeroShot("# Complete the following python code:\n{prompt}"), score4),
  },
  aliases: { humaneval_gen: "humaneval_openai_sample_evals_gen_dcae0e" },
});
