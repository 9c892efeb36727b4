import { expect, test } from "vitest";
import { strayPlaceholder } from "../../src/prompt/placeholders.ts";

const columns = ["question", "answer", "A", "B", "choice1", "subject_name"];
const stray = (template: string) => strayPlaceholder({ template }, columns);

test.each([
  ["{quesiton}", "question"],
  ["{questio}", "question"],
  ["{questions}", "question"],
  ["{Question}", "question"],
  ["{subject-name} {subject_nam}", "subject_name"],
  ["{anwser}", "answer"],
])("%s is a slip of the column %s", (template, column) => {
  expect(stray(`Q: ${template}\nA:`)).toMatchObject({ column });
});

test.each([
  ["a column", "{question} {A} {choice1}"],
  ["a formula", "\\boxed{Answer} \\frac{answers}{2}"],
  ["code", "{{answers}} { answers } {x: answers}"],
  ["a name that is near to none", "{context} {C} {id}"],
  ["another number", "{choice2}"],
])("what upstream leaves alone on purpose is left alone: %s", (_what, template) => {
  expect(stray(template)).toBeUndefined();
});

test("templates of rounds, of labels and of messages are searched", () => {
  const round = [{ role: "HUMAN", prompt: "{anser}" }];
  expect(strayPlaceholder({ template: { round } }, columns)).toEqual({ name: "anser", column: "answer" });
  expect(strayPlaceholder({ template: { A: "{A}", B: { begin: "{anser}", round } } }, columns)?.name).toBe("anser");
  expect(strayPlaceholder({ messages: [{ role: "user", content: "{anser}" }] }, columns)?.name).toBe("anser");
});
