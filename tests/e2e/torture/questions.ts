// A dataset in SIQA's layout for long runs: the embedded model's own demo questions, told of many people, so that every row is
// another one and all are of a kind that the model has seen.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../cli.ts";

const names = ["Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gil", "Hana", "Ivo", "Jana", "Karl", "Lian"];
const sample = join(projectRoot, "data", "tiny", "siqa");

interface Question {
  context: string;
  question: string;
}

/** Writes `<root>/siqa` with so many questions, at most 1200. */
export function writeQuestions(root: string, rows: number): void {
  const told = readQuestions("dev");
  const labels = readFileSync(join(sample, "dev-labels.lst"), "utf8").trim().split("\n");
  const all = names.flatMap((name) => told.map((question) => renamed(question, name)));
  if (all.length < rows) throw new RangeError(`${rows} questions were asked for, ${all.length} can be made`);
  const folder = join(root, "siqa");
  mkdirSync(folder, { recursive: true });
  const write = (split: string, questions: readonly object[], answers: readonly string[]) => {
    writeFileSync(join(folder, `${split}.jsonl`), questions.map((each) => `${JSON.stringify(each)}\n`).join(""));
    writeFileSync(join(folder, `${split}-labels.lst`), `${answers.join("\n")}\n`);
  };
  write(
    "dev",
    all.slice(0, rows),
    Array.from({ length: rows }, (_, row) => labels[row % told.length] as string),
  );
  write("train", told.slice(0, 5), labels.slice(0, 5));
}

function readQuestions(split: string): Question[] {
  const lines = readFileSync(join(sample, `${split}.jsonl`), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as Question);
}

/** Every question of the sample begins with the name of its person. */
function renamed({ context, question, ...answers }: Question, name: string): Question {
  const person = /^\w+/.exec(context)?.[0] ?? "";
  return { ...answers, context: context.replaceAll(person, name), question: question.replaceAll(person, name) };
}
