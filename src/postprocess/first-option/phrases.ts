// The phrases of first-option, in order. `@` stands for the class of options. Most are regular expressions in Python's
// notation; two kinds are searched by hand because their patterns take quadratic time on repeated phrases.
// docs/exactness.md E10.5.

import { pythonRegExp } from "../../core/python-regex.ts";
import { isWhiteSpace } from "../../core/unicode.ts";

export interface Phrase {
  /** The phrase in words: X is the option, brackets hold what may be missing, a bar separates spellings. */
  rule: string;
  /** Text of the first match that is searched for an option (group 1, or all of it where the group is empty), or null. */
  find(text: string): string | null;
}

/** A phrase in words, and as the pattern that finds it. */
type Wording = [rule: string, pattern: string];

const before: Wording[] = [
  ["答案(是)X", "答案是?\\s*(@)"],
  ["答案(是)：X", "答案是?\\s*：\\s*(@)"],
  ["答案(是): X", "答案是?\\s*:\\s*(@)"],
  ["答案选项(应该)是X", "答案选项应?该?是\\s*(@)"],
  ["答案选项(应该)为X", "答案选项应?该?为\\s*(@)"],
  ["答案应(该)是X", "答案应该?是\\s*(@)"],
  ["答案应(该)选X", "答案应该?选\\s*(@)"],
  ["答案选项(为)：X", "答案选项为?\\s*：\\s*(@)"],
  ["答案选项(为) X, (X) or **X**", "答案选项为?\\s+\\(?\\*?\\*?(@)\\*?\\*?\\)?"],
  ["答案选项(是): X", "答案选项是?\\s*:\\s*(@)"],
  ["答案为X", "答案为\\s*(@)"],
  ["答案选X", "答案选\\s*(@)"],
  ["选(择)X", "选择?\\s*(@)"],
  // One pattern, not two: upstream lacks a comma between them, and results depend on it.
  ["故(选)X只有(选项)X(是)对", "故选?\\s*(@)只有选?项?\\s?(@)\\s?是?对"],
  ["只有(选项)X(是)错", "只有选?项?\\s?(@)\\s?是?错"],
  ["只有(选项)X(不)正确", "只有选?项?\\s?(@)\\s?不?正确"],
  ["只有(选项)X错误", "只有选?项?\\s?(@)\\s?错误"],
  ["说法(不)对(选项)(的)是X", "说法不?对选?项?的?是\\s?(@)"],
  ["说法(不)正确(选项)(的)是X", "说法不?正确选?项?的?是\\s?(@)"],
  ["说法错误(选项)(的)是X", "说法错误选?项?的?是\\s?(@)"],
  ["X是正确的", "(@)\\s?是正确的"],
  ["X是正确答案", "(@)\\s?是正确答案"],
  ["选项X正确", "选项\\s?(@)\\s?正确"],
  ["所以答X", "所以答\\s?(@)"],
  ["所以X at the end", "所以\\s?(@[.。$]?$)"],
  ["所有X at the end", "所有\\s?(@[.。$]?$)"],
  ["X at the end, after a blank, comma or colon", "[\\s，：:,](@)[。，,\\.]?$"],
  ["故|即X at the end, after a blank, comma or colon", "[\\s，,：:][故即](@)[。\\.]?$"],
  ["因此X at the end, after a blank, comma or colon", "[\\s，,：:]因此(@)[。\\.]?$"],
  ["是|为|。X at the end", "[是为。]\\s?(@)[。\\.]?$"],
  ["因此X at the end", "因此\\s?(@)[。\\.]?$"],
  ["显然X at the end", "显然\\s?(@)[。\\.]?$"],
];

/** `phrase\s?(\S+)(?:。|$)`: the run of characters after the phrase, up to its last 。 or, at the end of the text, all of it. */
const runsAfter = ["答案是", "答案应该是", "答案为"];

const english: Wording[] = [
  ["ANSWER: X", "(?i)ANSWER\\s*:\\s*(@)"],
  ["The answer is X or (X)", "[Tt]he answer is:?\\s+\\(?(@)\\)?"],
  ["The answer is **X** or (**X**)", "[Tt]he answer is:?\\s+\\(?\\*?\\*?(@)\\*?\\*?\\)?"],
  ["The answer is option X", "[Tt]he answer is option:?\\s+\\(?(@)\\)?"],
  ["The correct answer is X", "[Tt]he correct answer is:?\\s+\\(?(@)\\)?"],
  ["The correct answer is option X", "[Tt]he correct answer is option:?\\s+\\(?(@)\\)?"],
];

/** `phrase:?.*?boxed{(@)}`: the first boxed option after the phrase. */
const boxedAfter = ["The correct answer is", "The correct option is", "The correct answer option is"];

const after: Wording[] = [
  ["The answer to the question is X", "[Tt]he answer to the question is:?\\s+\\(?(@)\\)?"],
  ["选项X at the start", "^选项\\s?(@)"],
  ["X(选)项 at the start", "^(@)\\s?选?项"],
  ["X alone, before a blank or punctuation", "(\\s|^)@[\\s。，,：:\\.$]"],
  // The dot is any character, as upstream.
  ['an option after "1."', "1.\\s?(.*?)$"],
  ["1. X at the end", "1.\\s?(@)[.。$]?$"],
];

const cushions: Wording[] = [
  ["no phrase: first option before a colon", "(@):"],
  ["no phrase: first option letter anywhere", "(@)"],
];

export function compilePhrases(options: string, cushion: boolean): Phrase[] {
  return [
    ...before.map((wording) => pattern(wording, options)),
    ...runsAfter.map(runAfter),
    ...english.map((wording) => pattern(wording, options)),
    ...boxedAfter.map((phrase) => boxed(phrase, options)),
    ...after.map((wording) => pattern(wording, options)),
    ...(cushion ? cushions : []).map((wording) => pattern(wording, options)),
  ];
}

function pattern([rule, source]: Wording, options: string): Phrase {
  const expression = pythonRegExp(source.replaceAll("@", `[${options}]`), "s");
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
    rule: `an option in the words after ${phrase}`,
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
  const opening = pythonRegExp(`[Tt]${phrase.slice(1)}:?`);
  const box = pythonRegExp(`boxed\\{([${options}])\\}`, "g");
  return {
    rule: `${phrase} … boxed{X}`,
    find(text) {
      const match = opening.exec(text);
      if (match === null) return null;
      box.lastIndex = match.index + match[0].length;
      return box.exec(text)?.[1] ?? null;
    },
  };
}
