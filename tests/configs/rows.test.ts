// What loaders make of files, and what they refuse.

import { join } from "node:path";
import { expect, test } from "vitest";
import { findLoader } from "../../src/config/catalog.ts";
import { cevalLaw, load, withFiles } from "./data-files.ts";

test("the test files of C-Eval get an empty answer", async () => {
  const files = Object.fromEntries(Object.entries(cevalLaw).map(([path, text]) => [path.slice(19), text]));
  const loaded = (await load("ceval", files, { name: "law" })) as Record<string, unknown[]>;
  expect(loaded.test).toEqual([
    { id: "0", question: "无答案", A: "1", B: "2", C: "3", D: "4", explanation: "", answer: "" },
  ]);
});

test("a split of C-Eval that is not asked is not read, and one that does not exist is told beside all others", async () => {
  const { "test/law_test.csv": _, ...files } = Object.fromEntries(
    Object.entries(cevalLaw).map(([path, text]) => [path.slice(19), text]),
  );
  const read = (splits: string[]) =>
    withFiles(files, async (folder) => Object.keys(await (await findLoader("ceval"))(folder, { name: "law" }, splits)));
  expect(await read(["dev", "val"])).toEqual(["dev", "val"]);
  await expect(read(["dev", "test"])).rejects.toThrow("law_test.csv");
  await expect(read(["dev", "vall"])).rejects.toThrow("law_test.csv");
});

test("MATH rows follow the file and hold the content of the last box", async () => {
  const problem = (name: string, solution: string) => ({ problem: name, solution });
  const text = JSON.stringify({ a: problem("A", "no box"), b: problem("B", "\\boxed{1} \\boxed{\\frac{1}{2}}") });
  const files = { "math.json": text.replace('"a"', '"10"').replace('"b"', '"2"') };
  const { test: rows } = (await load("math", files)) as { test: unknown };
  expect(rows).toEqual([
    { problem: "A", solution: null },
    { problem: "B", solution: "\\frac{1}{2}" },
  ]);
});

