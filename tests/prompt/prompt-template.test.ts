import { expect, test } from "vitest";
import type { JsonValue } from "../../src/core/json.ts";
import type { PromptTemplateConfig, RawTemplateConfig } from "../../src/core/prompt.ts";
import type { PythonValue } from "../../src/core/python-text.ts";
import { PromptTemplate } from "../../src/prompt/prompt-template.ts";
import { RawPromptTemplate } from "../../src/prompt/raw-prompt-template.ts";

const row = { question: "1+1?", A: "2", B: "3", answer: "A" };

test("a text template is filled, with the answer blanked when it is to be generated", () => {
  const template = new PromptTemplate(
    { template: "</E>Q: {question}\nA: {answer}", iceToken: "</E>" },
    "promptTemplate",
  );
  expect(template.example(row, "A")).toBe("Q: 1+1?\nA: A");
  expect(template.generationPrompt(row, "EXAMPLES\n", { outputColumn: "answer" })).toBe("EXAMPLES\nQ: 1+1?\nA: ");
});

test("rounds become sections, and examples are spliced in as items", () => {
  const template = new PromptTemplate(
    {
      template: {
        begin: ["</E>"],
        round: [
          { role: "HUMAN", prompt: "{question}" },
          { role: "BOT", prompt: "{answer}" },
        ],
      },
      iceToken: "</E>",
    },
    "promptTemplate",
  );
  const examples = [...asList(template.example({ ...row, question: "2+2?" }, "A")), ""];
  expect(template.generationPrompt(row, examples, { outputColumn: "answer" })).toMatchInlineSnapshot(`
    [
      {
        "pos": "begin",
        "section": "begin",
      },
      {
        "pos": "begin",
        "section": "ice",
      },
      {
        "prompt": "2+2?",
        "role": "HUMAN",
      },
      {
        "prompt": "A",
        "role": "BOT",
      },
      {
        "pos": "end",
        "section": "ice",
      },
      "",
      {
        "pos": "end",
        "section": "begin",
      },
      {
        "pos": "begin",
        "section": "round",
      },
      {
        "prompt": "1+1?",
        "role": "HUMAN",
      },
      {
        "prompt": "",
        "role": "BOT",
      },
      {
        "pos": "end",
        "section": "round",
      },
    ]
  `);
});

test("a labelled template writes the label's own text", () => {
  const template = new PromptTemplate({ template: { A: "{question} {A}", B: "{question} {B}" } }, "promptTemplate");
  expect(template.kind).toBe("labelled");
  expect(template.labelPrompt(row, "B", "")).toBe("1+1? 3");
});

test("a number chooses the template whose key is its text", () => {
  const template = new PromptTemplate({ template: { 0: "no", 1: "yes" } }, "promptTemplate");
  expect(template.example(row, 1)).toBe("yes");
});

test("labels that are pairs keep their order and what they are", () => {
  const template = new PromptTemplate(
    {
      template: [
        [1, "yes {answer}"],
        [0, "no {answer}"],
      ],
    },
    "promptTemplate",
  );
  expect(template.labels).toEqual([1, 0]);
  expect(template.generationPrompt(row, "", { outputColumn: "answer" })).toBe("yes ");
  expect(template.example(row, 0)).toBe("no A");
  expect(template.example(row, true)).toBe("yes A");
  expect(() => template.example(row, "0")).toThrow('has no label "0" (labels: 1, 0)');
});

test("the answer column is replaced by any value, and what it brings in is filled by the columns behind it", () => {
  const template = new PromptTemplate({ template: "{answer}|{later}" }, "promptTemplate");
  const filled = (outputText: PythonValue) =>
    template.generationPrompt({ answer: "A", later: "L" }, "", { outputColumn: "answer", outputText });
  expect(filled("[MASK]")).toBe("[MASK]|L");
  expect(filled("{later}")).toBe("L|L");
  expect(filled(null)).toBe("None|L");
  expect(filled(Number.POSITIVE_INFINITY)).toBe("inf|L");
});

test("values are written as Python writes them", () => {
  const fill = (value: JsonValue) =>
    new PromptTemplate({ template: "{v}" }, "promptTemplate").example({ v: value }, "");
  const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf, NaN: nan } = Number;
  expect([inf, minusInf, nan, -0, 1e16, 1e-5, true, null].map(fill)).toEqual([
    "inf",
    "-inf",
    "nan",
    "-0.0",
    "1e+16",
    "1e-05",
    "True",
    "None",
  ]);
  expect(fill([inf, { k: [nan, "it's"] }])).toBe("[inf, {'k': [nan, \"it's\"]}]");
});

test("the separator token is kept in examples and removed from prompts", () => {
  const template = new PromptTemplate({ template: "{question}</S>{answer}", sepToken: "</S>" }, "promptTemplate");
  expect(template.example(row, "A")).toBe("1+1?</S>A");
  expect(template.labelPrompt(row, "A", "")).toBe("1+1?A");
  expect(template.labelPrompt(row, "A", "", { keepSeparator: true })).toBe("1+1?</S>A");
});

