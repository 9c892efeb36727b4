// BigCodeBench (Zhuo et al. 2024, arXiv:2406.15877). Prompts are those of OpenCompass a5acc4bb. Programs are not run here.

import { defineDataset, readJsonl } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [
  ["bigcodebench_full_complete", { type: "bigcodebench", path: "bigcodebench", releaseVersion: "v0.1.2" }],
];
const byTest = { inputColumns: ["complete_prompt"], outputColumn: "test" };
const score: Evaluate = {
  evaluator: { type: "unscorable", needs: "service", upstream: "BigCodeBenchEvaluator" },
  predRole: "BOT",
};
const rows2: NamedSource[] = [
  ["bigcodebench_full_instruct", { type: "bigcodebench", path: "bigcodebench", releaseVersion: "v0.1.2" }],
];
const byTest2 = { inputColumns: ["instruct_prompt"], outputColumn: "test" };
const rows3: NamedSource[] = [
  [
    "bigcodebench_hard_complete",
    { type: "bigcodebench", path: "bigcodebench", releaseVersion: "v0.1.2", datasetVersion: "hard" },
  ],
];
const rows4: NamedSource[] = [
  [
    "bigcodebench_hard_instruct",
    { type: "bigcodebench", path: "bigcodebench", releaseVersion: "v0.1.2", datasetVersion: "hard" },
  ],
];

export default defineDataset({
  title: "BigCodeBench: programs that use many libraries",
  dimensions: ["code"],
  load: async (path, { releaseVersion = "v0.1.2", datasetVersion = "full" }) =>
    readJsonl(`${path}/BigCodeBench-${datasetVersion === "hard" ? "Hard-" : ""}${releaseVersion}.jsonl`),
  variants: {
    bigcodebench_full_complete_gen_faf748: () =>
      entriesOf(
        rows,
        byTest,
        askZeroShot(
          { begin: [{ role: "system", fallback_role: "HUMAN", prompt: "" }], round: [human("{complete_prompt}")] },
          { maxOutLen: 1024 },
        ),
        score,
      ),
    bigcodebench_full_instruct_gen_8815eb: () =>
      entriesOf(
        rows2,
        byTest2,
        askZeroShot(
          { begin: [{ role: "system", fallback_role: "HUMAN", prompt: "" }], round: [human("{instruct_prompt}")] },
          { maxOutLen: 8192 },
        ),
        score,
      ),
    bigcodebench_hard_complete_gen_2888d3: () =>
      entriesOf(
        rows3,
        byTest,
        askZeroShot({
          begin: [{ role: "system", fallback_role: "HUMAN", prompt: "" }],
          round: [human("{complete_prompt}")],
        }),
        score,
      ),
    bigcodebench_hard_complete_gen_faf748: () =>
      entriesOf(
        rows3,
        byTest,
        askZeroShot(
          { begin: [{ role: "system", fallback_role: "HUMAN", prompt: "" }], round: [human("{complete_prompt}")] },
          { maxOutLen: 1024 },
        ),
        score,
      ),
    bigcodebench_hard_instruct_gen_8815eb: () =>
      entriesOf(
        rows4,
        byTest2,
        askZeroShot(
          { begin: [{ role: "system", fallback_role: "HUMAN", prompt: "" }], round: [human("{instruct_prompt}")] },
          { maxOutLen: 8192 },
        ),
        score,
      ),
    bigcodebench_hard_instruct_gen_c3d5ad: () =>
      entriesOf(
        rows4,
        byTest2,
        askZeroShot({
          begin: [{ role: "system", fallback_role: "HUMAN", prompt: "" }],
          round: [human("{instruct_prompt}")],
        }),
        score,
      ),
    bigcodebench_gen: () => [
      ...entriesOf(
        rows4,
        byTest2,
        askZeroShot({
          begin: [{ role: "system", fallback_role: "HUMAN", prompt: "" }],
          round: [human("{instruct_prompt}")],
        }),
        score,
      ),
      ...entriesOf(
        rows3,
        byTest,
        askZeroShot(
          { begin: [{ role: "system", fallback_role: "HUMAN", prompt: "" }], round: [human("{complete_prompt}")] },
          { maxOutLen: 1024 },
        ),
        score,
      ),
    ],
  },
  aliases: {
    bigcodebench_full_complete_gen: "bigcodebench_full_complete_gen_faf748",
    bigcodebench_full_instruct_gen: "bigcodebench_full_instruct_gen_8815eb",
    bigcodebench_hard_complete_gen: "bigcodebench_hard_complete_gen_faf748",
    bigcodebench_hard_instruct_gen: "bigcodebench_hard_instruct_gen_c3d5ad",
  },
});
