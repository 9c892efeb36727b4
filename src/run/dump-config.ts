// The resolved config as JSON, for configs/ in the workspace: functions by name with a hash of their source, secrets out.

import { dirname, join } from "node:path";
import { fingerprint } from "../core/fingerprint.ts";
import type { JsonObject, JsonValue } from "../core/json.ts";
import type { ResolvedRun } from "../plan/resolve.ts";
import { writeJson } from "../store/workspace/manifest.ts";
import { mask, redact } from "../store/workspace/redact.ts";
import { formatTimestamp, makeFolder, type Workspace } from "../store/workspace/workspace.ts";

/** One file per start of a run; the hash in its name is that of its content, so that a changed config shows. */
export function storeDump(workspace: Workspace, run: ResolvedRun): void {
  const dump = dumpConfig(run);
  writeJson(join(workspace.path, "configs", `${formatTimestamp(new Date())}_${hashOf(dump)}.json`), dump);
}

/** The same of a run that is only shown, beside the folders of runs: one file for each config. @returns Its path. */
export function storeDryDump(workDir: string, run: ResolvedRun): string {
  const dump = dumpConfig(run);
  const path = join(workDir, "configs", `dry_run_${hashOf(dump)}.json`);
  makeFolder(dirname(path));
  writeJson(path, dump);
  return path;
}

function hashOf(dump: JsonObject): string {
  return fingerprint(JSON.stringify(dump)).slice(0, 6);
}

export function dumpConfig(run: ResolvedRun): JsonObject {
  const config = plain({
    models: [
      ...run.models.map(({ config, kind, file, fingerprint }) => ({ ...config, kind, path: file.path, fingerprint })),
      ...run.unopened.map(({ config }) => config),
    ],
    datasets: run.datasets.map(({ config, ...names }) => ({ ...names, ...config })),
    ...(run.leftOut.length > 0 && { leftOut: run.leftOut }),
    summarizer: { datasetAbbrs: run.datasetAbbrs ?? null, summaryGroups: run.groups },
    dataRoot: run.dataRoot,
  });
  return redact(config as JsonObject);
}

function plain(value: unknown): JsonValue {
  if (typeof value === "function") return nameOf(value.name || "anonymous", value);
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object") {
    // Such as a regular expression, which has no fields to be stored.
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) return nameOf("object", value);
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
  }
  return (value ?? null) as JsonValue;
}

function nameOf(name: string, value: unknown): string {
  return `${name}#${fingerprint(String(value)).slice(0, 12)}`;
}

/** Whether a stored config leaves out what cannot be stored: something that is no plain data, or a secret. */
export function leavesOut(value: unknown): boolean {
  if (typeof value === "string") return value === mask || /#[0-9a-f]{12}$/.test(value);
  return typeof value === "object" && value !== null && Object.values(value).some(leavesOut);
}
