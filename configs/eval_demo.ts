// OPT-125M and OPT-350M on SIQA and WinoGrande, the first demo of OpenCompass. OPT runs as ONNX; --models and --model name another
// model.

import { defineConfig } from "oc-local";

export default defineConfig({
  models: ["hf_opt_125m", "hf_opt_350m"],
  datasets: ["siqa_ppl", "winogrande_ppl"],
});
