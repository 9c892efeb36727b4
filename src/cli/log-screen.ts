// What --debug shows instead of a progress bar: every line of the log, as text, when it happens.

import type { OnRunEvent } from "../job/events.ts";
import { formatText, toLogLine } from "../store/logs/log-line.ts";
import { ToldRows } from "../store/logs/told-rows.ts";
import { PlanningLine } from "./planning-line.ts";
import { type ScreenStream, screenOn } from "./screen.ts";

/** Shows a run while it goes on. */
export interface RunScreen {
  readonly onEvent: OnRunEvent;
  /** Before anything else is written to the terminal. */
  clear(): void;
}

export function logScreen(stream: ScreenStream): RunScreen {
  const screen = screenOn(stream);
  const rows = new ToldRows();
  const planning = new PlanningLine(Date.now);
  const onEvent: OnRunEvent = (happened) => {
    if (happened.type === "planning") {
      const text = planning.plain(happened);
      if (text !== undefined) screen.write(`${text}\n`);
      return;
    }
    // A warning tells of datasets that cannot be read, of all together.
    if (happened.type === "task-failed" && happened.isRefused) return;
    const event = rows.take(happened);
    const line = event && toLogLine(event, new Date());
    if (line !== undefined) screen.write(`${formatText(line)}\n`);
  };
  return { onEvent, clear: () => {} };
}
