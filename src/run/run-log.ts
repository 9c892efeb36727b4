// What happened, as JSON lines in the workspace: logs/infer/run.jsonl and logs/eval/run.jsonl. Answered rows are in the
// journal and not repeated here.

import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { OnRunEvent, RunEvent } from "./events.ts";
import type { Workspace } from "./workspace.ts";

/** Passes every event on and stores it. */
export function withRunLog(workspace: Workspace, onEvent: OnRunEvent): OnRunEvent {
  let stage: "infer" | "eval" = "infer";
  return (event) => {
    onEvent(event);
    if (event.type === "stage") stage = event.stage === "infer" ? "infer" : "eval";
    if (isAnsweredRow(event)) return;
    const line = JSON.stringify({ time: new Date().toISOString(), ...event });
    appendText(join(workspace.path, "logs", stage, "run.jsonl"), `${line}\n`);
  };
}

/** @throws OcLocalError STORAGE */
export function appendText(path: string, text: string): void {
  try {
    appendFileSync(path, text);
  } catch (error) {
    const hint = "free space or fix permissions, then continue with -r: what was answered is safe";
    throw new OcLocalError("STORAGE", `cannot write ${path}: ${errorMessage(error)}`, { hint, cause: error });
  }
}

function isAnsweredRow(event: RunEvent): boolean {
  return event.type === "row" && event.state !== "failed";
}
