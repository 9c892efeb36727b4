import { expect, test } from "vitest";
import { createPromptBuilder, type PromptSources } from "../../src/prompt/prompt-builder.ts";

const splits = {
  train: [
    { q: "1+1", answer: "2" },
    { q: "2+2", answer: "4" },
  ],
  test: [
    { q: "3+3", answer: "6" },
    { q: "4+4", answer: "8" },
    { q: "1+5", answer: "6" },
  ],
};
const newlines = { iceSeparator: "\n", iceEndToken: "\n" };

function build(sources: Omit<PromptSources, "outputColumn">) {
  return createPromptBuilder({ ...sources, outputColumn: "answer" }, splits, newlines);
}

const fewShot = {
  iceTemplate: { template: "{q}={answer}" },
  promptTemplate: { template: "Add.\n</E>{q}={answer}", iceToken: "</E>" },
};

test("text examples are joined by the separator and closed by the end token", () => {
  const prompts = build(fewShot);
  expect(prompts.generationPrompt(0, [0, 1])).toBe("Add.\n1+1=2\n2+2=4\n3+3=");
  expect(prompts.labelPrompt(0, "6", [0, 1])).toBe("Add.\n1+1=2\n2+2=4\n3+3=6");
});

test("fewer ids give fewer examples, and no ids only the end token", () => {
  const prompts = build(fewShot);
  expect(prompts.generationPrompt(1, [1])).toBe("Add.\n2+2=4\n4+4=");
  expect(prompts.generationPrompt(1, [])).toBe("Add.\n\n4+4=");
  expect(prompts.generationPrompt(1, [1])).toBe("Add.\n2+2=4\n4+4=");
});

test("negative ids count from the end of the train split", () => {
  expect(build(fewShot).examples([-1])).toBe("2+2=4\n");
});

test("examples of rounds are sections, followed by an empty item instead of an end token", () => {
  const round = [
    { role: "HUMAN", prompt: "{q}=" },
    { role: "BOT", prompt: "{answer}" },
  ];
  const prompts = build({ iceTemplate: { template: { round, begin: "</E>" }, iceToken: "</E>" } });
  expect(prompts.generationPrompt(0, [0])).toMatchInlineSnapshot(`
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
        "prompt": "1+1=",
        "role": "HUMAN",
      },
      {
        "prompt": "2",
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
        "prompt": "3+3=",
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

test("labels are the keys of a labelled template in its order, else the answers that occur", () => {
  expect(build({ promptTemplate: { template: { yes: "y", no: "n" } } }).labels()).toEqual(["yes", "no"]);
  expect(build({ promptTemplate: { template: "{q}" } }).labels()).toEqual(["6", "8"]);
});

test("labels that are pairs stay what they are, and find their templates so", () => {
  const prompts = build({
    promptTemplate: {
      template: [
        [1, "one"],
        [0, "none"],
      ],
    },
  });
  expect(prompts.labels()).toEqual([1, 0]);
  expect(prompts.labelPrompt(0, 0, [])).toBe("none");
});

test("raw examples go into raw prompts", () => {
  const prompts = build({
    iceTemplate: { messages: [{ role: "user", content: "{q}={answer}" }] },
    promptTemplate: { messages: ["</E>", { role: "user", content: "{q}=" }] },
  });
  expect(prompts.generationPrompt(0, [0])).toEqual([
    { role: "user", content: "1+1=2" },
    { role: "user", content: "3+3=" },
  ]);
});

test.each<[string, Omit<PromptSources, "outputColumn">, string]>([
  ["no template", {}, "infer: neither promptTemplate nor iceTemplate is given"],
  [
    "two templates and no place for the examples",
    { iceTemplate: { template: "e" }, promptTemplate: { template: "p" } },
    "infer.promptTemplate: no iceToken says where the in-context examples go",
  ],
  [
    "an example template that asks, without a place for the examples",
    { iceTemplate: { template: "e" } },
    "infer.iceTemplate: no iceToken says where the in-context examples go",
  ],
])("%s is refused before any prompt is made", (_, sources, message) => {
  expect(() => build(sources)).toThrow(message);
});

test("examples without a template for them are refused", () => {
  const prompts = build({ promptTemplate: { template: "{q}" } });
  expect(() => prompts.generationPrompt(0, [0])).toThrow("there is no iceTemplate");
});

test("an id outside of the train split is named with the number of rows", () => {
  expect(() => build(fewShot).examples([5])).toThrow("example 5 is out of range: the train split has 2 rows");
});
