// The last lines of a failed task's logs that are warnings or errors: what led to it.

import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { z } from "zod";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import { modelLogPath, taskLogPath, type Workspace } from "../workspace/workspace.ts";
import { indent, type LogLevel, stackFrames } from "./log-line.ts";

const shownLines = 4;
const stages = ["infer", "eval"] as const;

interface Entry {
  time: Date;
  level: LogLevel;
  /** With the lines of a stack. */
  lines: string[];
}

/**
 * Oldest first, without what repeats the task's own reason.
 * @param since Lines of earlier runs in the same folder are left out.
 * @throws OcLocalError STORAGE where a log cannot be read.
 */
export function logTail(workspace: Workspace, task: FailedTask, since = new Date(0)): string[] {
  const entries = stages.flatMap((stage) => telling(workspace, stage, task));
  const texts = entries.flatMap((entry) => {
    const text = entry.time >= since ? describe(entry, task) : undefined;
    return text === undefined ? [] : [`${entry.time.toTimeString().slice(0, 8)} ${text}`];
  });
  return texts.slice(-shownLines);
}

/** Files below the run's folder that say more: logs of the task with warnings or errors, and what its inference process printed. */
export function logFiles(workspace: Workspace, task: FailedTask): string[] {
  const ofTask = stages.flatMap((stage) =>
    telling(workspace, stage, task).length > 0 ? [taskLogPath(workspace, stage, task.model, task.dataset)] : [],
  );
  const printed = [modelLogPath(workspace, task.model)].filter((path) => existsSync(path));
  return [...ofTask, ...printed].map((path) => relative(workspace.path, path));
}

/** Warnings of an evaluation are alarms about its score, which is told below the table. */
function telling(workspace: Workspace, stage: (typeof stages)[number], { model, dataset }: FailedTask): Entry[] {
  const entries = readLog(taskLogPath(workspace, stage, model, dataset));
  return entries.filter(({ level }) => level === "error" || (level === "warning" && stage === "infer"));
}

function describe({ level, lines }: Entry, { model, dataset, reason, hint }: FailedTask): string | undefined {
  const [first = "", ...more] = lines;
  const task = `${model} / ${dataset}`;
  // The message is told. Where it came from is of use when there is no advice.
  if (first.startsWith(`${task} failed: `)) return hint === undefined ? stackFrames(more.join("\n"))[0] : undefined;
  if (!first.startsWith(`${task}: `)) return [`${level}: ${first.replace(`${model}: `, "")}`, ...more].join("\n");
  const text = first.slice(task.length + 2);
  return reason.includes(text) ? undefined : [text, ...more].join("\n");
}

function readLog(path: string): Entry[] {
  if (!existsSync(path)) return [];
  try {
    return readFileSync(path, "utf8").split("\n").reduce(addLine, []);
  } catch (error) {
    throw new OcLocalError("STORAGE", `cannot read ${path}: ${errorMessage(error)}`, { cause: error });
  }
}

/** A run's folder may hold lines of both forms. One that was cut short by a crash is passed over. */
function addLine(entries: Entry[], line: string): Entry[] {
  if (line.startsWith(indent)) entries.at(-1)?.lines.push(line.slice(indent.length));
  const entry = parseText(line) ?? parseJson(line);
  if (entry !== undefined) entries.push(entry);
  return entries;
}

function parseText(line: string): Entry | undefined {
  const match = /^\[(\S+) (\S+),(\d+)\] \[.+?\] \[(INFO|WARNING|ERROR)\] (.*)$/.exec(line);
  if (match === null) return undefined;
  const [, day, time, ms, level = "", text = ""] = match;
  return { time: new Date(`${day}T${time}.${ms}`), level: level.toLowerCase() as LogLevel, lines: [text] };
}

const lineSchema = z.looseObject({
  time: z.string(),
  level: z.enum(["info", "warning", "error"]),
  text: z.string(),
  stack: z.string().exactOptional(),
});

function parseJson(line: string): Entry | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const { success, data } = lineSchema.safeParse(JSON.parse(line));
    if (!success) return undefined;
    const { time, level, text, stack } = data;
    return { time: new Date(time), level, lines: [...text.split("\n"), ...stackFrames(stack)] };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
