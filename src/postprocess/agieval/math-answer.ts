// The final answer of an AGIEval cloze question (parse_math_answer).

import { pythonRegExp } from "../../core/python-regex.ts";
import type { Extraction } from "../../core/score.ts";
import { lstrip, rstrip } from "../../core/unicode.ts";
import { boxContent, lastBox } from "../math/boxed.ts";
import { lastLine, removeFewShotPrefix } from "./few-shot.ts";

const formulas = pythonRegExp("\\$(.*)\\$", "g");
// Starting only at the beginning of a run of digits finds the same and keeps long runs linear.
const numbers = pythonRegExp("(?:\\$)?(?<!\\d)\\d+(?:\\.\\d+)?(?![\\w\\d])", "g");

/**
 * Few-shot answers are what follows the prefix; without one the whole text stands, not extracted. Without examples: the last box, else the last formula between dollar
 * signs, else what follows the last equals sign, else the last number; null without any.
 */
export function parseMathAnswer(text: string, settingName: string): Extraction {
  const body = settingName === "few-shot-CoT" ? lastLine(text) : text;
  const rest = removeFewShotPrefix(body);
  if (settingName === "few-shot-CoT" || settingName === "few-shot") {
    return rest === body ? { answer: rest, extracted: false } : found(rest, "what follows the few-shot prefix");
  }
  if (rest.includes("\\boxed")) {
    const box = lastBox(rest);
    return found(rightSide(box === null ? null : boxContent(box)), "last \\boxed{}");
  }
  const formula = rightSide(lastGroup(rest, formulas));
  return formula ? found(formula, "last formula between $") : withoutDollarSign(rest);
}

function withoutDollarSign(text: string): Extraction {
  if (!text.includes("=")) return found(text.match(numbers)?.at(-1) ?? null, "last number");
  const answer = rstrip(rightSide(text) as string, ".");
  // A newline that the model wrote as an escape.
  return found(answer.split("\\n", 1)[0] as string, "what follows the last =");
}

function found(answer: string | null, rule: string): Extraction {
  return answer === null || answer === "" ? { answer, extracted: false } : { answer, extracted: true, rule };
}

/** What follows the last equals sign. */
function rightSide(formula: string | null): string | null {
  return formula?.includes("=") ? lstrip(formula.split("=").at(-1) as string, " ") : formula;
}

function lastGroup(text: string, pattern: RegExp): string | null {
  let last: string | null = null;
  for (const match of text.matchAll(pattern)) last = match[1] ?? null;
  return last;
}
