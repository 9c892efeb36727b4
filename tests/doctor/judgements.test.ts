import { expect, test } from "vitest";
import { judgeBos } from "../../src/doctor/model/bos-effect.ts";
import { orderGain, tokenPerplexity } from "../../src/doctor/model/order-gain.ts";
import { judge } from "../../src/doctor/model/prediction.ts";
import { describeDifference } from "../../src/doctor/model/round-trip.ts";
import type { ScoredText } from "../../src/doctor/model/scored-texts.ts";

const flat = (logProb: number) => new Float32Array(100).fill(logProb);
const text = (language: string, plain: number, shuffled: number, otherBos: number | null = plain): ScoredText => ({
  language,
  plain: flat(plain),
  alone: flat(plain),
  shuffled: flat(shuffled),
  otherBos: otherBos === null ? null : flat(otherBos),
});

test("the order gain is the part of the surprise that order takes away, whatever the perplexity is", () => {
  expect(orderGain(text("", -1, -4))).toBeCloseTo(0.75);
  expect(orderGain(text("", -3, -12))).toBeCloseTo(0.75);
  expect(orderGain(text("", -7.6, -7.6))).toBe(0);
  expect(tokenPerplexity(flat(-Math.log(7)))).toBeCloseTo(7);
});

test("a model that predicts neither language is damaged, one that predicts one of them does not know the other", () => {
  expect(judge([text("English", -1, -8), text("Chinese", -1, -8)]).status).toBe("ok");
  expect(judge([text("English", -7, -8), text("Chinese", -8, -8)]).status).toBe("fail");
  const one = judge([text("English", -1, -8), text("Chinese", -6, -8)]);
  expect(one).toMatchObject({ status: "warn", detail: expect.stringMatching(/hardly predicts Chinese$/) as string });
});

test.each([Number.NaN, Number.NEGATIVE_INFINITY])("log-probabilities of %d fail", (value) => {
  const finding = judge([text("English", value, value), text("Chinese", -1, -8)]);
  expect(finding).toMatchObject({ status: "fail", detail: expect.stringContaining("computes no numbers") as string });
});

test("BOS: a clear gain from the opposite fails where BOS was lost, and is a warning where it was added", () => {
  const lost = [text("English", -1, -8, -0.9), text("Chinese", -1, -8, -0.9)];
  expect(judgeBos(lost, false).status).toBe("fail");
  expect(judgeBos(lost, true).status).toBe("warn");
});

test("BOS: small differences, and those of the first tokens alone, are no finding", () => {
  expect(judgeBos([text("English", -1, -8, -0.98)], false).status).toBe("ok");
  const early = text("English", -1, -8);
  early.plain.fill(-5, 0, 16);
  expect(judgeBos([early], false)).toEqual({
    status: "ok",
    detail: "texts are read without BOS; with it they are predicted as well",
  });
  expect(judgeBos([text("English", -1, -8, null)], false).status).toBe("info");
});

test("a text that changes is described by its first place; one space in front of it does not count", () => {
  expect(describeDifference("a b", "a b")).toBeNull();
  expect(describeDifference("a b", " a b")).toBeNull();
  expect(describeDifference("甲乙丙", "甲�丙")).toBe('at character 2 "乙丙" became "�丙"');
  expect(describeDifference("abc", "ab")).toBe('at character 3 "c" became ""');
});
