// Flags that this run's models or datasets leave without effect.

import { join } from "node:path";
import { expect, test } from "vitest";
import { type ModelInput, modelSchema } from "../../src/config/model-schema.ts";
import { packageRoot } from "../../src/core/package.ts";
import { renderTimeOf } from "../../src/core/render-time.ts";
import type { Invocation } from "../../src/job/invocation.ts";
import { openModelFile } from "../../src/plan/model-files.ts";
import { noticesOf } from "../../src/plan/notices.ts";
import { resolveScoring } from "../../src/plan/resolve.ts";
import { invocationOf } from "./invocation.ts";

const path = join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf");

async function notices(dataset: string, modelOverrides: Partial<ModelInput>, given: Partial<Invocation> = {}) {
  const kind = "base";
  const { datasets } = await resolveScoring(invocationOf("/", { datasets: [dataset] }), new Set([kind] as const));
  const model = await openModelFile(modelSchema.parse({ abbr: "tiny", path, kind, ...modelOverrides }), [], {
    cwd: "/",
    renderTime: renderTimeOf(new Date()),
  });
  return noticesOf({ models: [model], datasets }, invocationOf("/", { ...given, modelOverrides }));
}

test("--max-out-len where a dataset sets its own", async () => {
  expect(await notices("gsm8k_gen", { maxOutLen: 8 })).toEqual([
    "--max-out-len has no effect on gsm8k: the dataset sets its own, as in OpenCompass (--overrule-out-len overrules it)",
  ]);
  expect(await notices("siqa_gen", { maxOutLen: 8 })).toEqual([]);
});

test("--batch-size where nothing is generated", async () => {
  expect(await notices("siqa_ppl", { batchSize: 4 })).toEqual([
    "--batch-size has no effect: the engine packs ppl and ll into batches by itself",
  ]);
  expect(await notices("siqa_gen", { batchSize: 4 })).toEqual([]);
});

test("what --deterministic costs", async () => {
  expect(await notices("siqa_ppl", {}, { deterministic: true })).toEqual([
    "--deterministic: rows are asked one at a time; only the prompts of one row are computed together",
  ]);
});

test("--max-seq-len beyond what the model was trained for", async () => {
  expect(await notices("siqa_gen", { maxSeqLen: 999_999 })).toEqual([
    expect.stringMatching(/^tiny: --max-seq-len 999999 is more than the model's context of \d+ tokens/),
  ]);
});

test("sampling settings without do_sample", async () => {
  expect(await notices("siqa_gen", { generation: { temperature: 2, top_p: 0.5 } })).toEqual([
    "tiny: temperature, top_p have no effect: decoding is greedy (do_sample=True samples)",
  ]);
  expect(await notices("siqa_gen", { generation: { temperature: 2, do_sample: true } })).toEqual([]);
  expect(await notices("siqa_gen", { generation: { temperature: 0, do_sample: true, top_p: 0.5 } })).toEqual([
    "tiny: temperature, top_p have no effect: temperature=0 is greedy decoding",
  ]);
});
