// Where the answers and references of each dataset were read: one line for all that have them from the same place.

import type { EvaluationFacts } from "../evaluate/facts.ts";

const named = 4;

/** Below the table. @param results By model and dataset. */
export function sourceFootnotes(
  results: ReadonlyMap<string, ReadonlyMap<string, { facts: EvaluationFacts | undefined }>>,
): string[] {
  const notes = new SourceNotes();
  for (const [model, byDataset] of results)
    for (const [dataset, { facts }] of byDataset)
      if (facts?.source !== undefined) notes.add(`${model} / ${dataset}`, facts.source);
  return notes.lines().map((line) => `${line}.`);
}

export class SourceNotes {
  readonly #tasks = new Map<string, string[]>();

  add(task: string, source: string): void {
    const tasks = this.#tasks.get(source);
    if (tasks === undefined) this.#tasks.set(source, [task]);
    else tasks.push(task);
  }

  lines(): string[] {
    return [...this.#tasks].map(([source, tasks]) => {
      const more = tasks.length > named ? ` and ${tasks.length - named} more` : "";
      return `${tasks.slice(0, named).join(", ")}${more}: ${source}`;
    });
  }
}
