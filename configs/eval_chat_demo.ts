// Two chat models on the first 64 questions of GSM8K and MATH.

import { defineConfig } from "oc-local";

export default defineConfig({
  models: ["hf_qwen2_1_5b_instruct", "hf_internlm2_chat_1_8b"],
  datasets: ["demo_gsm8k_chat_gen", "demo_math_chat_gen"],
});
