// What `oc-local eval` runs when nothing is named: the embedded model on the sample data of this package, every way of
// asking once. It also shows how a config picks single entries out of a dataset's variants.

import { type DatasetConfig, defineConfig } from "oc-local";
import ceval from "./datasets/ceval.ts";

const { ceval_gen_5f30c7, ceval_ppl_578f8d } = ceval.variants;

export default defineConfig({
  models: ["oc_tiny"],
  datasets: [
    "demo_gsm8k_chat_gen",
    "demo_math_chat_gen",
    "siqa_ppl",
    "winogrande_ppl",
    ...subjects(ceval_gen_5f30c7(), ["high_school_physics", "chinese_language_and_literature", "accountant"]),
    ...subjects(ceval_ppl_578f8d(), ["computer_network", "modern_chinese_history"]),
  ],
});

function subjects(entries: DatasetConfig[], names: string[]): DatasetConfig[] {
  return entries.filter(({ abbr }) => names.includes(abbr.replace("ceval-", "")));
}
