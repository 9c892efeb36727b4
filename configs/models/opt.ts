// OPT (Meta). Names and limits are OpenCompass's. llama.cpp does not know this architecture: the entries are ONNX models, which the
// checkpoint is exported to.

import { defineModels, type ModelInput } from "oc-local";

export default defineModels({
  hf_opt_125m: onnx("opt-125m-hf", "opt-125m"),
  hf_opt_350m: onnx("opt-350m-hf", "opt-350m"),
});

function onnx(abbr: string, name: string): ModelInput {
  const checkpoint = `facebook/${name}`;
  return { abbr, kind: "base", engine: "onnx", files: [`${name}-ONNX`], checkpoint, maxOutLen: 1024 };
}
