// Self-consistency is generated although the table calls its mode "unknown", as upstream's does.

import { expect, test } from "vitest";
import { modelSchema } from "../../src/config/model-schema.ts";
import type { ModelFile } from "../../src/run/model-files.ts";
import { outputTokens, promptMode } from "../../src/run/plan.ts";
import type { ResolvedDataset } from "../../src/run/resolve.ts";

const dataset = (mode: string, inferencer: object) =>
  ({ id: "d", version: "", mode, config: { infer: { inferencer } } }) as ResolvedDataset;
const model = { config: modelSchema.parse({ abbr: "tiny", maxOutLen: 77 }) } as ModelFile;

test("a dataset asked by self-consistency is planned with room for what is generated", () => {
  expect(promptMode(dataset("unknown", {}))).toBe("gen");
  expect(outputTokens(model, dataset("unknown", { maxOutLen: 9 }))).toBe(9);
  expect(outputTokens(model, dataset("unknown", {}))).toBe(77);
});

test("labels that are scored generate nothing", () => {
  for (const mode of ["ppl", "ll"]) expect(outputTokens(model, dataset(mode, {}))).toBe(0);
});
