// What happened, in the run's folder: logs/run.out is the timeline of the whole run, logs/infer/<model>/<dataset>.out and
// logs/eval/<model>/<dataset>.out tell of one task, as OpenCompass lays them out. Answered rows are in the journal and not
// repeated here, so that the size of a log does not depend on the number of rows.

import { appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolders } from "../../core/make-folders.ts";
import { storing } from "../../core/write-file.ts";
import type { OnRunEvent, RunEvent } from "../../job/events.ts";
import type { LogFormat } from "../../job/invocation.ts";
import { taskLogPath, type Workspace } from "../workspace/workspace.ts";
import { formatLogLine, type LogLine, toLogLine } from "./log-line.ts";
import type { LogTails } from "./log-tails.ts";
import { ToldRows } from "./told-rows.ts";

/** What is told of a model before its tasks begin, again in the log of each. */
const toldOfModel = 20;

export interface RunLogOptions {
  /** @default "json" */
  format?: LogFormat | undefined;
  /** What happened before the folder was there; stored only. */
  earlier?: readonly RunEvent[];
  /** Given what leads to a failed task. */
  tails?: LogTails | undefined;
}

/** Passes every event on and stores it. */
export function withRunLog(workspace: Workspace, onEvent: OnRunEvent, options: RunLogOptions = {}): OnRunEvent {
  const log = new RunLog(workspace, options);
  for (const event of options.earlier ?? []) log.add(event);
  return (event) => {
    onEvent(event);
    log.add(event);
  };
}

class RunLog {
  readonly #workspace: Workspace;
  readonly #format: LogFormat;
  readonly #tails: LogTails | undefined;
  #stage: "infer" | "eval" = "infer";
  /** By model: its engine, and warnings, which concern each of its tasks. */
  readonly #ofModel = new Map<string, LogLine[]>();
  /** Logs of tasks that are going on, by path, with the model. */
  readonly #open = new Map<string, string>();
  readonly #rows = new ToldRows();

  constructor(workspace: Workspace, { format = "json", tails }: RunLogOptions) {
    this.#workspace = workspace;
    this.#format = format;
    this.#tails = tails;
  }

  add(happened: RunEvent): void {
    const event = this.#rows.take(happened);
    const line = event && toLogLine(event, new Date());
    if (event === undefined || line === undefined) return;
    if (event.type === "stage") this.#stage = event.stage === "infer" ? "infer" : "eval";
    if (event.type !== "row" && event.type !== "task-progress")
      this.#write(join(this.#workspace.path, "logs", "run.out"), line);
    if (isOfTask(event)) this.#write(this.#taskLog(event), line);
    else this.#addToModel(event, line);
    if (event.type === "model-end") this.#endModel(event.model);
  }

  /** What is known of the model comes first. */
  #taskLog({ model, dataset }: { model: string; dataset: string }): string {
    const path = taskLogPath(this.#workspace, this.#stage, model, dataset);
    if (this.#open.has(path)) return path;
    this.#open.set(path, model);
    storing(path, () => makeFolders(dirname(path)));
    if (this.#stage === "infer") for (const line of this.#ofModel.get(model) ?? []) this.#write(path, line);
    return path;
  }

  #addToModel(event: RunEvent, line: LogLine): void {
    if (event.type === "model-start") this.#ofModel.set(event.model, []);
    if ((event.type !== "model-open" && event.type !== "warning") || event.model === undefined) return;
    const { model } = event;
    const known = this.#ofModel.get(model);
    if (known === undefined) return;
    if (known.length < toldOfModel) known.push(line);
    for (const [path, of] of this.#open) if (of === model) this.#write(path, line);
  }

  #endModel(model: string): void {
    this.#ofModel.delete(model);
    for (const [path, of] of this.#open) if (of === model) this.#open.delete(path);
  }

  #write(path: string, line: LogLine): void {
    appendText(path, `${formatLogLine(line, this.#format)}\n`);
    this.#tails?.add(path, line);
  }
}

/** Notes are in the timeline only. */
function isOfTask(event: RunEvent): event is RunEvent & { model: string; dataset: string } {
  return event.type !== "note" && "dataset" in event && event.dataset !== undefined;
}

/** @throws OcLocalError STORAGE */
export function appendText(path: string, text: string): void {
  storing(path, () => appendFileSync(path, text));
}
