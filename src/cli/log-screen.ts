// What --debug shows instead of a progress bar: every line of the log, as text, when it happens.

import type { OnRunEvent } from "../run/events.ts";
import { formatText, toLogLine } from "../run/logs/log-line.ts";
import { ToldRows } from "../run/logs/told-rows.ts";

export function logScreen(stream: { write(text: string): unknown }): OnRunEvent {
  const rows = new ToldRows();
  return (happened) => {
    // A warning tells of datasets that cannot be read, of all together.
    if (happened.type === "task-failed" && happened.isUnread) return;
    const event = rows.take(happened);
    const line = event && toLogLine(event, new Date());
    if (line !== undefined) stream.write(`${formatText(line)}\n`);
  };
}
