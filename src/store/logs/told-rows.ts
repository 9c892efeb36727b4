// Which failed rows a log tells of: the first of each task, so that its size does not depend on the number of rows.

import type { RunEvent } from "../../job/events.ts";

const toldRows = 20;

export class ToldRows {
  /** Failed rows by task. */
  readonly #counts = new Map<string, number>();

  /** What is told instead of the event; undefined: nothing. Every failed row is in the journal. */
  take(event: RunEvent): RunEvent | undefined {
    if (event.type !== "row") return event;
    if (event.state !== "failed") return undefined;
    const task = `${event.model}\n${event.dataset}`;
    const count = (this.#counts.get(task) ?? 0) + 1;
    this.#counts.set(task, count);
    if (count <= toldRows) return event;
    return count === toldRows + 1
      ? { ...event, reason: "failed too, as may more: all of them are in the journal" }
      : undefined;
  }
}
