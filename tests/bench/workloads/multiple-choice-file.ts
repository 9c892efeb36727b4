// Questions in the binary format of `llama-perplexity --multiple-choice`:
//   u32 tasks, u32 positions[tasks] | task: text question, answers, answers | answers: u32 n, text[n], i32 is_right[n]
// A text is a u32 of its bytes, then UTF-8. Layout: multiple_choice_task::deserialize in tools/perplexity of llama.cpp.
// The tool puts a space between question and answer, which here belongs to the answer's first word.

import type { Words } from "../words.ts";
import type { Question } from "./questions.ts";

export function multipleChoiceFile(vocabulary: Words, questions: readonly Question[]): Buffer {
  const textOf = (tokens: readonly number[]) => tokens.map(vocabulary.text).join("");
  const tasks = questions.map((question) => {
    const answers = encodeAnswers(question, textOf);
    // Twice: one right answer, and several, which the tool reads and leaves aside.
    return Buffer.concat([text(textOf(question.context)), answers, answers]);
  });
  let position = 0;
  const positions = tasks.map((task) => {
    const at = position;
    position += task.length;
    return u32(at);
  });
  return Buffer.concat([u32(tasks.length), ...positions, ...tasks]);
}

function encodeAnswers({ options, tail }: Question, textOf: (tokens: readonly number[]) => string): Buffer {
  const texts = options.map((option) => text(textOf([...option, ...tail]).trimStart()));
  return Buffer.concat([u32(options.length), ...texts, ...options.map((_, i) => u32(i === 0 ? 1 : 0))]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u32(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
