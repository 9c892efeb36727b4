// OPT-125M and OPT-350M on SIQA and WinoGrande, the first demo of OpenCompass. OPT needs the ONNX engine, which this version
// does not have yet: name another model with --models or --model.

import { defineConfig } from "oc-local";

export default defineConfig({
  models: ["hf_opt_125m", "hf_opt_350m"],
  datasets: ["siqa_ppl", "winogrande_ppl"],
});
