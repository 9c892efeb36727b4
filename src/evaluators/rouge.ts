// ROUGE out of 100 (text/rouge.ts). As in Hugging Face's metric, each is the median of 1,000 bootstrap means, drawn one type
// after the other from one generator of seed 0. A sample's own value is its ROUGE-L.
// docs/exactness.md E12.12.

import { bootstrapMedian } from "../core/bootstrap.ts";
import { NumpyRandomState } from "../core/python-random.ts";
import type { Evaluator } from "../core/score.ts";
import { measuredScores } from "./scores/right-or-wrong.ts";
import { notAText, textOrList } from "./scores/sample-values.ts";
import { rougeScores, rougeTypes } from "./text/rouge.ts";

export function createEvaluator(): Evaluator {
  return {
    comparesTexts: true,
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const references = textOrList(reference, "rouge");
      return { kind: "scored", value: rougeScores(prediction, references).rougeL, answer: prediction, reference };
    },
    metrics(scores) {
      const perSample = measuredScores(scores).map(({ answer, reference }) =>
        rougeScores(answer as string, textOrList(reference, "rouge")),
      );
      const random = new NumpyRandomState(0);
      const metrics = rougeTypes.map((type) => {
        const values = perSample.map((sample) => sample[type]);
        return [type, bootstrapMedian(random, values) * 100];
      });
      return Object.fromEntries(metrics);
    },
  };
}
