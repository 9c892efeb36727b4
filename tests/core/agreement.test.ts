import { expect, test } from "vitest";
import { type AgreementCounts, addCounts, agreementNumbers, noCounts } from "../../src/core/agreement.ts";

const counts = (given: Partial<AgreementCounts>): AgreementCounts => ({ ...noCounts(), ...given });

test("without anything to measure every number is null, not 1 and not 0", () => {
  expect(agreementNumbers(noCounts())).toEqual({
    tokenAgreement: null,
    meanAbsDiff: null,
    maxAbsDiff: null,
    optionKL: null,
    argmaxAgreement: null,
    answerAgreement: null,
  });
});

test("counts of several rows add up: means weigh each token and each row alike, the largest stays the largest", () => {
  const total = noCounts();
  const judged = { rows: 1, rightInA: 1, rightInB: 0, onlyInA: 1, onlyInB: 0 };
  addCounts(
    total,
    counts({
      rows: 1,
      otherTexts: 1,
      tokens: { same: 3, of: 4 },
      logProbs: { count: 3, sum: 0.6, max: 0.5 },
      divergence: { rows: 1, sum: 0.1 },
      choices: { same: 0, of: 1 },
      answers: { same: 0, of: 1 },
      judged,
    }),
  );
  addCounts(
    total,
    counts({
      rows: 1,
      tokens: { same: 6, of: 6 },
      logProbs: { count: 1, sum: 0.2, max: 0.2 },
      divergence: { rows: 1, sum: 0.3 },
      choices: { same: 1, of: 1 },
      answers: { same: 1, of: 1 },
      generated: { same: 2, of: 5 },
      judged: { ...judged, rightInA: 0, rightInB: 1, onlyInA: 0, onlyInB: 1 },
    }),
  );
  addCounts(total, counts({ rows: 1, answers: { same: 1, of: 1 } }));
  expect(total).toMatchObject({ rows: 3, otherTexts: 1, generated: { same: 2, of: 5 } });
  expect(total.judged).toEqual({ rows: 2, rightInA: 1, rightInB: 1, onlyInA: 1, onlyInB: 1 });
  const { meanAbsDiff, optionKL, ...others } = agreementNumbers(total);
  expect(others).toEqual({ tokenAgreement: 0.9, maxAbsDiff: 0.5, argmaxAgreement: 0.5, answerAgreement: 2 / 3 });
  expect(meanAbsDiff).toBeCloseTo(0.2, 12);
  expect(optionKL).toBeCloseTo(0.2, 12);
});
