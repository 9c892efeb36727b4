import { expect, test } from "vitest";
import { findModel, listModels } from "../../../src/config/catalog.ts";
import { modelSchema } from "../../../src/config/model-schema.ts";
import { parseConfig } from "../../../src/config/parse.ts";
import { modelNames } from "../../../src/plan/model-place/model-names.ts";
import { quantisationRank, readModelName } from "../../../src/plan/model-place/quantisation.ts";

test.each([
  ...[
    "Q2_K",
    "Q3_K_S",
    "Q3_K_M",
    "Q3_K_L",
    "Q3_K_XL",
    "Q4_0",
    "Q4_1",
    "Q4_K",
    "Q4_K_S",
    "Q4_K_M",
    "Q4_K_L",
    "Q5_0",
    "Q5_1",
  ],
  ...[
    "Q5_K_S",
    "Q5_K_M",
    "Q6_K",
    "Q6_K_L",
    "Q8_0",
    "Q8",
    "Q4_0_4_4",
    "Q4_0_4_8",
    "Q4_0_8_8",
    "TQ1_0",
    "TQ2_0",
    "MXFP4",
    "NVFP4",
  ],
  ...[
    "IQ1_S",
    "IQ1_M",
    "IQ2_XXS",
    "IQ2_XS",
    "IQ2_S",
    "IQ2_M",
    "IQ3_XXS",
    "IQ3_XS",
    "IQ3_S",
    "IQ3_M",
    "IQ4_XS",
    "IQ4_NL",
  ],
  ...["F16", "BF16", "F32", "fp16", "FP32", "MXFP4_MOE", "q4_k_m", "q4.k.m", "Q4-K-M"],
])("Qwen2-1.5B-Instruct in %s is that model, however it is written", (quantisation) => {
  const plain = quantisation.toLowerCase().replaceAll(/[._]/g, "-");
  for (const form of ["-%", ".%", "_%", ".i1-%", "-UD-%", "-imatrix-%", "-%-GGUF", "-%-imat", ".%.gguf"])
    expect(readModelName(`Qwen2-1.5B-Instruct${form.replace("%", quantisation)}`), form).toEqual({
      model: "qwen2-1-5b-instruct",
      quantisation: plain,
    });
});

test("names without a quantisation are left whole", () => {
  for (const name of ["Qwen2-1.5B", "phi-4", "gemma-3-1b-it-qat", "TinyLlama-1.1B-Chat-v1.0", "llama-2-7b", "opt-125m"])
    expect(readModelName(name)).toEqual({ model: name.toLowerCase().replaceAll(".", "-"), quantisation: null });
  expect(readModelName("Qwen2-1.5B-Instruct-GGUF")).toEqual({ model: "qwen2-1-5b-instruct", quantisation: null });
});

test("the more precise comes first, and what llama.cpp has dropped after its kin", () => {
  const order = [
    "F16",
    "BF16",
    "F32",
    "Q8_0",
    "Q6_K",
    "Q5_K_M",
    "Q5_K_S",
    "Q4_K_L",
    "Q4_K_M",
    "Q4_K_S",
    "IQ4_XS",
    "Q3_K_L",
    "IQ3_M",
    "Q2_K",
  ];
  const ranks = [null, ...order].map((name) =>
    quantisationRank(name === null ? null : readModelName(`m-${name}`).quantisation),
  );
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks).size).toBe(ranks.length);
  expect(quantisationRank("q4-0-4-4")).toBeGreaterThan(quantisationRank("q4-0"));
});

test("no name of a built-in model is that of another checkpoint", async () => {
  const owners = new Map<string, string>();
  for (const { name } of await listModels()) {
    const config = parseConfig(modelSchema, await findModel(name), name);
    if (config.checkpoint === undefined) continue;
    for (const model of modelNames(config)) {
      expect(owners.get(model) ?? config.checkpoint, `${name}: ${model}`).toBe(config.checkpoint);
      owners.set(model, config.checkpoint);
    }
  }
  expect(owners.size).toBeGreaterThan(60);
});
