// The embedded model of about a million parameters, trained for this project's tests and demo (models/oc-tiny), and its
// quantised forms. It was taught the demo sets of data/tiny and nothing else. As a base model it answers scored texts
// only: asked to generate without its chat template it has learned to answer at random.

import { defineModels } from "oc-local";

export default defineModels({
  oc_tiny: { abbr: "oc-tiny", kind: "chat", files: ["oc-tiny-f16.gguf"] },
  oc_tiny_q8_0: { abbr: "oc-tiny-q8_0", kind: "chat", files: ["oc-tiny-q8_0.gguf"] },
  oc_tiny_q4_0: { abbr: "oc-tiny-q4_0", kind: "chat", files: ["oc-tiny-q4_0.gguf"] },
  oc_tiny_base: { abbr: "oc-tiny-base", kind: "base", files: ["oc-tiny-f16.gguf"] },
});
