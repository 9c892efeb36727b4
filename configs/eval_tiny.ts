// What `oc-local eval` runs when nothing is named: the embedded model on the demo sets it was trained for, generation and
// perplexity, Chinese and English. Low scores here mean that something is broken, not that the model is small.

import { defineConfig } from "oc-local";

export default defineConfig({ models: ["oc_tiny"], datasets: ["tiny"] });
