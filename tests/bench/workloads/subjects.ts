// Questions in the shape of C-Eval's subjects, as data files and the configuration that asks them: once as a dataset for each
// subject, once as a single dataset of the same rows in the same order, so that the prompts are the same to the token.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Words, wordsOf } from "../words.ts";

export interface SubjectsShape {
  subjects: number;
  rowsPerSubject: number;
  /** Words that all rows of a subject begin with. */
  shotWords: number;
  questionWords: number;
}

export type Mode = "gen" | "ppl";

export interface AskedModel {
  path: string;
  device: string;
  threads: number;
}

export interface SubjectsOptions {
  mode: Mode;
  model: AskedModel;
  /** Tokens of an answer: not one more or less. */
  outputTokens: number;
}

/** Writes the data and a config file. @returns Its path. */
export function writeSubjects(folder: string, tables: readonly (readonly Row[])[], options: SubjectsOptions): string {
  const { mode, model, outputTokens } = options;
  const datasets = tables.map((rows, i) => {
    const file = join(folder, `subject-${i}.jsonl`);
    writeFileSync(file, `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
    return {
      abbr: `subject-${i}`,
      source: { type: "jsonl", path: file },
      reader: { inputColumns: ["shots", "question"], outputColumn: "answer" },
      infer: { retriever: { type: "zero" }, ...(mode === "gen" ? asked(outputTokens) : scored) },
      evaluate: { evaluator: { type: "accuracy" } },
    };
  });
  const models = [{ abbr: "measured", kind: "base", ...model, batchSize: 16 }];
  const path = join(folder, "config.json");
  writeFileSync(path, JSON.stringify({ models, datasets }));
  return path;
}

const prompt = "{shots}{question}";
const letters = ["A", "B", "C", "D"];
const scored = {
  promptTemplate: { template: Object.fromEntries(letters.map((letter) => [letter, `${prompt} ${letter}`])) },
  inferencer: { type: "perplexity" },
};
const asked = (maxOutLen: number) => ({
  promptTemplate: { template: prompt },
  inferencer: { type: "generate", maxOutLen, minOutLen: maxOutLen },
});

export interface Row {
  shots: string;
  question: string;
  answer: string;
}

/** Rows by subject. */
export function subjectTables(vocabulary: Words, shape: SubjectsShape, content: number): Row[][] {
  const words = wordsOf(vocabulary, content);
  const text = (count: number) => words(count).map(vocabulary.text).join("");
  return Array.from({ length: shape.subjects }, () => {
    const shots = text(shape.shotWords);
    return Array.from({ length: shape.rowsPerSubject }, () => ({
      shots,
      question: text(shape.questionWords),
      answer: "A",
    }));
  });
}
