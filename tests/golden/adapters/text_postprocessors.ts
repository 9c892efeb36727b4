// Text postprocessors against OpenCompass's own results.

import type { Postprocessor } from "../../../src/core/score.ts";
import { parseStringLiteral } from "../../../src/postprocess/text/string-literal.ts";
import { load } from "../../postprocess/load.ts";
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
  general_cn_postprocess: "general-cn",
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

const evaluated =
  "upstream runs the reply as code and fails where the result is no text; here only string literals are unwrapped";

const ties = "jieba's Rust port breaks ties between equally likely cuts of one repeated character otherwise";

const created = new Map<string, Postprocessor>();

export const adapter: GoldenAdapter = {
  file: "text_postprocessors",
  excuse({ input: { fn, text } }) {
    const isCode = fn === "general_eval_wrapper_postprocess" && parseStringLiteral(String(text)) === null;
    if (isCode) return evaluated;
    return fn === "general_cn_postprocess" && /(.)\1{9}/u.test(String(text)) ? ties : undefined;
  },
  async run({ input, expected }: GoldenCase) {
    const { fn, text, ...options } = input as { fn: string; text: string } & Record<string, unknown>;
    const file = files[fn];
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
  const options = Object.entries(upstreamOptions).map(([name, value]) => [optionNames[name] ?? name, value]);
  const made = await load(file, Object.fromEntries(options));
  created.set(key, made);
  return made;
}

function isRepr(expected: unknown): boolean {
  return typeof expected === "object" && expected !== null && "$py" in expected;
}
