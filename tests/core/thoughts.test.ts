import { expect, test } from "vitest";
import { type Thinking, type Thought, withoutThoughts } from "../../src/core/thoughts.ts";
import { createPostprocessor } from "../../src/postprocess/extract-non-reasoning-content.ts";

const thinking: Thinking = { tags: ["<think>", "</think>"] };
const opening: Thinking = { ...thinking, opens: true };

test.each<[string, string, Thought | undefined]>([
  ["<think>\nA or B?\n</think>\n\nThe answer is C", "The answer is C", "closed"],
  ["A or B?\n</think>\n\nC", "C", "closed"],
  ["a</think>b</think> c", "c", "closed"],
  ["one <think>x</think> two <think>y</think> three", "one  two  three", "closed"],
  ["<think></think>B", "B", "closed"],
  ["<think>x</think>", "", "closed"],
  ["<think>is it A? or B", "", "unclosed"],
  ["B <think>or is it A?", "B", "unclosed"],
  ["<think>x</think> B <think>or A?", "B", "unclosed"],
  ["x</think> B <think>or A?", "B", "unclosed"],
  [" no tags: B \n", " no tags: B \n", undefined],
  ["", "", undefined],
])("%j", (text, answer, thought) => {
  expect(withoutThoughts(text, thinking)).toEqual({ answer, ...(thought && { thought }) });
});

test.each<[string, string, Thought]>([
  ["A or B?\n</think>\n\nC", "C", "closed"],
  ["A or B?", "", "unclosed"],
  ["", "", "unclosed"],
  ["<think>\nA or B?\n</think>\n\nC", "C", "closed"],
  ["<think>\nA or B?", "", "unclosed"],
  ["A?</think> B <think>or C?</think>", "B", "closed"],
])("%j behind a prompt that begins the thought", (text, answer, thought) => {
  expect(withoutThoughts(text, opening)).toEqual({ answer, thought });
  // A plain prompt says so itself.
  expect(withoutThoughts(text, thinking, "Question\n<think>\n")).toEqual({ answer, thought });
});

test("a prompt that ends its thought begins none", () => {
  expect(withoutThoughts("B", thinking, "<think>\n\n</think>\n\n")).toEqual({ answer: "B" });
});

test("what closed thoughts leave is what OpenCompass leaves", () => {
  const upstream = createPostprocessor();
  const pieces = ["<think>", "</think>", "A", " b\n", "，", "<think", "think>"];
  let compared = 0;
  for (let number = 0; number < pieces.length ** 5; number += 3) {
    const text = [0, 1, 2, 3, 4]
      .map((place) => pieces[Math.floor(number / pieces.length ** place) % pieces.length])
      .join("");
    const { answer, thought } = withoutThoughts(text, thinking);
    if (thought === "closed") {
      compared += 1;
      expect([text, answer]).toEqual([text, upstream(text).answer]);
    } else if (thought === undefined) expect(answer).toBe(text);
  }
  expect(compared).toBeGreaterThan(1000);
});

test("tags are literal, whatever they mean in a pattern", () => {
  expect(withoutThoughts("[THINK]x[/THINK] THINK", { tags: ["[THINK]", "[/THINK]"] })).toEqual({
    answer: "THINK",
    thought: "closed",
  });
});

test("several answers to one question; labels and other values are left alone", () => {
  expect(withoutThoughts(["<think>x</think>A", "<think>B", "C"], thinking)).toEqual({
    answer: ["A", "", "C"],
    thought: "unclosed",
  });
  expect(withoutThoughts(3, opening)).toEqual({ answer: 3 });
  expect(withoutThoughts(null, opening)).toEqual({ answer: null });
});
