// What `npm run real` calls equal and what it does not, on the embedded model: a reference of its own answers, then with single
// numbers, prompts and texts changed.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReference, type VariantReport } from "./check-reference.ts";
import { hashOfJson, hashOfText } from "./compare-row.ts";
import { findModel } from "./find-model.ts";
import { type GeneratedRow, isScored, type Reference, readReferenceFile, type ScoredRow } from "./reference-file.ts";
import { replay } from "./replay.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const models = join(root, "models", "oc-tiny");
const dataDir = join(root, "data");
const folder = mkdtempSync(join(tmpdir(), "oc-local-real-test-"));
const modelPath = join(models, "oc-tiny-f16.gguf");
let own: Reference;

/** Rows 0, 1 and 3: what is asked is cut at the gap. */
const blank = {
  model: "oc-tiny-f16",
  kind: "base (as a test)",
  path: "",
  datasets: {
    siqa: {
      variant: "siqa_ppl_ced5f6",
      rows: [0, 1, 3].map((row) => ({
        row,
        labels: Object.fromEntries(["1", "2", "3"].map((label) => [label, { ppl: 0, prompt_sha: "" }])),
        prediction: "",
      })),
    },
    winogrande: {
      variant: "winogrande_gen_458220",
      rows: [0, 1].map((row) => ({ row, prompt_sha: "", text: "", max_new_tokens: 6 })),
    },
  },
} as Reference;

beforeAll(async () => {
  const workDir = mkdtempSync(join(folder, "own-"));
  const { rows } = await replay(blank, modelPath, { dataDir, workDir });
  own = structuredClone(blank);
  for (const row of Object.values(own.datasets).flatMap(({ rows }) => rows)) {
    const answer = rows.shift()?.stored ?? {};
    if (isScored(row)) {
      row.prediction = String(answer.prediction);
      for (const [label, expected] of Object.entries(row.labels)) {
        const { PPL, prompt } = answer[`label: ${label}`] as { PPL: number; prompt: string };
        Object.assign(expected, { ppl: PPL, prompt_sha: hashOfText(prompt) });
      }
    } else {
      row.text = String(answer.prediction);
      row.prompt_sha = hashOfJson(answer.origin_prompt);
    }
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The own reference with a change, by variant. */
async function check(change: (rows: { scored: ScoredRow[]; generated: GeneratedRow[] }) => void) {
  const changed = structuredClone(own);
  change({
    scored: changed.datasets.siqa?.rows.filter(isScored) ?? [],
    generated: (changed.datasets.winogrande?.rows ?? []).filter((row) => !isScored(row)) as GeneratedRow[],
  });
  const reports = await checkReference(changed, { path: modelPath, isF32: false }, dataDir);
  return { scored: reports[0] as VariantReport, generated: reports[1] as VariantReport };
}

test("a model's own answers are equal, row by row, across a gap between rows", async () => {
  const { scored, generated } = await check(() => undefined);
  expect(scored).toMatchObject({
    rows: 3,
    prompts: { equal: 9, all: 9 },
    equal: 3,
    ppl: 0,
    failures: [],
    nearTies: [],
  });
  expect(generated).toMatchObject({ rows: 2, prompts: { equal: 2, all: 2 }, equal: 2, ppl: null, failures: [] });
});

test("another PPL, choice, prompt or text fails, and says which row", async () => {
  const { scored, generated } = await check(({ scored: [first, second, third], generated: [text, prompt] }) => {
    (first?.labels["2"] as { ppl: number }).ppl += 0.5;
    (second as ScoredRow).prediction = farthestLabel(second as ScoredRow);
    (third?.labels["1"] as { prompt_sha: string }).prompt_sha = "0".repeat(16);
    (text as GeneratedRow).text = " Zürich, of all places";
    (prompt as GeneratedRow).prompt_sha = "0".repeat(16);
  });
  expect(scored.failures.map((words) => words.replace(/[\d.]{6,}/g, "#"))).toEqual([
    expect.stringMatching(/^siqa_0, row 0: PPL of 2 is #, not #: # apart$/),
    expect.stringMatching(/^siqa_0, row 1: chooses \d, not \d: # apart$/),
    "siqa_1, row 3: the prompt of 1 is not OpenCompass's",
  ]);
  expect(scored).toMatchObject({ rows: 3, equal: 0, prompts: { equal: 8, all: 9 } });
  expect(generated.failures).toEqual([
    expect.stringMatching(/^winogrande, row 0: the text parts at token 1, ".*" instead of ".*": [\d.]+ nats apart$/),
    "winogrande, row 1: the prompt is not OpenCompass's",
  ]);
});

test("F32 weights are taken before the quantised ones that a reference names, and others never", async () => {
  const place = mkdtempSync(join(folder, "models-"));
  const add = (name: string) => writeFileSync(join(place, name), "");
  add("some-model-q8_0.gguf");
  add("some-model-instruct-f32.gguf");
  expect(await findModel(place, "some-model-q4_k_m")).toBeNull();
  add("some-model-Q4_K_M.gguf");
  expect(await findModel(place, "some-model-q4_k_m")).toEqual({
    path: join(place, "some-model-Q4_K_M.gguf"),
    isF32: false,
  });
  add("some-model-f32.gguf");
  expect(await findModel(place, "some-model-q4_k_m")).toEqual({
    path: join(place, "some-model-f32.gguf"),
    isF32: true,
  });
});

test("a file of another form is refused by name", () => {
  const path = join(folder, "other.json");
  writeFileSync(path, JSON.stringify({ ...blank, kind: "completion" }));
  expect(() => readReferenceFile(path)).toThrow(
    /other\.json is not of a reference's form: .*neither "base" nor "chat"/,
  );
});

function farthestLabel({ labels }: ScoredRow): string {
  return Object.entries(labels).sort(([, a], [, b]) => b.ppl - a.ppl)[0]?.[0] ?? "";
}