test.each([
  ["ceval", {}, { name: "law" }, "MISSING_DATA", /dev\/law_dev\.csv/],
  ["mmlu", { "dev/astronomy_dev.csv": "q,1,2,3,4,A\n" }, { name: "astronomy" }, "MISSING_DATA", /astronomy_test\.csv/],
  ["cmmlu", { "dev/arts.csv": ",Question,A,B,C,D,Answer\n0,q,1,2\n" }, { name: "arts" }, "BAD_DATA", /arts\.csv:2/],
  ["math", { "math.json": '{"0": {"problem": "P"}}' }, {}, "BAD_DATA", /entry "0"/],
  [
    "siqa",
    { "train.jsonl": "{}\n{}\n", "train-labels.lst": "1\n" },
    { form: "label" },
    "BAD_DATA",
    /2 rows, but .*train-labels\.lst has 1 labels/,
  ],
  [
    "siqa",
    { "train.jsonl": "{}\n", "train-labels.lst": "four\n" },
    { form: "label" },
    "BAD_DATA",
    /train-labels\.lst:1: expected a whole number from 1 to 3, found "four"/,
  ],
  ["winogrande", { "dev.jsonl": '{"sentence": "none"}\n' }, {}, "BAD_DATA", /dev\.jsonl:1: the sentence has no blank/],
  [
    "winogrande",
    { "dev.jsonl": '{"sentence": "a _", "option1": "x", "option2": "y", "answer": "3"}\n' },
    {},
    "BAD_DATA",
    /dev\.jsonl:1: "answer": expected a whole number from 1 to 2, found "3"/,
  ],
])("%s says which file is wrong, and where: %#", async (family, files, options, code, message) => {
  const failure = load(family, files as Record<string, string>, options);
  await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test.each<[string, Record<string, string>, Record<string, unknown>, string]>([
  [
    "arc",
    { "a.jsonl": '{"question": {"stem": "S", "choices": []}}\n{"question": 1}\n' },
    {},
    'a.jsonl:2: expected an object as "question", found 1',
  ],
  ["hellaswag", { "a.jsonl": '{"query": "q", "gold": 0}\n' }, {}, 'a.jsonl:1: no field "choices" (found: query, gold)'],
  [
    "clue",
    { "a.jsonl": '{"label": "maybe"}\n' },
    { form: "cmnli-letter" },
    'a.jsonl:1: expected one of the texts "entailment", "contradiction"',
  ],
  ["clue", { "a.jsonl": "{}\n" }, { form: "nope" }, 'clue: there is no form "nope"'],
  [
    "mbpp",
    { "a.jsonl": '{"test_list": [1]}\n' },
    { form: "sanitized" },
    'record 1: expected a list of texts as "test_list", found [1]',
  ],
])("%s names the place and the field of a record it cannot use", async (family, files, options, message) => {
  await withFiles(files, async (folder) => {
    const read = await findLoader(family);
    await expect(read(`${folder}/a.jsonl`, options)).rejects.toThrow(message);
  });
});

test("an answer table is read without running what stands in it", async () => {
  const table = "q1\t\"['A', 'it\\'s']\"\nq2\t['B']\n";
  const files = { "trivia-dev.qa.csv": table, "trivia-test.qa.csv": table };
  expect(await load("triviaqa", files)).toEqual({
    dev: [
      { question: "q1", answer: ["A", "it's"] },
      { question: "q2", answer: ["B"] },
    ],
    test: [
      { question: "q1", answer: "A" },
      { question: "q2", answer: "B" },
    ],
  });
  const code = { ...files, "trivia-test.qa.csv": "q\t__import__('os')\n" };
  await expect(load("triviaqa", code)).rejects.toThrow(/record 1: expected a list of texts, found __import__/);
});

const choices = '["w", "x", "y", "z"]';
const notALabel = ['""', '" "', "null", "[]", "true", "false", '"one"', "1.5", "-1", "4", '"4"', "{}", "NaN"];

/** A family's form, its file with a label to be put in, and a label that it takes. */
const labelled: [family: string, options: Record<string, unknown>, file: string, line: string, good: string][] = [
  ["hellaswag", { form: "letter" }, "h.jsonl", `{"query": "a: b", "choices": ${choices}, "gold": LABEL}`, "3"],
  ["clue", { form: "afqmc-letter" }, "c.json", '{"sentence1": "a", "sentence2": "b", "label": LABEL}', '"0"'],
  ["clue", { form: "bustm-letter" }, "c.json", '{"sentence1": "a", "sentence2": "b", "label": LABEL}', "1"],
  ["clue", { form: "csl-letter" }, "c.json", '{"abst": "a", "keyword": ["k"], "label": LABEL}', '"1"'],
  ["clue", { form: "chid-letter" }, "c.json", `{"content": "#idiom#", "candidates": ${choices}, "answer": LABEL}`, "2"],
  ["clue", { form: "cmnli-letter" }, "c.json", '{"sentence1": "a", "sentence2": "b", "label": LABEL}', '"neutral"'],
  ["clue", { form: "eprstmt-letter" }, "c.json", '{"sentence": "a", "label": LABEL}', '"Negative"'],
  ["clue", { form: "tnews-letter" }, "c.json", '{"sentence": "a", "label_desc": LABEL}', '"news_car"'],
  ...["cluewsc", "cluewsc-letter"].map((form): [string, Record<string, unknown>, string, string, string] => [
    "clue",
    { form },
    "c.json",
    '{"target": {"span1_text": "a", "span2_text": "b", "span2_index": 0}, "text": "b c", "label": LABEL}',
    '"true"',
  ]),
  ["boolq", { form: "number" }, "b.jsonl", '{"question": "q", "passage": "p", "label": LABEL}', '"false"'],
  ["boolq", { form: "letter" }, "b.jsonl", '{"question": "q", "passage": "p", "label": LABEL}', '"true"'],
];

test.each(labelled)("%s %o: what is no label is never read as one", async (family, options, file, line, good) => {
  const read = (label: string) =>
    withFiles({ [file]: `${line.replace("LABEL", good)}\n${line.replace("LABEL", label)}\n` }, async (folder) =>
      (await findLoader(family))(`${folder}/${file}`, options),
    );
  expect(await read(good)).toHaveLength(2);
  for (const label of notALabel) {
    const message = expect.stringMatching(new RegExp(`${file}:2: .*expected`));
    await expect(read(label), label).rejects.toMatchObject({ code: "BAD_DATA", message });
  }
});

test.each([
  ["piqa", { form: "letter" }, '{"id": "i", "goal": "g", "sol1": "x", "sol2": "y"}', ["0", " 1", "-1"]],
  ["piqa", { form: "number" }, '{"id": "i", "goal": "g", "sol1": "x", "sol2": "y"}', ["0", "1", "-1"]],
  [
    "siqa",
    { form: "letters" },
    '{"context": "c", "question": "q", "answerA": "x", "answerB": "y", "answerC": "z"}',
    ["1", "2 ", "3"],
  ],
])("a file of labels for %s is read line by line: %o", async (family, options, row, good) => {
  const read = (labels: readonly string[]) => {
    const files = ["train", "dev"].map((name) => [
      [`${name}.jsonl`, `${row}\n`.repeat(labels.length)],
      [`${name}-labels.lst`, `${labels.join("\n")}\n`],
    ]);
    return load(family, Object.fromEntries(files.flat()) as Record<string, string>, options);
  };
  expect((await read(good)) as Record<string, unknown[]>).toMatchObject({ validation: good.map(() => ({})) });
  for (const label of [" ", "true", "0.5", "-2", "4", "null"]) {
    const message = expect.stringMatching(/train-labels\.lst:2: expected a whole number from/);
    await expect(read([good[0] as string, label, good[1] as string])).rejects.toMatchObject({ message });
  }
});

test("paragraphs of C3 follow each other with a blank, or where answers are letters without; their pieces without any", async () => {
  const questions = [{ question: "q", choice: ["x", "y"], answer: "y" }];
  const read = (paragraphs: unknown[], form: string) =>
    withFiles({ "c3.json": JSON.stringify([[paragraphs, questions, "id"]]) }, async (folder) =>
      (await findLoader("clue"))(join(folder, "c3.json"), { form }),
    );
  const paragraphs = ["a b", ["c", "d"], ""];
  expect(await read(paragraphs, "c3")).toEqual([
    {
      content: "a b cd ",
      question: "q",
      ...{ choice0: "x", choice1: "y", choice2: "x", choice3: "x" },
      choices: ["x", "y", "x", "x"],
      label: 1,
    },
  ]);
  expect(await read(paragraphs, "c3-letter")).toEqual([
    {
      content: "a bcd",
      question: "q",
      ...{ choice0: "x", choice1: "y", choice2: "[NULL]", choice3: "[NULL]" },
      label: "B",
    },
  ]);
  await expect(read([1], "c3")).rejects.toMatchObject({
    code: "BAD_DATA",
    message: expect.stringContaining("expected paragraphs that are texts or lists of texts, found 1"),
  });
});

test("an AGIEval question without an answer has none", async () => {
  const line = (right: string) => `{"passage": null, "question": "q", "options": ["(A)x"], ${right}}\n`;
  const files = {
    "lsat-ar.jsonl": ['"label": []', '"label": ["A"], "answer": "B"', '"label": "", "answer": "5"'].map(line).join(""),
  };
  const rows = (form: string) => load("agieval", files, { name: "lsat-ar", form }) as Promise<{ label: unknown }[]>;
  expect((await rows("parts")).map(({ label }) => label)).toEqual([null, "A", "5"]);
  expect((await rows("prompt")).map(({ label }) => label)).toEqual([null, ["A"], "5"]);
});

test.each([
  ["hellaswag", `{"query": "q", "choices": ["x", "y"], "gold": 0}`, /:1: expected 4 options as "choices"/],
  ["obqa", '{"question": {"stem": "s", "choices": [{"text": "x"}]}, "answerKey": "A"}', /:1: expected 4 options/],
  [
    "squad20",
    '{"data": [{"paragraphs": [{"context": "c", "qas": [{"question": "q", "is_impossible": "true"}]}]}]}',
    /is_impossible/,
  ],
  ["strategyqa", "[1]", /record 1: expected an object, found 1/],
  ["mbpp", "[null]", /record 1: expected an object, found null/],
  ["drop", '{"p": null}', /passage p: expected an object, found null/],
])("a record of %s that lacks its parts is refused", async (family, text, message) => {
  const failure = withFiles({ "r.json": text }, async (folder) => (await findLoader(family))(`${folder}/r.json`, {}));
  await expect(failure).rejects.toMatchObject({ code: "BAD_DATA", message: expect.stringMatching(message) });
});
