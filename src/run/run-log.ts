// What happened, in the run's folder: logs/run.out is the timeline of the whole run, logs/infer/<model>/<dataset>.out and
// logs/eval/<model>/<dataset>.out tell of one task, as OpenCompass lays them out. Answered rows are in the journal and not
// repeated here, so that the size of a log does not depend on the number of rows.

import { appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { OnRunEvent, RunEvent } from "./events.ts";
import { formatLogLine, type LogFormat, type LogLine, toLogLine } from "./log-line.ts";
import { makeFolder, taskLogPath, type Workspace } from "./workspace.ts";

/** Failed rows told in a task's log; all of them are in the journal. */
const toldRows = 20;
/** What is told of a model before its tasks begin, again in the log of each. */
const toldOfModel = 20;

/** Passes every event on and stores it. */
export function withRunLog(workspace: Workspace, onEvent: OnRunEvent, format: LogFormat = "json"): OnRunEvent {
  const log = new RunLog(workspace, format);
  return (event) => {
    onEvent(event);
    log.add(event);
  };
}

class RunLog {
  readonly #workspace: Workspace;
  readonly #format: LogFormat;
  #stage: "infer" | "eval" = "infer";
  /** By model: its engine, and warnings, which concern each of its tasks. */
  readonly #ofModel = new Map<string, LogLine[]>();
  /** Logs of tasks that are going on, by path, with the failed rows that are told. */
  readonly #open = new Map<string, { model: string; failedRows: number }>();

  constructor(workspace: Workspace, format: LogFormat) {
    this.#workspace = workspace;
    this.#format = format;
  }

  add(event: RunEvent): void {
    if (event.type === "stage") this.#stage = event.stage === "infer" ? "infer" : "eval";
    const line = toLogLine(event, new Date());
    if (line === undefined) return;
    if (event.type !== "row" && event.type !== "task-progress")
      this.#write(join(this.#workspace.path, "logs", "run.out"), line);
    if ("dataset" in event) this.#addToTask(event, line);
    else this.#addToModel(event, line);
    if (event.type === "model-end") this.#endModel(event.model);
  }

  #addToTask(event: RunEvent & { model: string; dataset: string }, line: LogLine): void {
    const path = taskLogPath(this.#workspace, this.#stage, event.model, event.dataset);
    const task = this.#open.get(path) ?? this.#begin(path, event.model);
    if (event.type === "row") {
      task.failedRows += 1;
      if (task.failedRows === toldRows + 1)
        this.#write(path, { ...line, text: "more rows failed: the journal has them all", fields: { type: "note" } });
      if (task.failedRows > toldRows) return;
    }
    this.#write(path, line);
  }

  /** What is known of the model comes first. */
  #begin(path: string, model: string): { model: string; failedRows: number } {
    const task = { model, failedRows: 0 };
    this.#open.set(path, task);
    makeFolder(dirname(path));
    if (this.#stage === "infer") for (const line of this.#ofModel.get(model) ?? []) this.#write(path, line);
    return task;
  }

  #addToModel(event: RunEvent, line: LogLine): void {
    if (event.type === "model-start") this.#ofModel.set(event.model, []);
    const model =
      event.type === "model-open" ? event.model : event.type === "warning" ? this.#warnedModel(event.text) : undefined;
    if (model === undefined) return;
    const known = this.#ofModel.get(model) ?? [];
    if (known.length < toldOfModel) known.push(line);
    for (const [path, task] of this.#open) if (task.model === model) this.#write(path, line);
  }

  /** Warnings about a model begin with its name. */
  #warnedModel(text: string): string | undefined {
    return [...this.#ofModel.keys()].find((model) => text.startsWith(`${model}: `));
  }

  #endModel(model: string): void {
    this.#ofModel.delete(model);
    for (const [path, task] of this.#open) if (task.model === model) this.#open.delete(path);
  }

  #write(path: string, line: LogLine): void {
    appendText(path, `${formatLogLine(line, this.#format)}\n`);
  }
}

/** @throws OcLocalError STORAGE */
export function appendText(path: string, text: string): void {
  try {
    appendFileSync(path, text);
  } catch (error) {
    const hint = "free space or fix permissions, then continue with -r";
    throw new OcLocalError("STORAGE", `cannot write ${path}: ${errorMessage(error)}`, { hint, cause: error });
  }
}
