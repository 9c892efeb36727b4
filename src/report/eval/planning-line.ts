// How far the planning of prompts is: a live line on a terminal, elsewhere a plain one where it takes long. It is gone when the
// next thing is told.

import { counted } from "../../core/counted.ts";
import type { RunEvent } from "../../job/events.ts";
import { barLine } from "./progress-line.ts";

type PlanningEvent = RunEvent & { type: "planning" };

/** Between plain lines, and before the first: most planning is over by then. */
const plainLineMs = 5000;

export class PlanningLine {
  readonly #now: () => number;
  #model: string | undefined;
  #toldAt = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The text of a live line. @param columns Of the terminal. */
  live(event: PlanningEvent, columns: number): string {
    return barLine(wordsOf(event), Math.min(1, event.share), columns);
  }

  /** Undefined where there is nothing to tell yet. */
  plain(event: PlanningEvent): string | undefined {
    if (event.model !== this.#model) {
      this.#model = event.model;
      this.#toldAt = this.#now();
    }
    if (this.#now() - this.#toldAt < plainLineMs) return undefined;
    this.#toldAt = this.#now();
    return wordsOf(event);
  }
}

function wordsOf({ model, what, rows, share }: PlanningEvent): string {
  return `${model}: ${what} of ${counted(rows, "row")}, ${Math.floor(100 * Math.min(1, share))} %`;
}
