// Questions that share little: many logits for few tokens, and short batches.

import type { Comparison } from "../compare.ts";
import { scoringSide } from "../engines.ts";
import { prefillSide } from "../peers/llama-bench.ts";
import { atLeast } from "../row.ts";
import type { Setup } from "../setup.ts";
import { continuations, gapSentences } from "../workloads/questions.ts";
import { scoringWorkload } from "../workloads/scoring.ts";
import { describeWorkload, shareOfLimit } from "./tree-limit.ts";

const shapes = [
  {
    name: "HellaSwag's shape",
    about: "26 beginnings with 4 continuations of 10 to 30 tokens",
    questions: continuations,
  },
  { name: "WinoGrande's shape", about: "104 sentences with 2 options in the middle", questions: gapSentences },
];

export function shortOptions(setup: Setup): Comparison[] {
  return shapes.map(({ name, about, questions }) => {
    const workload = scoringWorkload(questions(setup.words, 0), "option");
    return {
      title: `Log-likelihood in ${name}: ${about}`,
      facts: [
        describeWorkload(workload),
        "limit: tokens without logits and tokens with logits, each at llama-bench's rate",
      ],
      sides: {
        tree: () =>
          scoringSide("llama", setup, {
            contextSize: 256,
            workloadOf: (repetition) => scoringWorkload(questions(setup.words, repetition), "option"),
          }),
        prefill: () => prefillSide(setup, "last", workload.meanDepth),
        "prefill, every logit": () => prefillSide(setup, "every", workload.meanDepth),
      },
      rows: [
        {
          ...atLeast(`${name}: share of the tree's limit`, "%", 85),
          from: ["tree", "prefill", "prefill, every logit"],
          value: (of) =>
            shareOfLimit(workload, { tree: of("tree"), plain: of("prefill"), everyLogit: of("prefill, every logit") }),
        },
      ],
    };
  });
}
