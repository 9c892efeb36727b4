// What led to a failed task: the last warnings and errors that this run's logs tell of it, and the files that say more.

import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { z } from "zod";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { placed } from "../../core/place.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import { redactText } from "../workspace/redact.ts";
import { modelLogPath, taskLogPath, type Workspace } from "../workspace/workspace.ts";
import { type LogLine, stackFrames } from "./log-line.ts";

const shownLines = 4;
/** Some of them repeat the task's own reason. */
const keptLines = 2 * shownLines;
const stages = ["infer", "eval"] as const;

/** Warnings of an evaluation are alarms about its score, which is told below the table. */
const telling = { infer: ["warning", "error"], eval: ["error"] };

export class LogTails {
  readonly #workspace: Workspace;
  /** By the log's path. */
  readonly #lines = new Map<string, LogLine[]>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  add(path: string, line: LogLine): void {
    if (line.level === "info") return;
    this.#lines.set(path, [...(this.#lines.get(path) ?? []), line].slice(-keptLines));
  }

  /** Oldest first, without what repeats the task's own reason. */
  tailOf(task: FailedTask): string[] {
    const lines = stages.flatMap((stage) => {
      const ofStage = this.#lines.get(this.#path(stage, task)) ?? [];
      return ofStage.filter(({ level }) => telling[stage].includes(level));
    });
    const texts = lines.flatMap((line) => {
      const text = describe(line, task);
      return text === undefined ? [] : [`${line.time.toTimeString().slice(0, 8)} ${redactText(text)}`];
    });
    return texts.slice(-shownLines);
  }

  /**
   * Files below the run's folder that say more, of earlier runs too: logs of the task with warnings or errors, and what its inference
   * process printed.
   * @throws OcLocalError STORAGE where a log cannot be read.
   */
  filesOf(task: FailedTask): string[] {
    const ofTask = stages.flatMap((stage) => {
      const path = this.#path(stage, task);
      const told = [...(this.#lines.get(path) ?? []).map(({ level }) => level), ...storedLevels(path)];
      return told.some((level) => telling[stage].includes(level)) ? [path] : [];
    });
    const printed = [modelLogPath(this.#workspace, task.model)].filter((path) => existsSync(path));
    return [...ofTask, ...printed].map((path) => relative(this.#workspace.path, path));
  }

  #path(stage: (typeof stages)[number], { model, dataset }: FailedTask): string {
    return taskLogPath(this.#workspace, stage, model, dataset);
  }
}

function describe({ event, level }: LogLine, { reason, hint }: FailedTask): string | undefined {
  switch (event.type) {
    case "task-failed":
      // The message is told. Where it came from is of use when there is no advice.
      return hint === undefined ? stackFrames(event.stack)[0] : undefined;
    case "warning":
      return event.dataset === undefined ? `${level}: ${event.text}` : placed({ row: event.row }, event.text);
    case "row": {
      const text = placed({ row: event.row }, event.reason ?? "");
      return reason.includes(text) ? undefined : text;
    }
    default:
      return undefined;
  }
}

const lineSchema = z.looseObject({ level: z.string() });

/** Of the lines that are JSON. One that was cut short by a crash is passed over. */
function storedLevels(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    return readFileSync(path, "utf8").split("\n").flatMap(levelOf);
  } catch (error) {
    throw new OcLocalError("STORAGE", `cannot read ${path}: ${errorMessage(error)}`, { cause: error });
  }
}

function levelOf(line: string): string[] {
  if (!line.startsWith("{")) return [];
  try {
    const { success, data } = lineSchema.safeParse(JSON.parse(line));
    return success ? [data.level] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
