// AGIEval (Zhong et al. 2023, arXiv:2304.06364): questions of entrance and licence examinations. Read here for configs of
// one's own; there are no variants yet. Forms: `prompt` (the question as AGIEval writes it) and `parts`.

import { defineDataset, type JsonValue, OcLocalError, type Row } from "oc-local";
import { fieldOf, mapJsonl, textOf, textsOf } from "./_fields.ts";

const cloze = ["math", "gaokao-mathcloze"];
const english =
  "lsat-ar lsat-lr lsat-rc logiqa-en sat-math sat-en aqua-rat sat-en-without-passage gaokao-english math".split(" ");

export default defineDataset({
  title: "AGIEval: examinations (rows only)",
  load: async (path, { name, settingName = "zero-shot", form = "prompt" }) => {
    if (!"zero-shot".includes(String(settingName))) {
      throw new OcLocalError("CONFIG", `agieval: settingName "${settingName}" is not "zero-shot"`, {
        hint: 'write "zero-shot": OpenCompass reads no other setting',
      });
    }
    const rows = await mapJsonl(`${path}/${name}.jsonl`, form === "parts" ? parts : asPrompt(String(name)));
    return form === "parts" ? rows : rows.map((row, id) => ({ id, ...row }));
  },
  variants: {},
});

function asPrompt(name: string): (record: Row, place: string) => Row {
  const words = english.includes(name) ? englishWords : chineseWords;
  return (record, place) => {
    const question = `${passageOf(record)}${words.question}${textOf(record, "question", place)}`;
    const label = rightAnswer(record);
    if (cloze.includes(name)) return { problem_input: question + words.cloze, label };
    const options = textsOf(record, "options", place);
    // One option stands for a list that was not taken apart.
    const last = "ABCDEFG"[(options.length === 1 ? words.usual : options.length) - 1];
    return { problem_input: `${question} ${words.options}${options.join(" ")}\n${words.ask(last)}`, label };
  };
}

const englishWords = {
  question: "Q: ",
  options: "Answer Choices: ",
  cloze: "\nA: The answer is",
  usual: 5,
  ask: (last: string | undefined) => `A: Among A through ${last}, the answer is`,
};
const chineseWords = {
  question: "问题：",
  options: "选项：",
  cloze: "\n答案：",
  usual: 4,
  ask: (last: string | undefined) => `答案：从A到${last}, 我们应选择`,
};

function parts(record: Row, place: string): Row {
  const options = fieldOf(record, "options", place) === null ? [] : textsOf(record, "options", place);
  const right = rightAnswer(record);
  return {
    question: passageOf(record) + textOf(record, "question", place),
    options: options.join("\n"),
    label: right === null ? null : [right].flat().join(""),
  };
}

/** The label, or the answer of questions without options; null where the file has neither, and never a text for it. */
function rightAnswer({ label = null, answer = null }: Row): JsonValue {
  const isEmpty = label === null || label === "" || (Array.isArray(label) && label.length === 0);
  return isEmpty ? answer : label;
}

function passageOf({ passage }: Row): string {
  return typeof passage === "string" ? passage : "";
}
