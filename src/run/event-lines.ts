// A run's events as lines of its log, for a terminal.

import type { RunEvent } from "../job/events.ts";
import { formatText, toLogLine } from "../store/logs/log-line.ts";
import { ToldRows } from "../store/logs/told-rows.ts";

/** @returns Gives an event's line; undefined where none is told of it. */
export function eventLines(): (event: RunEvent) => string | undefined {
  const rows = new ToldRows();
  return (happened) => {
    const event = rows.take(happened);
    const line = event && toLogLine(event, new Date());
    return line && formatText(line);
  };
}
