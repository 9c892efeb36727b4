// Multiple choice with the option texts in the dataset row: the option is the whole prediction, else the one that
// first-option finds (without its cushion), else the only one whose text the prediction contains, else the nearest by edit
// distance to its letter, its text or both. Of equally near ones the first by letter is taken.
// docs/exactness.md E12.16.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { AnswerOptions, Evaluator, Postprocessor, ScoredSample } from "../core/score.ts";
import { isUpper, strip } from "../core/unicode.ts";
import { createPostprocessor as createFirstOption } from "../postprocess/first-option.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText } from "./scores/sample-values.ts";
import { editDistance } from "./text/edit-distance.ts";

const letter = z.string().refine((text) => [...text].length === 1 && isUpper(text), "expected one uppercase letter");

export const optionsSchema = z.strictObject({
  options: z.array(letter).min(1).describe("letters of the options, which are columns of the dataset"),
});

export function answerOptions({ options }: z.output<typeof optionsSchema>): AnswerOptions {
  return { letters: options };
}

/** Letter and text; options that the row leaves empty are not among them. */
type OptionTexts = [letter: string, text: string][];

export function createEvaluator({ options: letters }: z.output<typeof optionsSchema>): Evaluator {
  const firstOption = createFirstOption({ options: letters.join(""), cushion: false });
  return {
    columns: letters,
    score({ prediction, reference, row }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const answer = matchOption(strip(prediction), letters, firstOption, optionTexts(row, letters));
      return rightOrWrong(answer === reference, answer, reference);
    },
    ...shareOfRight("accuracy", ratioThenPercent),
  };
}

function optionTexts(row: ScoredSample["row"], letters: readonly string[]): OptionTexts {
  if (row === undefined) {
    throw new OcLocalError(
      "CONFIG",
      "option-sim needs the texts of the options, which were not stored with the answers",
      {
        hint: `use the evaluator "accuracy" with predPostprocessor { type: "first-option", options: "${letters.join("")}" }`,
      },
    );
  }
  return letters.flatMap((letter): OptionTexts => {
    const text = row[letter];
    if (text === null) return [];
    if (typeof text === "string") return [[letter, text]];
    throw new OcLocalError("BAD_DATA", `option-sim: a dataset row has no text in column "${letter}"`, {
      hint: 'name in "options" the columns that hold the texts of the options; null marks an option that is not offered',
    });
  });
}

function matchOption(text: string, letters: readonly string[], firstOption: Postprocessor, texts: OptionTexts): string {
  if (letters.includes(text)) return text;
  const { answer, extracted } = firstOption(text);
  if (extracted) return answer as string;
  const contained = texts.filter(([, option]) => text.toLowerCase().includes(option.toLowerCase()));
  return contained.length === 1 ? (contained[0] as [string, string])[0] : nearestOption(text, texts);
}

function nearestOption(text: string, texts: OptionTexts): string {
  const byDistance = texts.map(([letter, option]) => ({
    letter,
    distance: Math.min(...[letter, option, `${letter}. ${option}`].map((wording) => editDistance(text, wording))),
  }));
  byDistance.sort((a, b) => a.distance - b.distance || (a.letter < b.letter ? -1 : 1));
  return byDistance[0]?.letter ?? "";
}
