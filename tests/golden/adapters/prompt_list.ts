// Operations on prompts (src/prompt/prompt-list.ts).

import type { PythonValue } from "../../../src/core/python-text.ts";
import {
  concatPrompts,
  fillPrompt,
  promptText,
  replaceInPrompt,
  type SectionedPrompt,
} from "../../../src/prompt/prompt-list.ts";
import { decode, type GoldenAdapter } from "../golden.ts";

const notText = "an item that is neither text nor an object with text cannot pass the config's schema";

export const adapter: GoldenAdapter = {
  file: "prompt_list",
  run({ input }) {
    const prompt = (key: string) => promptOf(input[key]);
    if (input.op === "format") return fillPrompt(prompt("self"), input.kwargs as Record<string, PythonValue>);
    if (input.op === "replace") return replaceInPrompt(prompt("self"), String(input.src), prompt("dst"));
    if (input.op === "add" || input.op === "iadd") return concatPrompts(prompt("left"), prompt("right"));
    if (input.op === "str") return promptText(prompt("self"));
    throw new Error(`unknown op ${input.op}`);
  },
  excused: {
    "replace/plain_list":
      "a Python list that is not a PromptList loses its text upstream; here a list is a prompt list",
    "add/list_pl": "a Python list plus a PromptList recurses for ever upstream; here a list is a prompt list",
    "str/nonstr_prompt": notText,
  },
};

/** Anything Python takes for empty is an empty prompt. */
function promptOf(value: unknown): SectionedPrompt {
  if (value !== null && typeof value === "object" && "$list" in value) return value.$list as SectionedPrompt;
  return (decode(value) || "") as SectionedPrompt;
}
