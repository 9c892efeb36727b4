// What --debug shows instead of a progress bar: every line of the log, as text, when it happens.

import { PlanningLine } from "../report/eval/planning-line.ts";
import type { OnRunEvent } from "../run/evaluation-run.ts";
import { eventLines } from "../run/event-lines.ts";
import { type ScreenStream, screenOn } from "./screen.ts";

/** Shows a run while it goes on. */
export interface RunScreen {
  readonly onEvent: OnRunEvent;
  /** Before anything else is written to the terminal. */
  clear(): void;
}

export function logScreen(stream: ScreenStream): RunScreen {
  const screen = screenOn(stream);
  const lineOf = eventLines();
  const planning = new PlanningLine(Date.now);
  const onEvent: OnRunEvent = (happened) => {
    if (happened.type === "planning") {
      const text = planning.plain(happened);
      if (text !== undefined) screen.write(`${text}\n`);
      return;
    }
    // A warning tells of datasets that cannot be read, of all together.
    if (happened.type === "task-failed" && happened.isRefused) return;
    const line = lineOf(happened);
    if (line !== undefined) screen.write(`${line}\n`);
  };
  return { onEvent, clear: () => {} };
}
