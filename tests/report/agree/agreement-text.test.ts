import { expect, test } from "vitest";
import { type Agreement, type AgreementCounts, noCounts } from "../../../src/core/agreement.ts";
import { agreementFile, agreementJson } from "../../../src/report/agree/agreement-json.ts";
import { formatAgreement } from "../../../src/report/agree/agreement-text.ts";

const sides = {
  a: {
    model: "m-f16",
    engine: "llama",
    device: "CPU (2 threads)",
    fingerprint: "aa",
    scoringError: { nats: 0.002, words: "f32" },
  },
  b: {
    model: "m-q4_0",
    engine: "llama",
    device: "CPU (2 threads)",
    fingerprint: "bb",
    scoringError: { nats: 0.2, words: "f32; quantised weights" },
  },
};

const scored: AgreementCounts = {
  ...noCounts(),
  rows: 50,
  tokens: { same: 4000, of: 4000 },
  logProbs: { count: 2000, sum: 25.5, max: 1.25 },
  divergence: { rows: 50, sum: 0.6 },
  choices: { same: 47, of: 50 },
  answers: { same: 47, of: 50 },
  judged: { rows: 50, rightInA: 40, rightInB: 38, onlyInA: 3, onlyInB: 1 },
};

const written: AgreementCounts = {
  ...noCounts(),
  rows: 50,
  tokens: { same: 3000, of: 3000 },
  answers: { same: 50, of: 50 },
  generated: { same: 600, of: 800 },
  judged: { rows: 50, rightInA: 30, rightInB: 30, onlyInA: 0, onlyInB: 0 },
};

const total: AgreementCounts = {
  ...scored,
  rows: 100,
  tokens: { same: 7000, of: 7000 },
  answers: { same: 97, of: 100 },
  generated: { same: 600, of: 800 },
  judged: { rows: 100, rightInA: 70, rightInB: 68, onlyInA: 3, onlyInB: 1 },
};

const both: Agreement = {
  ...sides,
  datasets: [
    { dataset: "siqa_ppl", mode: "ppl", counts: scored },
    { dataset: "gsm8k", mode: "gen", counts: written },
  ],
  total,
  firstDifference: {
    dataset: "siqa_ppl",
    row: 7,
    kind: "choice",
    position: 41,
    measure: "ppl",
    a: { option: "A", tokens: [318], text: " cat", value: 2.5 },
    b: { option: "C", tokens: [99, 100], text: " do\ng", value: 2.4375 },
  },
  largestDistance: {
    dataset: "siqa_ppl",
    row: 3,
    kind: "logProb",
    position: 12,
    measure: "logProb",
    a: { option: "B", tokens: [17], text: "\u202eevil", value: -8.5 },
    b: { option: "B", tokens: [17], text: "\u202eevil", value: -7.25 },
  },
};

test("several datasets: a table, every number with what it is made of, the first difference", () => {
  expect(formatAgreement(both, 0.01)).toMatchInlineSnapshot(`
    "a  m-f16   llama  CPU (2 threads)
    b  m-q4_0  llama  CPU (2 threads)

     dataset  | mode | rows | same tokens | mean |a-b| | max |a-b| | option KL | same option | same answer | right a | right b
    ----------+------+------+-------------+------------+-----------+-----------+-------------+-------------+---------+---------
     siqa_ppl | ppl  |   50 |      100.00 |    0.01275 |      1.25 |     0.012 |       94.00 |       94.00 |      40 |      38
     gsm8k    | gen  |   50 |      100.00 |          - |         - |         - |           - |      100.00 |      30 |      30
     all      |      |  100 |      100.00 |    0.01275 |      1.25 |     0.012 |       94.00 |       97.00 |      70 |      68

    rows         100 of 2 datasets answered by both
    same tokens  100.00 % of 7000 prompt tokens
    log-probs    |a-b| is 0.01275 nats on average, 1.25 at most, over 2000 scored tokens
                 farthest apart: siqa_ppl, row 3, option B, token 12: 17 "<U+202E>evil", a -8.5, b -7.25
                 rounding explains up to 0.202 nats an option (0.002 by a: f32; 0.2 by b: f32; quantised weights)
    option KL    0.012 nats, KL(a || b) over the options, mean of 50 rows
    same option  94.00 % [83.78, 97.94], 47 of 50 rows
    same answer  97.00 % [91.55, 98.97], 97 of 100 rows
    same output  75.00 % of 800 generated tokens stand before the first that differs
    right        a 70, b 68 of 100 rows; right only in a 3, only in b 1 (exact McNemar test: p = 0.625)

    First difference: siqa_ppl, row 7, token 41: another option
      a  option A, ppl 2.5, 318 " cat"
      b  option C, ppl 2.4375, 99 100 " do\\ng"
    "
  `);
});

