import { expect, test } from "vitest";
import { StopWords } from "../../src/engines/scheduler/stop-words.ts";

/** Tokens of a pretended byte-level vocabulary: one to three bytes each, as numbers in base 256. */
function tokensOf(text: string): number[] {
  const bytes = [...Buffer.from(text)];
  const tokens: number[] = [];
  while (bytes.length > 0)
    tokens.push(bytes.splice(0, 1 + (tokens.length % 3)).reduce((sum, byte) => sum * 256 + byte));
  return tokens;
}

function detokenize(tokens: readonly number[]): string {
  const bytes = tokens.flatMap((token) => [token >> 16, (token >> 8) & 255, token & 255].filter((byte) => byte > 0));
  return Buffer.from(bytes).toString("utf8");
}

function firstStop(text: string, words: string[]): string | null {
  const stopWords = new StopWords(words, detokenize);
  const tokens = tokensOf(text);
  for (let length = 1; length <= tokens.length; length++) {
    const before = stopWords.textBefore(tokens.slice(0, length));
    if (before !== null) return before;
  }
  return null;
}

const text = "答案是：B。The answer is B.\n\nQuestion 2: 🙂 next";
test.each<[string[], string | null]>([
  [[], null],
  [[""], null],
  [["\n\n"], "答案是：B。The answer is B."],
  [["。"], "答案是：B"],
  [["：B。T"], "答案是"],
  [["🙂"], "答案是：B。The answer is B.\n\nQuestion 2: "],
  [["Question", "answer", "never"], "答案是：B。The "],
  [["答"], ""],
  [["next"], "答案是：B。The answer is B.\n\nQuestion 2: 🙂 "],
  [["never said"], null],
])("stop words %j leave %j", (words, expected) => {
  expect(firstStop(text, words)).toBe(expected);
});

test("every part of a text is found wherever it stands", () => {
  const characters = [...text];
  for (let start = 0; start < characters.length; start++)
    for (const length of [1, 2, 5, 12]) {
      const word = characters.slice(start, start + length).join("");
      expect(firstStop(text, [word])).toBe(text.slice(0, text.indexOf(word)));
    }
});

test("a stop word is found with the token that completes it, not later", () => {
  const stopWords = new StopWords(["B."], detokenize);
  const tokens = tokensOf(text);
  const complete = tokens.findIndex((_, i) => detokenize(tokens.slice(0, i + 1)).includes("B."));
  expect(stopWords.textBefore(tokens.slice(0, complete))).toBeNull();
  expect(stopWords.textBefore(tokens.slice(0, complete + 1))).toBe("答案是：B。The answer is ");
});
