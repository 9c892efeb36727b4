// LongBench's retrieval: the share of the numbers in the answer that are the paragraph's, which the reference names.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { Evaluator } from "../core/score.ts";
import { averageOfPoints, shareOfNumbers } from "./longbench/points.ts";

export const optionsSchema = z.strictObject({
  language: z.enum(["en", "zh"]).exactOptional().describe("default: en"),
});

export function createEvaluator({ language = "en" }: z.output<typeof optionsSchema> = {}): Evaluator {
  const paragraph = language === "en" ? /Paragraph (\p{Nd}+)/u : /段落(\p{Nd}+)/u;
  return averageOfPoints("longbench-retrieval", (answer, references) =>
    references.reduce((sum, reference) => {
      const wanted = paragraph.exec(reference)?.[1];
      if (wanted === undefined)
        throw new OcLocalError("BAD_DATA", `longbench-retrieval: a reference names no paragraph: ${reference}`, {
          hint: language === "en" ? 'write it as "Paragraph 3"' : "写成“段落3”",
        });
      return sum + shareOfNumbers(answer, wanted);
    }, 0),
  );
}