test("a row is not changed when its answer is blanked", () => {
  const frozen = Object.freeze({ ...row });
  new PromptTemplate({ template: "{answer}" }, "promptTemplate").generationPrompt(frozen, "", {
    outputColumn: "answer",
  });
  expect(frozen.answer).toBe("A");
});

test.each<[unknown, string]>([
  [{ template: 3 }, "promptTemplate.template: expected text or an object, got 3"],
  [{ template: "no token", iceToken: "</E>" }, 'promptTemplate.template: the text does not contain iceToken "</E>"'],
  [
    { template: { A: "</E>a", B: "b" }, iceToken: "</E>" },
    'promptTemplate.template.B: the text does not contain iceToken "</E>"',
  ],
  [{ template: { end: 3 } }, 'promptTemplate.template.end: expected text or sections with a list "round", got 3'],
  [{ template: { A: 3 } }, 'promptTemplate.template.A: expected text or sections with a list "round", got 3'],
  [{ template: "x", sepToken: 3 }, "promptTemplate.sepToken: expected a non-empty text, got 3"],
])("the template %j is refused, naming the field", (config, message) => {
  expect(() => new PromptTemplate(config as PromptTemplateConfig, "promptTemplate")).toThrow(message);
});

test.each<[unknown, string]>([
  [{ begin: "Intro" }, 'promptTemplate.template: expected text or sections with a list "round", got {"begin":"Intro"}'],
  [{ end: ["x"] }, 'promptTemplate.template: expected text or sections with a list "round", got {"end":["x"]}'],
  [{}, 'promptTemplate.template: expected text or sections with a list "round", got {}'],
  [
    { A: { begin: "x" } },
    'promptTemplate.template.A: expected text or sections with a list "round", got {"begin":"x"}',
  ],
])("the template %j, which upstream constructs, is refused where it is used and before", (template, message) => {
  const constructed = new PromptTemplate({ template } as PromptTemplateConfig, "promptTemplate");
  expect(() => constructed.requireUsable()).toThrow(message);
  expect(() => constructed.example(row, "A")).toThrow(message);
  expect(() => constructed.labelPrompt(row, "A", "")).toThrow(message);
  expect(() => constructed.generationPrompt(row, "")).toThrow(message);
});

test("a misspelt section is refused before it is used as a label", () => {
  const misspelt = { template: { round: [], eng: "x" } } as PromptTemplateConfig;
  const message = "promptTemplate.template: has sections (round) beside other keys (eng)";
  expect(() => new PromptTemplate(misspelt, "promptTemplate").requireUsable()).toThrow(message);
});

test("a label that has no template is named with those that have", () => {
  const template = new PromptTemplate({ template: { A: "a", B: "b" } }, "iceTemplate");
  expect(() => template.example(row, "C")).toThrow('iceTemplate.template has no label "C" (labels: A, B)');
});

test("rounds do not fit into plain text or into a role's text", () => {
  const examples = [{ role: "HUMAN", prompt: "x" }];
  const text = new PromptTemplate({ template: "</E>{question}", iceToken: "</E>" }, "promptTemplate");
  expect(() => text.generationPrompt(row, examples)).toThrow('rounds of roles cannot be put at "</E>" of a plain text');
  const inRole = new PromptTemplate(
    { template: { round: [{ role: "HUMAN", prompt: "</E>{question}" }] }, iceToken: "</E>" },
    "promptTemplate",
  );
  expect(() => inRole.generationPrompt(row, examples)).toThrow("inside the text of role HUMAN");
});

test("a raw template gives messages, with examples and a column of messages in their places", () => {
  const template = new RawPromptTemplate(
    { messages: ["</E>", { expandColumn: "history" }, { role: "user", content: "{question}" }] },
    "promptTemplate",
  );
  const history = [{ role: "assistant", content: "{question}" }];
  const examples = [{ role: "user" as const, content: "example" }];
  expect(template.generationPrompt({ question: "now", history }, examples)).toEqual([
    { role: "user", content: "example" },
    { role: "assistant", content: "{question}" },
    { role: "user", content: "now" },
  ]);
});

test.each<[unknown, string]>([
  [{ messages: "x" }, 'promptTemplate.messages: expected a list of messages, got "x"'],
  [
    { messages: [{ role: "HUMAN", content: "x" }] },
    'promptTemplate.messages[0].role: expected system, user, assistant, got "HUMAN"',
  ],
  [{ messages: [{ role: "user" }] }, 'promptTemplate.messages[0]: the message has no "content"'],
])("the raw template %j is refused, naming the message", (config, message) => {
  expect(() => new RawPromptTemplate(config as RawTemplateConfig, "promptTemplate")).toThrow(message);
});

function asList<Item>(prompt: string | Item[]): Item[] {
  if (typeof prompt === "string") throw new TypeError("expected a list");
  return prompt;
}
