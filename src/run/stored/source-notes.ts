// Where the answers and references of each dataset were read: one line for all that have them from the same place.

const named = 4;

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
