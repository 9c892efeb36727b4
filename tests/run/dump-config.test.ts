import { expect, test } from "vitest";
import { fingerprint } from "../../src/core/fingerprint.ts";
import { resolveRun } from "../../src/plan/resolve.ts";
import { dumpConfig } from "../../src/run/dump-config.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { invocationOf } from "./invocation.ts";

const folder = await tempFolder();

const config = `
import { defineConfig } from "oc-local";

export async function loadRows() { return [{ q: "1+1?", answer: "2" }]; }
const trimmed = (text) => text.trim();

export default defineConfig({
  models: ["oc_tiny_base"],
  datasets: [{
    abbr: "sums",
    source: { type: loadRows, path: "/nowhere", apiKey: "sk-123", auth: { password: "hunter2" }, pageTokens: 5 },
    reader: { inputColumns: ["q"], outputColumn: "answer" },
    infer: {
      promptTemplate: { template: "</E>{q}", iceToken: "</E>", sepToken: "<X>" },
      retriever: { type: "zero" },
      inferencer: { type: "generate" },
    },
    evaluate: { evaluator: { type: "accuracy" }, predPostprocessor: { type: trimmed, note: undefined } },
  }],
});
`;

async function dumped() {
  await folder.write("sums.ts", config);
  return dumpConfig(await resolveRun(invocationOf(folder.path, { config: "sums.ts" })));
}

test("a dumped config is JSON: what is read back is what was dumped", async () => {
  const dump = await dumped();
  expect(JSON.parse(JSON.stringify(dump))).toEqual(dump);
  expect(Object.keys(dump)).toEqual(["models", "datasets", "summarizer", "dataRoot"]);
});

test("functions are named, with a hash of their source", async () => {
  const { datasets } = (await dumped()) as { datasets: Record<string, Record<string, unknown>>[] };
  const [{ source, evaluate } = {}] = datasets;
  expect(source?.type).toMatch(/^loadRows#[0-9a-f]{12}$/);
  expect(evaluate?.predPostprocessor).toEqual({
    type: `trimmed#${fingerprint("(text) => text.trim()").slice(0, 12)}`,
  });
});

test("secrets are left out, words that only look like them are not", async () => {
  const { datasets } = (await dumped()) as { datasets: Record<string, Record<string, unknown>>[] };
  const [{ source, infer } = {}] = datasets;
  expect(source).toMatchObject({ apiKey: "***", auth: { password: "***" }, pageTokens: 5, path: "/nowhere" });
  expect(infer?.promptTemplate).toMatchObject({ iceToken: "</E>", sepToken: "<X>" });
});

test("models carry their file, its fingerprint and what they were taken for; datasets their id and version", async () => {
  const { models, datasets } = (await dumped()) as { models: unknown[]; datasets: unknown[] };
  expect(models).toMatchObject([
    {
      abbr: "oc-tiny-base",
      kind: "base",
      path: expect.stringMatching(/oc-tiny-f16\.gguf$/) as string,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      generation: { do_sample: false, seed: 0 },
    },
  ]);
  expect(datasets).toMatchObject([
    { id: "sums", abbr: "sums", mode: "gen", version: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  ]);
});
