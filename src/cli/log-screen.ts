// What --debug shows instead of a progress bar: every line of the log, as text, when it happens.

import type { OnRunEvent } from "../run/events.ts";
import { formatText, toLogLine } from "../run/log-line.ts";

export function logScreen(stream: { write(text: string): unknown }): OnRunEvent {
  return (event) => {
    const line = toLogLine(event, new Date());
    if (line !== undefined) stream.write(`${formatText(line)}\n`);
  };
}
