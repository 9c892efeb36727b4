// HumanEval-X (Zheng et al. 2023, arXiv:2303.17568). Prompts are those of OpenCompass a5acc4bb. Programs are not run here.

import { defineDataset, readJsonl } from "oc-local";
import {
  askZeroShot,
  type Evaluate,
  entriesOf,
  entriesWith,
  human,
  type NamedSource,
  type SourceWithText,
} from "./_pieces.ts";
import { humanevalxGroups } from "./_summary-groups.ts";

const texts: SourceWithText[] = [
  ["humanevalx-python", { type: "humanevalx", path: "humanevalx", language: "python" }, "python"],
  ["humanevalx-cpp", { type: "humanevalx", path: "humanevalx", language: "cpp" }, "cpp"],
  ["humanevalx-go", { type: "humanevalx", path: "humanevalx", language: "go" }, "go"],
  ["humanevalx-java", { type: "humanevalx", path: "humanevalx", language: "java" }, "java"],
  ["humanevalx-js", { type: "humanevalx", path: "humanevalx", language: "js" }, "js"],
];
const byTaskId = { inputColumns: ["prompt"], outputColumn: "task_id", trainSplit: "test" };
const score: Evaluate = {
  evaluator: { type: "unscorable", needs: "code", upstream: "HumanevalXEvaluator" },
  predRole: "BOT",
};
const rows2: NamedSource[] = [
  ["humanevalx-python", { type: "humanevalx", path: "humanevalx", language: "python" }],
  ["humanevalx-cpp", { type: "humanevalx", path: "humanevalx", language: "cpp" }],
  ["humanevalx-go", { type: "humanevalx", path: "humanevalx", language: "go" }],
  ["humanevalx-java", { type: "humanevalx", path: "humanevalx", language: "java" }],
  ["humanevalx-js", { type: "humanevalx", path: "humanevalx", language: "js" }],
];
const byDeclaration = { inputColumns: ["prompt"], outputColumn: "declaration", trainSplit: "test" };

export default defineDataset({
  title: "HumanEval-X: HumanEval in five languages",
  dimensions: ["code"],
  load: async (path, { language }) => readJsonl(`${path}/humanevalx_${language}.jsonl.gz`),
  groups: humanevalxGroups,
  variants: {
    humanevalx_gen_0af626: () =>
      entriesWith(
        texts,
        byTaskId,
        (text) =>
          askZeroShot(
            {
              round: [
                human(
                  `Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n\n### Instruction:\nCreate a ${text} script for this problem:\n{prompt}\n\n### Response:`,
                ),
              ],
            },
            { maxOutLen: 1024 },
          ),
        score,
      ),
    humanevalx_gen_3d84a3: () => entriesOf(rows2, byDeclaration, askZeroShot("{prompt}"), score),
    humanevalx_gen_620cfa: () => entriesOf(rows2, byDeclaration, askZeroShot("{prompt}", { maxOutLen: 1024 }), score),
  },
  aliases: { humanevalx_gen: "humanevalx_gen_620cfa" },
});
