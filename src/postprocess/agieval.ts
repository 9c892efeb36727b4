// AGIEval's rule for each of its datasets: the final answer of cloze questions, all capital letters where several options
// can be right, else one option letter (docs/exactness.md E11.12).

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { lastLine } from "./agieval/few-shot.ts";
import { parseMathAnswer } from "./agieval/math-answer.ts";
import { firstOption, singleAnswer } from "./agieval/option-letters.ts";

const englishQuestions =
  "lsat-ar lsat-lr lsat-rc logiqa-en sat-math sat-en aqua-rat sat-en-without-passage gaokao-english".split(" ");
const chineseQuestions = (
  "logiqa-zh jec-qa-kd jec-qa-ca gaokao-chinese gaokao-geography gaokao-history gaokao-biology gaokao-chemistry " +
  "gaokao-physics gaokao-mathqa"
).split(" ");
const clozeQuestions = ["math", "gaokao-mathcloze"];
const allCapitals = "all letters A to Z";
const severalAnswers = ["jec-qa-kd", "jec-qa-ca", "gaokao-physics"];

export const optionsSchema = z.strictObject({
  datasetName: z.string().describe("AGIEval's name of the dataset"),
  settingName: z.string().describe('"zero-shot", "few-shot" or "few-shot-CoT"'),
});

/** @throws OcLocalError CONFIG for a dataset that AGIEval does not have. */
export function createPostprocessor({ datasetName, settingName }: z.output<typeof optionsSchema>): Postprocessor {
  const lastLineOnly = settingName === "few-shot-CoT";
  if (clozeQuestions.includes(datasetName)) return (text) => parseMathAnswer(text, settingName);
  if (severalAnswers.includes(datasetName)) {
    return (text) => {
      const letters = (lastLineOnly ? lastLine(text) : text).match(/[A-Z]/g) ?? [];
      if (letters.length === 0) return { answer: letters, extracted: false };
      return { answer: letters, extracted: true, rule: lastLineOnly ? `${allCapitals} of the last line` : allCapitals };
    };
  }
  // Upstream knows no dataset names where no examples are given.
  if (settingName.includes("zero-shot")) return firstOption;
  const isEnglish = englishQuestions.includes(datasetName);
  if (!isEnglish && !chineseQuestions.includes(datasetName)) {
    throw new OcLocalError("CONFIG", `agieval: unknown dataset "${datasetName}"`, {
      hint: `its datasets: ${[...englishQuestions, ...chineseQuestions, ...clozeQuestions].join(", ")}`,
    });
  }
  return (text) => singleAnswer(text, { language: isEnglish ? "en" : "zh", lastLineOnly });
}

export function answerOptions({ datasetName }: z.output<typeof optionsSchema>): AnswerOptions | undefined {
  if (clozeQuestions.includes(datasetName)) return undefined;
  if (severalAnswers.includes(datasetName)) return { of: "several letters" };
  return { letters: [..."ABCDEFG"] };
}
