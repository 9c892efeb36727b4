// Text postprocessors against OpenCompass's own results.

import type { Postprocessor } from "../../../src/core/score.ts";
import { type GoldenAdapter, type GoldenCase, NotShipped } from "../golden.ts";

/** Upstream's function to the file of the same postprocessor here. */
const files: Record<string, string> = {
  first_capital_postprocess: "first-capital",
  last_capital_postprocess: "last-capital",
  first_capital_postprocess_multi: "first-capital-multi",
  multiple_select_postprocess: "multiple-select",
  first_option_postprocess: "first-option",
  last_option_postprocess: "last-option",
  first_number_postprocess: "first-number",
  general_postprocess: "general",
  match_answer_pattern: "match-answer-pattern",
  think_pred_postprocess: "think-pred",
  xml_tag_postprocessor: "xml-tag",
  extract_non_reasoning_content: "extract-non-reasoning-content",
  general_eval_wrapper_postprocess: "general-eval-wrapper",
};

const optionNames: Record<string, string> = {
  answer_pattern: "answerPattern",
  re_pattern: "rePattern",
  think_start_token: "thinkStartToken",
  think_end_token: "thinkEndToken",
};

const notText = [
  "['x', 'y']",
  "123",
  "1.5",
  "None",
  "True",
  "(1, 2)",
  "b'x'",
  "-3",
  "1e3",
  "0x10",
  "1_000",
  "False",
  "~1",
  "...",
  "+5",
  "[]",
];
const otherwiseWritten = ['{"a": 1}', "0x10", "+5", "~1", "..."];

const created = new Map<string, Postprocessor>();

export const adapter: GoldenAdapter = {
  file: "text_postprocessors",
  excused: excuses(),
  async run({ input, expected }: GoldenCase) {
    const { fn, text, ...options } = input as { fn: string; text: string } & Record<string, unknown>;
    const file = files[fn];
    // Chinese word segmentation is not part of the project yet.
    if (file === undefined) throw new NotShipped(fn);
    const { answer } = (await postprocessor(file, options))(text);
    // A literal that is no string stays the text it is, which is what evaluators compare.
    return isRepr(expected) ? { $py: answer } : answer;
  },
};

async function postprocessor(file: string, upstreamOptions: Record<string, unknown>): Promise<Postprocessor> {
  const key = file + JSON.stringify(upstreamOptions);
  const known = created.get(key);
  if (known !== undefined) return known;
  const { createPostprocessor } = (await import(`../../../src/postprocess/${file}.ts`)) as {
    createPostprocessor(options: unknown): Postprocessor;
  };
  const options = Object.entries(upstreamOptions).map(([name, value]) => [optionNames[name] ?? name, value]);
  const made = createPostprocessor(Object.fromEntries(options));
  created.set(key, made);
  return made;
}

function isRepr(expected: unknown): boolean {
  return typeof expected === "object" && expected !== null && "$py" in expected;
}

function excuses(): Record<string, string> {
  const name = (options: object, text: string) => `general_eval_wrapper_postprocess/${pythonJson(options)}/${text}`;
  const crash = "upstream stops the evaluation with an exception; here the reply stays text";
  const code = "upstream runs the reply as code; here only string literals are unwrapped";
  return Object.fromEntries([
    ...["general", "first-capital"].flatMap((postprocess) => [
      ...notText.map((text) => [name({ postprocess }, text), crash]),
      [name({ postprocess }, "'A'.lower()"), code],
    ]),
    ...otherwiseWritten.map((text) => [name({}, text), code]),
    [name({}, "'A'.lower()"), code],
  ]);
}

/** Case names hold the options as Python's json.dumps writes them. */
function pythonJson(value: object): string {
  return JSON.stringify(value).replaceAll('":', '": ');
}
