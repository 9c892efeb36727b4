import { expect, test } from "vitest";
import { gPassAtK, meanGPassAtK, passAtK } from "../../src/core/pass-at-k.ts";

test("pass@1 is the share of right samples, and one right one among all is certain to be found", () => {
  expect(passAtK({ samples: 5, right: 2 }, 1)).toBeCloseTo(0.4);
  expect(passAtK({ samples: 10, right: 1 }, 10)).toBe(1);
  expect(passAtK({ samples: 10, right: 0 }, 10)).toBe(0);
});

test("G-Pass@k at the threshold zero is pass@k, and falls as more must be right", () => {
  const drawn = { samples: 16, right: 10 };
  expect(gPassAtK(drawn, 8, 0)).toBeCloseTo(passAtK(drawn, 8));
  const falling = [0.25, 0.5, 0.75, 1].map((threshold) => gPassAtK(drawn, 8, threshold));
  expect([...falling].sort((a, b) => b - a)).toEqual(falling);
  expect(meanGPassAtK({ samples: 4, right: 4 }, 4)).toBeCloseTo(1);
});