test("one dataset that only generates: no table, and a word on what cannot be measured", () => {
  const agreement: Agreement = {
    ...sides,
    datasets: [{ dataset: "gsm8k", mode: "gen", counts: written }],
    total: written,
    firstDifference: {
      dataset: "gsm8k",
      row: 0,
      kind: "generated",
      position: 5,
      measure: null,
      a: { option: null, tokens: [4, 5], text: " 12", value: null },
      b: { option: null, tokens: [], text: "", value: null },
    },
    largestDistance: null,
  };
  expect(formatAgreement(agreement, 0.01)).toMatchInlineSnapshot(`
    "a  m-f16   llama  CPU (2 threads)
    b  m-q4_0  llama  CPU (2 threads)

    rows         50 of gsm8k answered by both
    same tokens  100.00 % of 3000 prompt tokens
    log-probs    - (nothing is scored: the datasets generate)
    option KL    - (no row has options to choose from)
    same option  - (no row has options to choose from)
    same answer  100.00 % [92.86, 100.00], 50 of 50 rows
    same output  75.00 % of 800 generated tokens stand before the first that differs
    right        a 30, b 30 of 50 rows; right only in a 0, only in b 0

    First difference: gsm8k, row 0, token 5 of the output: other generated tokens
      a  4 5 " 12"
      b  ends here
    "
  `);
});

const texts = (agreement: Partial<Agreement>) => formatAgreement({ ...both, ...agreement }, 0.01);

test("what differs is told in its own words", () => {
  const place = { dataset: "d", row: 0, measure: null };
  const side = { option: null, tokens: [1], text: "x", value: null };
  expect(
    texts({ firstDifference: { ...place, kind: "tokens", position: 0, a: side, b: { ...side, tokens: [] } } }),
  ).toMatch(/^First difference: d, row 0, token 0: other prompt tokens\n {2}a {2}1 "x"\n {2}b {2}ends here$/m);
  const answer = { option: null, tokens: [], value: null };
  expect(
    texts({
      firstDifference: {
        ...place,
        kind: "answer",
        position: null,
        a: { ...answer, text: "\u001b[31m4" },
        b: { ...answer, text: "5" },
      },
    }),
  ).toMatch(/^First difference: d, row 0: another answer\n {2}a {2}"\\u001b\[31m4"\n {2}b {2}"5"$/m);
  const logProb = { option: "B", tokens: [9], text: " the" };
  expect(
    texts({
      firstDifference: {
        ...place,
        kind: "logProb",
        position: 4,
        measure: "logProb",
        a: { ...logProb, value: -1.5 },
        b: { ...logProb, value: -1.25 },
      },
    }),
  ).toMatch(
    /row 0, option B, token 4: another log-probability\n {2}a {2}logProb -1.5, 9 " the"\n {2}b {2}logProb -1.25/,
  );
  expect(texts({ firstDifference: null })).toContain(
    "No difference: tokens, options and answers are the same, log-probabilities to within 0.01 nats.",
  );
});

test("of log-probabilities nothing is claimed where none could be compared", () => {
  expect(texts({ total: written, firstDifference: null })).toContain(
    "No difference: tokens, options and answers are the same.\n",
  );
});

test("prompts that differ as text are told; tokens that never meet leave no log-probabilities", () => {
  const apart = { ...scored, otherTexts: 50, tokens: { same: 10, of: 4000 }, logProbs: noCounts().logProbs };
  const text = texts({ total: apart });
  expect(text).toContain("the prompts of 50 rows differ as text: chat templates, or examples that fit only one");
  expect(text).toMatch(/^log-probs +- \(no scored token stands behind the same tokens\)$/m);
});

test("without a row that both answered nothing is claimed", () => {
  const text = texts({ total: noCounts(), datasets: [], firstDifference: null, largestDistance: null });
  expect(text).toContain("No row was answered by both.");
  expect(text).not.toContain("No difference");
});

test("--json has the seven fields and no other", () => {
  expect(agreementJson(both)).toEqual({
    tokenAgreement: 1,
    meanAbsDiff: 0.01275,
    maxAbsDiff: 1.25,
    optionKL: 0.012,
    argmaxAgreement: 0.94,
    answerAgreement: 0.97,
    firstDifference: both.firstDifference,
  });
});

test("--out has the sides, each dataset's numbers and the counts as well", () => {
  const file = agreementFile(both);
  expect(file).toMatchObject({ ...agreementJson(both), ...sides, counts: total });
  expect(file.datasets.map(({ dataset, argmaxAgreement, counts }) => [dataset, argmaxAgreement, counts.rows])).toEqual([
    ["siqa_ppl", 0.94, 50],
    ["gsm8k", null, 50],
  ]);
});
