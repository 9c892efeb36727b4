// A model that computes no numbers: every way of asking says so, and what to try.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ggufBytes } from "../../engines/gguf-writer.ts";
import { tinyModelFile } from "../../engines/rewrite-gguf.ts";
import { advised } from "../follow-hint.ts";
import { goodDataset } from "./config-cases.ts";
import { type Story, story } from "./story.ts";

const ways = {
  ppl: {
    inferencer: { type: "perplexity" },
    promptTemplate: { template: { 0: "{question} {A}", 1: "{question} {B}" } },
  },
  clp: { inferencer: { type: "conditional-log-prob" } },
  text: { inferencer: { type: "perplexity-only" } },
  gen: { inferencer: { type: "generate", maxOutLen: 4 } },
};

/** Four datasets on one model. */
function config(folder: string): object {
  const { infer, reader, ...rest } = goodDataset();
  const source = { type: "jsonl", path: "q.jsonl" };
  const datasets = Object.entries(ways).map(([abbr, way]) => ({
    ...rest,
    abbr,
    source,
    reader: { ...reader, outputColumn: abbr === "text" ? null : "answer" },
    infer: { ...infer, ...way },
    evaluate: { evaluator: { type: abbr === "clp" ? "auc-roc" : abbr === "text" ? "average-ppl" : "accuracy" } },
  }));
  return { models: [{ abbr: "m", path: join(folder, "m.gguf"), type: "HuggingFaceBaseModel" }], datasets };
}

function write(folder: string, isBroken: boolean): void {
  const { metadata, tensors } = tinyModelFile();
  const broken = tensors.map((tensor) =>
    tensor.name === "output_norm.weight" ? { ...tensor, data: Buffer.alloc(tensor.data?.length ?? 0, 0xff) } : tensor,
  );
  writeFileSync(join(folder, "m.gguf"), ggufBytes({ metadata, tensors: isBroken ? broken : tensors }));
}

export const numberStories: readonly Story[] = [
  story(
    "a model that computes no numbers",
    (folder) => {
      write(folder, true);
      const rows = [0, 1].map((answer) => ({ question: "2 + 3 = ?", A: "5", B: "6", answer, choices: ["A", "B"] }));
      const text = (answers: readonly unknown[]) => answers.map((row) => `${JSON.stringify(row)}\n`).join("");
      writeFileSync(join(folder, "q.jsonl"), text(rows));
      writeFileSync(join(folder, "numbers.json"), JSON.stringify(config(folder)));
      return ["eval", join(folder, "numbers.json"), "--data-dir", folder, "-w", join(folder, "runs")];
    },
    {
      says: /a log-probability that is no number[\s\S]*the text's perplexity is NaN/,
      code: 1,
      follow({ hint, args, folder }) {
        advised(hint, /(the model file is damaged .* try another quantisation or the CPU)/);
        write(folder, false);
        return args;
      },
    },
  ),
];
