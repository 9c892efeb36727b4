// LongBench's classification: classes whose names stand in the answer, without those that are a part of the right one's name. The right
// class among them counts as much as one of them. The reference is { answers, all_classes }.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { Evaluator } from "../core/score.ts";
import { metricOfPoints, ratioThenPercent } from "./scores/right-or-wrong.ts";
import { notAText } from "./scores/sample-values.ts";

const referenceSchema = z.object({ answers: z.array(z.string()), all_classes: z.array(z.string()) });

export function createEvaluator(): Evaluator {
  return {
    comparesTexts: true,
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const parsed = referenceSchema.safeParse(reference);
      if (!parsed.success)
        throw new OcLocalError(
          "BAD_DATA",
          `longbench-classification: a reference is not { answers, all_classes }: ${JSON.stringify(reference).slice(0, 80)}`,
          { hint: "set the dataset's output column to one with these two fields" },
        );
      const { answers, all_classes: classes } = parsed.data;
      const value = answers.reduce((sum, answer) => sum + pointsOf(prediction, answer, classes), 0);
      return { kind: "scored", value, answer: prediction, reference };
    },
    ...metricOfPoints("score", ratioThenPercent),
  };
}

function pointsOf(prediction: string, answer: string, classes: readonly string[]): number {
  const found = classes.filter((name) => prediction.includes(name));
  // Upstream takes names out of the list that it walks along: the one behind a name that goes is not looked at.
  for (let i = 0; i < found.length; i++) {
    const name = found[i] as string;
    if (answer.includes(name) && name !== answer) found.splice(found.indexOf(name), 1);
  }
  return found.includes(answer) ? 1 / found.length : 0;
}
