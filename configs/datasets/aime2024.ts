// American Invitational Mathematics Examination 2024. Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { fieldOf, mapJsonl, textOf } from "./_fields.ts";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["aime2024", { type: "aime2024", path: "aime.jsonl" }]];
const columns = { inputColumns: ["question"], outputColumn: "answer" };
const score: Evaluate = { evaluator: { type: "math", version: "v2" }, predPostprocessor: { type: "math-v2" } };
const rows2: NamedSource[] = [["aime2024", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }]];
const score2: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" },
  predRole: "BOT",
};
const score3: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "CascadeEvaluator" } };
const score4: Evaluate = { evaluator: { type: "unscorable", needs: "math-verify", upstream: "MATHVerifyEvaluator" } };
const score5: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" } };
const rows3: NamedSource[] = [
  ["aime2024-run0", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run1", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run2", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run3", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run4", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run5", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run6", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run7", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run8", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run9", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run10", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run11", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run12", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run13", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run14", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run15", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
];
const rows4: NamedSource[] = [
  ["aime2024-run0", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run1", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run2", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run3", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run4", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run5", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run6", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
  ["aime2024-run7", { type: "aime2024", path: "aime.jsonl", mode: "singlescore" }],
];

export default defineDataset({
  title: "AIME 2024: thirty problems whose answers are whole numbers",
  dimensions: ["mathematics"],
  load: async (path) =>
    mapJsonl(path, (record, place) => ({
      ...record,
      question: textOf(record, "origin_prompt", place),
      answer: fieldOf(record, "gold_answer", place),
    })),
  variants: {
    aime2024_0shot_nocot_gen_5e9f4f: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score,
      ),
    aime2024_0shot_nocot_genericllmeval_gen_5e9f4f: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score2,
      ),
    aime2024_cascade_eval_gen_5e9f4f: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score3,
      ),
    aime2024_gen_17d799: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [human("{question}\nPlease reason step by step, and put your final answer within \\boxed{}.")],
        }),
        score4,
      ),
    aime2024_gen_6e39a4: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot(
          { round: [human("{question}\nPlease reason step by step, and put your final answer within \\boxed{}.")] },
          { maxOutLen: 2048 },
        ),
        score,
      ),
    aime2024_llmjudge_gen_5e9f4f: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score5,
      ),
    aime2024_llmverify_repeat16_gen_bf7475: () =>
      entriesOf(
        rows3,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score2,
      ),
    aime2024_llmverify_repeat8_gen_e8fcee: () =>
      entriesOf(
        rows4,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score2,
      ),
    aime2024_0shot_nocot_genericllmeval_academic_gen: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score2,
      ),
  },
  aliases: { aime2024_gen: "aime2024_gen_17d799", aime2024_llmjudge_gen: "aime2024_llmjudge_gen_5e9f4f" },
});
