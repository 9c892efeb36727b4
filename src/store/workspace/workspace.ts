// One run's output folder, in OpenCompass's layout: <work dir>/<YYYYMMDD_HHMMSS>/{configs,logs,predictions,results,summary}
// plus journal/ (the truth about what was computed) and manifest.json.

import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { errorMessage, OcLocalError, UsageError } from "../../core/errors.ts";
import { makeFolders } from "../../core/make-folders.ts";
import { nearestNames } from "../../core/nearest-names.ts";
import { defaultSettings } from "../../job/settings.ts";
import { readStoredJson } from "../stored/stored-json.ts";
import { refuseLinks } from "./links.ts";

const timestampPattern = /^\d{8}_\d{6}$/;
const subfolders = ["configs", "logs/infer", "logs/eval", "predictions", "results", "summary", "journal"];

/** Where run folders go unless a flag or a config says otherwise. */
export const defaultWorkDir = defaultSettings.workDir;

export interface Workspace {
  /** Absolute path of the timestamp folder. */
  readonly path: string;
  /** Name of the folder: when the run began. */
  readonly timestamp: string;
}

/** Makes a new timestamp folder; a folder that exists already is another run's, and the next free second is taken. */
export function createWorkspace(workDir: string, startedAt: Date): Workspace {
  makeFolder(resolve(workDir));
  for (let second = 0; second < 3600; second++) {
    const timestamp = formatTimestamp(new Date(startedAt.getTime() + second * 1000));
    const path = join(workDir, timestamp);
    try {
      mkdirSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw unwritable(workDir, error);
    }
    return prepare({ path, timestamp });
  }
  throw new OcLocalError("WORKSPACE", `${workDir}: no free folder name within an hour of ${startedAt.toISOString()}`, {
    hint: "choose another with -w",
  });
}

/** Opens an earlier run. @param reuse Its timestamp, or "latest". Undefined when "latest" finds none. */
export function openWorkspace(workDir: string, reuse: string): Workspace | undefined {
  const runs = listRuns(workDir);
  if (reuse === "latest") {
    const latest = runs.at(-1);
    return latest === undefined ? undefined : prepare({ path: join(workDir, latest), timestamp: latest });
  }
  if (!runs.includes(reuse)) {
    const near = nearestNames(reuse, runs, 3);
    throw new UsageError(`there is no run "${reuse}" in ${resolve(workDir)}`, {
      hint:
        runs.length === 0
          ? "the folder holds no runs"
          : `runs there: ${(near.length > 0 ? near : runs.slice(-3)).join(", ")}`,
    });
  }
  return prepare({ path: join(workDir, reuse), timestamp: reuse });
}

/** Fails before anything is computed when the folder could not be written. */
export function checkWritable(workDir: string): void {
  let existing = resolve(workDir);
  while (!isFolder(existing)) {
    if (existsSync(existing))
      throw new OcLocalError("WORKSPACE", `${existing} is a file, not a folder`, { hint: "choose another with -w" });
    existing = dirname(existing);
  }
  try {
    accessSync(existing, constants.W_OK);
  } catch (error) {
    throw unwritable(workDir, error);
  }
}

export function journalPath(workspace: Workspace, modelAbbr: string, datasetAbbr: string): string {
  return join(workspace.path, "journal", fileName(modelAbbr), `${fileName(datasetAbbr)}.jsonl`);
}

export function predictionsPath(workspace: Workspace, modelAbbr: string, datasetAbbr: string): string {
  return join(workspace.path, "predictions", fileName(modelAbbr), `${fileName(datasetAbbr)}.json`);
}

export function resultsPath(workspace: Workspace, modelAbbr: string, datasetAbbr: string): string {
  return join(workspace.path, "results", fileName(modelAbbr), `${fileName(datasetAbbr)}.json`);
}

/** What happened in a task; as OpenCompass names it. */
export function taskLogPath(
  workspace: Workspace,
  stage: "infer" | "eval",
  modelAbbr: string,
  datasetAbbr: string,
): string {
  return join(workspace.path, "logs", stage, fileName(modelAbbr), `${fileName(datasetAbbr)}.out`);
}

/** What the inference process of a model printed. */
export function modelLogPath(workspace: Workspace, modelAbbr: string): string {
  return join(workspace.path, "logs", "infer", `${fileName(modelAbbr)}.log`);
}

/** An abbr as a file name: a slash would open a folder. */
export function fileName(abbr: string): string {
  return abbr.replaceAll("/", "_");
}

/** Timestamps of the runs below a work dir, oldest start first. */
export function listRuns(workDir: string): string[] {
  if (!isFolder(workDir)) return [];
  return readdirSync(workDir)
    .filter((name) => timestampPattern.test(name) && !Number.isNaN(timeOf(name)) && isFolder(join(workDir, name)))
    .map((name) => ({ name, startedAt: startTime(join(workDir, name), name) }))
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

const startSchema = z.looseObject({ startedAt: z.iso.datetime() });

/** The recorded start of a run; its folder's name where no manifest says it. */
function startTime(path: string, name: string): string {
  try {
    const file = join(path, "manifest.json");
    if (existsSync(file))
      return readStoredJson(file, startSchema, { expected: "when a run began", hint: "" }).startedAt;
  } catch (error) {
    // What is wrong with it is told where the run is opened.
    if (!(error instanceof OcLocalError)) throw error;
  }
  return startOf({ timestamp: name });
}

/** When a run began, by the name of its folder: ISO 8601; the epoch where the folder was renamed. */
export function startOf({ timestamp }: Pick<Workspace, "timestamp">): string {
  const time = timeOf(timestamp);
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}

/** Milliseconds since the epoch of a run folder's name; NaN where it is no time. */
function timeOf(name: string): number {
  return Date.parse(name.replace(/^(....)(..)(..)_(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6"));
}

function prepare(workspace: Workspace): Workspace {
  refuseLinks(workspace.path);
  for (const folder of subfolders) makeFolder(join(workspace.path, folder));
  return workspace;
}

/** @throws OcLocalError WORKSPACE */
export function makeFolder(path: string): void {
  try {
    makeFolders(path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): OcLocalError {
  return new OcLocalError("WORKSPACE", `cannot write to ${resolve(path)}: ${errorMessage(cause)}`, {
    hint: "choose another work dir with -w, or change its permissions",
    cause,
  });
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** As run folders are named: 20260220_120000, local time. */
export function formatTimestamp(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
