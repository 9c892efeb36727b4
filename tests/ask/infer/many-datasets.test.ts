// Many small datasets are computed as one dataset of the same rows is: the same number of native steps, so no batch or slot waits
// at the end of a dataset.

import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { AskableTask } from "../../../src/ask/infer/askable-task.ts";
import { inferTasks } from "../../../src/ask/infer/infer-tasks.ts";
import { open } from "../../../src/engines/llama.ts";
import { createInferencer as createGenerate } from "../../../src/inferencers/generate.ts";
import { createInferencer as createPerplexity } from "../../../src/inferencers/perplexity.ts";
import { noKeys } from "../../../src/store/journal/stored-keys.ts";
import { tinyOptions } from "../../engines/tiny-model.ts";
import { inferenceContext } from "../../inferencers/context.ts";
import { sourceOf } from "../../run/task-source.ts";

const subjects = 52;
const rowsPerSubject = 3;
const rows = Array.from({ length: subjects * rowsPerSubject }, (_, row) => ({
  q: `Subject ${Math.floor(row / rowsPerSubject)}. Question ${row}, of ${"many ".repeat(row % 5)}words:`,
  answer: "A",
}));

const kinds = {
  generate: (test: typeof rows) => {
    const context = inferenceContext({ test, promptTemplate: { template: "{q} {answer}" } });
    return createGenerate({ maxOutLen: 6 }, context);
  },
  score: (test: typeof rows) => {
    const template = { A: "{q} yes", B: "{q} no" };
    return createPerplexity({}, inferenceContext({ test, promptTemplate: { template } }));
  },
};

function tasksOf(kind: keyof typeof kinds, size: number): AskableTask[] {
  return Array.from({ length: rows.length / size }, (_, i) => {
    const own = rows.slice(i * size, (i + 1) * size);
    return { dataset: `${i}`, from: 0, to: size, done: noKeys(), inferencer: kinds[kind](own), gold: () => "A" };
  });
}

async function ask(kind: keyof typeof kinds, size: number) {
  const engine = await open(tinyOptions({ parallelSequences: 8 }));
  try {
    const source = sourceOf(tasksOf(kind, size));
    // Reading a dataset takes a moment.
    const opened = {
      ...source,
      open: (task: Parameters<typeof source.open>[0]) => sleep(2).then(() => source.open(task)),
    };
    let answered = 0;
    await inferTasks(opened, {
      engine,
      modelFingerprint: "",
      signal: new AbortController().signal,
      emit: ({ type }) => {
        if (type === "row") answered += 1;
      },
    });
    return { answered, ...engine.timings() };
  } finally {
    await engine.close();
  }
}

test.each(["generate", "score"] as const)(
  "52 subjects take no more steps than one dataset of their rows: %s",
  async (kind) => {
    const one = await ask(kind, rows.length);
    const many = await ask(kind, rowsPerSubject);
    expect([one.answered, many.answered]).toEqual([rows.length, rows.length]);
    expect(many.computedTokens).toBe(one.computedTokens);
    expect(many.steps / one.steps).toBeLessThan(1.05);
  },
);
