// OlymMATH (Sun et al. 2025, arXiv:2503.21380). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readHubSplit } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [
  ["olymmath_en-hard", { type: "OlymMATH", path: "RUC-AIBOX/OlymMATH", subset: "en-hard" }],
  ["olymmath_zh-hard", { type: "OlymMATH", path: "RUC-AIBOX/OlymMATH", subset: "zh-hard" }],
  ["olymmath_en-easy", { type: "OlymMATH", path: "RUC-AIBOX/OlymMATH", subset: "en-easy" }],
  ["olymmath_zh-easy", { type: "OlymMATH", path: "RUC-AIBOX/OlymMATH", subset: "zh-easy" }],
];
const columns = { inputColumns: ["problem"], outputColumn: "answer", trainSplit: "test" };
const score: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "CascadeEvaluator" } };
const rows2: NamedSource[] = [
  ["olymmath_llmjudge_en-hard", { type: "OlymMATH", path: "RUC-AIBOX/OlymMATH", subset: "en-hard" }],
  ["olymmath_llmjudge_zh-hard", { type: "OlymMATH", path: "RUC-AIBOX/OlymMATH", subset: "zh-hard" }],
  ["olymmath_llmjudge_en-easy", { type: "OlymMATH", path: "RUC-AIBOX/OlymMATH", subset: "en-easy" }],
  ["olymmath_llmjudge_zh-easy", { type: "OlymMATH", path: "RUC-AIBOX/OlymMATH", subset: "zh-easy" }],
];
const score2: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" },
  predRole: "BOT",
};

export default defineDataset({
  title: "OlymMATH: olympiad problems, English and Chinese, easy and hard",
  dimensions: ["mathematics"],
  load: async (path, { subset }) => ({ test: await readHubSplit(path, "test", { name: String(subset) }) }),
  variants: {
    olymmath_cascade_eval_gen_97b203: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("{problem}\nRemember to put your final answer within \\boxed{}.")] }),
        score,
      ),
    olymmath_llmverify_gen_97b203: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({ round: [human("{problem}\nRemember to put your final answer within \\boxed{}.")] }),
        score2,
      ),
  },
  aliases: { olymmath_llm_judeg_gen: "olymmath_llmverify_gen_97b203" },
});
