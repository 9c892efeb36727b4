// Which part of a run is going on, as its events tell, and what Ctrl-C means there.

import type { OnRunEvent } from "../run/evaluation-run.ts";
import type { StopWords } from "./interrupt.ts";

type Phase = "plan" | "infer" | "eval" | "summary";

export class RunPhase {
  #phase: Phase = "plan";

  /** Follows the events on their way. */
  following(onEvent: OnRunEvent): OnRunEvent {
    return (event) => {
      if (event.type === "stage") this.#phase = event.stage;
      onEvent(event);
    };
  }

  get stopWords(): StopWords {
    return words[this.#phase];
  }
}

const words: Record<Phase, StopWords> = {
  plan: { first: "nothing has been asked yet", atOnce: "Nothing was asked." },
  infer: {
    first: "answers that end within a second are kept",
    atOnce: "What was answered is stored; eval -r continues.",
  },
  eval: {
    first: "every answer is stored; scoring ends at the next row",
    atOnce: "The answers are stored; eval -r scores them.",
  },
  summary: {
    first: "every score is stored",
    atOnce: "The scores are stored; eval -r --mode viz makes the table.",
  },
};
