// Self-consistency is generated although the table calls its mode "unknown", as upstream's does.

import { expect, test } from "vitest";
import { modelSchema } from "../../src/config/model-schema.ts";
import type { ModelFile } from "../../src/plan/model-files.ts";
import { outputTokens, promptMode } from "../../src/plan/plan.ts";
import type { ResolvedDataset } from "../../src/plan/resolve.ts";

const dataset = (type: string, options: object = {}) =>
  ({
    id: "d",
    version: "",
    mode: "unknown",
    config: { infer: { inferencer: { type, ...options } } },
  }) as ResolvedDataset;
const model = { config: modelSchema.parse({ abbr: "tiny", maxOutLen: 77 }) } as ModelFile;

test("a dataset asked by self-consistency is planned with room for what is generated", () => {
  expect(promptMode(dataset("self-consistency"))).toBe("gen");
  expect(outputTokens(model, dataset("self-consistency", { maxOutLen: 9 }))).toBe(9);
  expect(outputTokens(model, dataset("self-consistency"))).toBe(77);
});

test("what is scored generates nothing; a choice's token stands behind its prompt", () => {
  for (const type of ["perplexity", "log-likelihood", "perplexity-only"]) {
    expect(outputTokens(model, dataset(type, { maxOutLen: 9 }))).toBe(0);
    expect(promptMode(dataset(type))).toBe("ppl");
  }
  expect(outputTokens(model, dataset("conditional-log-prob"))).toBe(1);
  expect(promptMode(dataset("conditional-log-prob"))).toBe("gen");
});
