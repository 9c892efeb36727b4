// One chat model on C-Eval, the evaluation that OpenCompass courses begin with.

import { defineConfig } from "oc-local";

export default defineConfig({
  models: ["hf_internlm2_5_1_8b_chat"],
  datasets: ["ceval_gen"],
});
