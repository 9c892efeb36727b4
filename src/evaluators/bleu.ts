// BLEU of a dataset (text/bleu.ts). A sample's own value is the BLEU of the sample alone, 0 to 1.

import type { Evaluator } from "../core/score.ts";
import { measuredScores } from "./scores/right-or-wrong.ts";
import { notAText, textOrList } from "./scores/sample-values.ts";
import { corpusBleu } from "./text/bleu.ts";

export function createEvaluator(): Evaluator {
  return {
    comparesTexts: true,
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const { score } = corpusBleu([{ prediction, references: textOrList(reference, "bleu") }]);
      return { kind: "scored", value: Math.min(score / 100, 1), answer: prediction, reference };
    },
    metrics(scores) {
      const sentences = measuredScores(scores).map(({ answer, reference }) => ({
        prediction: answer as string,
        references: textOrList(reference, "bleu"),
      }));
      const { score, bp, sysLen, refLen } = corpusBleu(sentences);
      return { score, bp, sys_len: sysLen, ref_len: refLen };
    },
  };
}
