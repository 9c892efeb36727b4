// The embedded model of about a million parameters, made for this project's tests and demo (models/oc-tiny). It answers
// at chance level; what it shows is that a run works. It was never taught to end an answer: punctuation ends it here, so
// that runs stay short.

import { defineModels, type ModelInput } from "oc-local";

const common: Pick<ModelInput, "files" | "stopWords"> = {
  files: ["oc-tiny-f16.gguf"],
  stopWords: [".", ",", "。", "，", "\n"],
};

export default defineModels({
  oc_tiny: { abbr: "oc-tiny", kind: "chat", ...common },
  oc_tiny_base: { abbr: "oc-tiny-base", kind: "base", ...common },
});
