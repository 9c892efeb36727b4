// The last lines of a run's log that concern a failed task: what led to it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { FailedTask } from "./answers.ts";
import type { RunEvent } from "./events.ts";
import type { Workspace } from "./workspace.ts";

const shownLines = 4;

type LogLine = RunEvent & { time: string };

/** Oldest first, without what repeats the task's own reason. @throws OcLocalError STORAGE where the log cannot be read. */
export function logTail(workspace: Workspace, task: FailedTask): string[] {
  const lines = (["infer", "eval"] as const).flatMap((stage) =>
    readLog(join(workspace.path, "logs", stage, "run.jsonl")),
  );
  const texts = lines.flatMap((line) => {
    const text = describe(line, task);
    return text === undefined ? [] : [`${line.time.slice(11, 19)} ${text}`];
  });
  return texts.slice(-shownLines);
}

function describe(line: LogLine, { model, dataset, reason }: FailedTask): string | undefined {
  switch (line.type) {
    case "warning":
      return line.text.startsWith(`${model}: `) ? `warning: ${line.text}` : undefined;
    case "row":
      if (line.model !== model || line.dataset !== dataset || line.reason === undefined) return undefined;
      return reason.includes(`row ${line.row}: ${line.reason}`) ? undefined : `row ${line.row}: ${line.reason}`;
    case "task-failed":
      // The message is told; where it came from is not.
      if (line.model !== model || line.dataset !== dataset || line.stack === undefined) return undefined;
      return line.stack
        .split("\n")
        .find((frame) => frame.startsWith("    at "))
        ?.trim();
    default:
      return undefined;
  }
}

function readLog(path: string): LogLine[] {
  if (!existsSync(path)) return [];
  try {
    return readFileSync(path, "utf8").split("\n").flatMap(parseLine);
  } catch (error) {
    throw new OcLocalError("STORAGE", `cannot read ${path}: ${errorMessage(error)}`, { cause: error });
  }
}

function parseLine(text: string): LogLine[] {
  if (text === "") return [];
  try {
    return [JSON.parse(text) as LogLine];
  } catch {
    return []; // cut short by a crash
  }
}
