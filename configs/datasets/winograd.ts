// The Winograd Schema Challenge (Levesque et al. 2012). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readHubSplit } from "oc-local";
import { optionsOf } from "./_fields.ts";
import { accuracy, comparing, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["winograd", { type: "winograd", path: "winograd_wsc", name: "wsc285" }]];
const byLabel = { inputColumns: ["opt1", "opt2"], outputColumn: "label", trainSplit: "test", testSplit: "test" };
const byLabel2 = {
  inputColumns: ["prompt", "pronoun", "opt1", "opt2"],
  outputColumn: "label",
  trainSplit: "test",
  testSplit: "test",
};

export default defineDataset({
  title: "Winograd schemas: what a pronoun stands for",
  dimensions: ["language", "reasoning"],
  load: async (path, { name }) => ({
    test: (await readHubSplit(path, "test", { name: String(name) })).map((record, i) => {
      const { text = null, options: _, source: __, ...row } = record;
      const [opt1, opt2] = optionsOf(record, "options", `${path}, record ${i + 1}`, 2) as [string, string];
      return { ...row, prompt: text, opt1, opt2 };
    }),
  }),
  variants: {
    winograd_ppl_8f3049: () =>
      entriesOf(
        rows,
        byLabel,
        comparing({
          0: "{prompt} Q: In the previous text, what does '{pronoun}' refer to? A: {opt1}.",
          1: "{prompt} Q: In the previous text, what does '{pronoun}' refer to? A: {opt2}.",
        }),
        accuracy,
      ),
    winograd_ppl_b6c7ed: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          0: { round: [human("{prompt} Q: In the previous text, what does '{pronoun}' refer to? A: {opt1}")] },
          1: { round: [human("{prompt} Q: In the previous text, what does '{pronoun}' refer to? A: {opt2}")] },
        }),
        accuracy,
      ),
  },
  aliases: { winograd_ppl: "winograd_ppl_b6c7ed" },
});
