// Operations on prompts (src/prompt/prompt-list.ts).

import {
  concatPrompts,
  fillPrompt,
  promptText,
  replaceInPrompt,
  type SectionedPrompt,
} from "../../../src/prompt/prompt-list.ts";
import { decode, decodeRow, type GoldenAdapter, holdsWholeFloat, oneKindOfNumber } from "../golden.ts";

const notText = "an item that is neither text nor an object with text cannot pass the config's schema";

const plainList =
  "a Python list that is no PromptList loses its text or recurses for ever upstream; here a list is a prompt list";

export const adapter: GoldenAdapter = {
  file: "prompt_list",
  run({ input }) {
    const prompt = (key: string) => promptOf(input[key]);
    if (input.op === "format") return fillPrompt(prompt("self"), decodeRow(input.kwargs));
    if (input.op === "replace") return replaceInPrompt(prompt("self"), String(input.src), prompt("dst"));
    if (input.op === "add" || input.op === "iadd") return concatPrompts(prompt("left"), prompt("right"));
    if (input.op === "str") return promptText(prompt("self"));
    throw new Error(`unknown op ${input.op}`);
  },
  excuse({ input }) {
    if (["self", "left", "right", "dst"].some((key) => isPlainList(input[key]))) return plainList;
    if (Object.values(input.kwargs ?? {}).some(holdsWholeFloat)) return oneKindOfNumber;
    const items = decode(input.self);
    return Array.isArray(items) && items.some((item) => typeof item?.prompt === "number") ? notText : undefined;
  },
};

function isPlainList(value: unknown): boolean {
  return value !== null && typeof value === "object" && "$list" in value;
}

/** Anything Python takes for empty is an empty prompt. */
function promptOf(value: unknown): SectionedPrompt {
  if (value !== null && typeof value === "object" && "$list" in value) return value.$list as SectionedPrompt;
  return (decode(value) || "") as SectionedPrompt;
}
