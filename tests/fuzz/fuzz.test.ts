// 100,000 random texts. Another seed: FUZZ_SEED=7 npx vitest run tests/fuzz

import { expect, test } from "vitest";
import { kindOf, missingSubjects, open, subjects } from "./postprocessors.ts";
import { promptPhrases, renderRandomPrompt } from "./prompts.ts";
import { createDraw, randomText } from "./random-text.ts";

const seed = Number(process.env.FUZZ_SEED ?? 20_260_220);
const prompts = 20_000;
const perSubject = Math.ceil((100_000 - prompts) / subjects.length);

test("every postprocessor is asked", () => {
  expect(missingSubjects()).toEqual([]);
});

test.each(subjects)("$name with $options gives an answer of its kind to any text", async (subject) => {
  const postprocess = await open(subject);
  const kinds = subject.kinds ?? ["text"];
  const draw = createDraw(seed);
  for (let i = 0; i < perSubject; i++) {
    const text = randomText(draw, subject.phrases);
    const place = `seed ${seed}, text ${i}: ${JSON.stringify(text)}`;
    const { answer, extracted, rule } = orExplain(() => postprocess(text), place);
    if (!kinds.includes(kindOf(answer)))
      expect.fail(`${place}\nanswer ${JSON.stringify(answer)} is no ${kinds.join(" or ")}`);
    if (typeof extracted !== "boolean") expect.fail(`${place}\nextracted is ${extracted}`);
    if (rule !== undefined && typeof rule !== "string") expect.fail(`${place}\nrule is ${rule}`);
  }
});

test("the same text gets the same answer twice", async () => {
  for (const subject of subjects) {
    const postprocess = await open(subject);
    const draw = createDraw(seed + 1);
    for (let i = 0; i < 50; i++) {
      const text = randomText(draw, subject.phrases);
      expect(postprocess(text), `${subject.name}, seed ${seed}, text ${i}`).toEqual(postprocess(text));
    }
  }
});

test("templates make texts of any row, with and without examples, for base and chat models", () => {
  const draw = createDraw(seed);
  for (let i = 0; i < prompts; i++) {
    const texts = orExplain(() => renderRandomPrompt(draw), `seed ${seed}, prompt ${i}`);
    if (!texts.every((text) => typeof text === "string")) expect.fail(`seed ${seed}, prompt ${i}: not all are texts`);
  }
});

test("random texts hold what they are made to hold", () => {
  const draw = createDraw(seed);
  const all = Array.from({ length: 2000 }, () => randomText(draw, promptPhrases)).join("");
  for (const sample of ["{q}", "\ud83d", "\u0301", "１", "\0", "😀", "Ⅷ"]) expect(all).toContain(sample);
});

function orExplain<T>(run: () => T, place: string): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`${place}\nthrew ${(error as Error).stack}`, { cause: error });
  }
}
