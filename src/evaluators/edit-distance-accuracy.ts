// Share of predictions that are nearest, by edit distance, to the right candidate. The reference is
// { candidates, label }: a candidate is a text or several wordings of one, `label` the index of the right one. The first of
// several nearest candidates is taken. Meant for predictions without a postprocessor.
// docs/exactness.md E12.16.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { Evaluator } from "../core/score.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText } from "./scores/sample-values.ts";
import { editDistance } from "./text/edit-distance.ts";

const wordings = z.union([z.string(), z.array(z.string()).min(1)]);
const referenceSchema = z.object({ candidates: z.array(wordings).min(1), label: z.int() });

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const { candidates, label } = parseReference(reference);
      const distances = candidates.map((wordings) =>
        Math.min(...[wordings].flat().map((wording) => editDistance(prediction, wording))),
      );
      const nearest = distances.indexOf(Math.min(...distances));
      return rightOrWrong(nearest === label, nearest, label);
    },
    ...shareOfRight("accuracy", ratioThenPercent),
  };
}

function parseReference(reference: JsonValue): z.output<typeof referenceSchema> {
  const result = referenceSchema.safeParse(reference);
  if (result.success) return result.data;
  throw new OcLocalError(
    "BAD_DATA",
    `edit-distance-accuracy: a reference is not { candidates, label }: ${JSON.stringify(reference).slice(0, 80)}`,
    { hint: "set the dataset's output column to one with these two fields" },
  );
}
