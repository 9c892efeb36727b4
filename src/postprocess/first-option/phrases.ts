// The phrases of first-option, in order. `@` stands for the class of options. Most are regular expressions in Python's
// notation; two kinds are searched by hand because their patterns take quadratic time on repeated phrases.

import { pythonRegExp } from "../../core/python-regex.ts";
import { isWhiteSpace } from "../../core/unicode.ts";

export interface Phrase {
  /** The phrase as listed below. */
  rule: string;
  /** Text of the first match that is searched for an option (group 1, or all of it where the group is empty), or null. */
  find(text: string): string | null;
}

const before = [
  "答案是?\\s*(@)",
  "答案是?\\s*：\\s*(@)",
  "答案是?\\s*:\\s*(@)",
  "答案选项应?该?是\\s*(@)",
  "答案选项应?该?为\\s*(@)",
  "答案应该?是\\s*(@)",
  "答案应该?选\\s*(@)",
  "答案选项为?\\s*：\\s*(@)",
  "答案选项为?\\s+\\(?\\*?\\*?(@)\\*?\\*?\\)?",
  "答案选项是?\\s*:\\s*(@)",
  "答案为\\s*(@)",
  "答案选\\s*(@)",
  "选择?\\s*(@)",
  // One pattern, not two: upstream lacks a comma between them, and results depend on it.
  "故选?\\s*(@)只有选?项?\\s?(@)\\s?是?对",
  "只有选?项?\\s?(@)\\s?是?错",
  "只有选?项?\\s?(@)\\s?不?正确",
  "只有选?项?\\s?(@)\\s?错误",
  "说法不?对选?项?的?是\\s?(@)",
  "说法不?正确选?项?的?是\\s?(@)",
  "说法错误选?项?的?是\\s?(@)",
  "(@)\\s?是正确的",
  "(@)\\s?是正确答案",
  "选项\\s?(@)\\s?正确",
  "所以答\\s?(@)",
  "所以\\s?(@[.。$]?$)",
  "所有\\s?(@[.。$]?$)",
  "[\\s，：:,](@)[。，,\\.]?$",
  "[\\s，,：:][故即](@)[。\\.]?$",
  "[\\s，,：:]因此(@)[。\\.]?$",
  "[是为。]\\s?(@)[。\\.]?$",
  "因此\\s?(@)[。\\.]?$",
  "显然\\s?(@)[。\\.]?$",
];

/** `phrase\s?(\S+)(?:。|$)`: the run of characters after the phrase, up to its last 。 or, at the end of the text, all of it. */
const runsAfter = ["答案是", "答案应该是", "答案为"];

const english = [
  "(?i)ANSWER\\s*:\\s*(@)",
  "[Tt]he answer is:?\\s+\\(?(@)\\)?",
  "[Tt]he answer is:?\\s+\\(?\\*?\\*?(@)\\*?\\*?\\)?",
  "[Tt]he answer is option:?\\s+\\(?(@)\\)?",
  "[Tt]he correct answer is:?\\s+\\(?(@)\\)?",
  "[Tt]he correct answer is option:?\\s+\\(?(@)\\)?",
];

/** `phrase:?.*?boxed{(@)}`: the first boxed option after the phrase. */
const boxedAfter = ["[Tt]he correct answer is", "[Tt]he correct option is", "[Tt]he correct answer option is"];

const after = [
  "[Tt]he answer to the question is:?\\s+\\(?(@)\\)?",
  "^选项\\s?(@)",
  "^(@)\\s?选?项",
  "(\\s|^)@[\\s。，,：:\\.$]",
  // The dot is any character, as upstream.
  "1.\\s?(.*?)$",
  "1.\\s?(@)[.。$]?$",
];

const cushions = ["(@):", "(@)"];

export function compilePhrases(options: string, cushion: boolean): Phrase[] {
  return [
    ...before.map((rule) => pattern(rule, options)),
    ...runsAfter.map(runAfter),
    ...english.map((rule) => pattern(rule, options)),
    ...boxedAfter.map((rule) => boxed(rule, options)),
    ...after.map((rule) => pattern(rule, options)),
    ...(cushion ? cushions : []).map((rule) => pattern(rule, options)),
  ];
}

function pattern(rule: string, options: string): Phrase {
  const expression = pythonRegExp(rule.replaceAll("@", `[${options}]`), "s");
  return {
    rule,
    find(text) {
      const match = expression.exec(text);
      return match === null ? null : match[1] || match[0];
    },
  };
}

function runAfter(phrase: string): Phrase {
  return {
    rule: `${phrase}\\s?(\\S+)(?:。|$)`,
    find(text) {
      let at = text.indexOf(phrase);
      while (at >= 0) {
        const afterPhrase = at + phrase.length;
        const start = afterPhrase + (isWhiteSpace(text.charAt(afterPhrase)) ? 1 : 0);
        const end = runEnd(text, start);
        const run = text.slice(start, end);
        const length = end === text.length ? run.length : run.lastIndexOf("。");
        if (length > 0) return run.slice(0, length);
        // No later phrase in the same run can do better.
        at = text.indexOf(phrase, Math.max(end, afterPhrase));
      }
      return null;
    },
  };
}

function runEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isWhiteSpace(text.charAt(end))) end++;
  return end;
}

function boxed(phrase: string, options: string): Phrase {
  const opening = pythonRegExp(`${phrase}:?`);
  const box = pythonRegExp(`boxed\\{([${options}])\\}`, "g");
  return {
    rule: `${phrase}:?.*?boxed{(@)}`,
    find(text) {
      const match = opening.exec(text);
      if (match === null) return null;
      box.lastIndex = match.index + match[0].length;
      return box.exec(text)?.[1] ?? null;
    },
  };
}
