// Two base models on the first 64 questions of GSM8K and MATH.

import { defineConfig } from "oc-local";

export default defineConfig({
  models: ["hf_qwen2_1_5b", "hf_internlm2_1_8b"],
  datasets: ["demo_gsm8k_base_gen", "demo_math_base_gen"],
});
