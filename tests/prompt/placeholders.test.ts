import { expect, test } from "vitest";
import { filledColumns, isBlank, wordsInBraces } from "../../src/prompt/placeholders.ts";

const columns = ["question", "answer", "A", "B", "choice1", "subject_name"];
const words = (template: string) => wordsInBraces({ template }, columns);

test.each([
  ["a column and a slip of it", "{question} {quesiton}", ["question", "quesiton"]],
  ["a name like no column, and one of a letter", "{context} {x}", ["context", "x"]],
  ["Chinese and accented names", "{问题} {réponse}", ["问题", "réponse"]],
  ["a column with blanks around it", "{ question } { answers }", [" question "]],
  ["each once", "{nope} {nope}", ["nope"]],
])("words in braces are found: %s", (_what, template, expected) => {
  expect(words(`Q: ${template}\nA:`)).toEqual(expected);
});

test.each([
  ["arguments of a command", String.raw`\boxed{ANSWER} \frac{a}{b} \sqrt[3]{x} \begin{cases}{a}`],
  ["exponents and indices", "x^{n} y_{i}"],
  ["a set", String.raw`\{a, b\} \{a\}`],
  ["variables of shells and programs", `${"$"}{name}`],
  ["code and JSON", '{{answers}} {x: answers} {"a": 1} {} {a.b} {a, b}'],
])("what is no column on purpose is left alone: %s", (_what, template) => {
  expect(words(template)).toEqual([]);
});

test("templates of rounds, of labels and of messages are searched, the names of roles are not", () => {
  const round = [{ role: "{HUMAN}", prompt: "{anser}" }];
  expect(wordsInBraces({ template: { round } }, columns)).toEqual(["anser"]);
  expect(wordsInBraces({ template: { A: "{A}", B: { begin: "{B}", round } } }, columns)).toEqual(["A", "B", "anser"]);
  expect(wordsInBraces({ messages: [{ role: "user", content: "{anser}" }] }, columns)).toEqual(["anser"]);
});

test("columns are filled wherever their braces stand, in a formula too", () => {
  expect(filledColumns({ template: String.raw`{question} \boxed{answer} {{A}}` }, columns)).toEqual([
    "question",
    "answer",
    "A",
  ]);
});

test("a template is blank without text beside the place of its examples", () => {
  expect(isBlank({ template: " \n" })).toBe(true);
  expect(isBlank({ template: "</E> ", iceToken: "</E>" })).toBe(true);
  expect(isBlank({ template: { round: [{ role: "HUMAN", prompt: " " }] } })).toBe(true);
  expect(isBlank({ template: { A: " ", B: "{B}" } })).toBe(false);
});
