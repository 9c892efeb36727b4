// The resolved config as JSON, for configs/ in the workspace: functions by name with a hash of their source, secrets out.

import { join } from "node:path";
import { fingerprint } from "../../core/fingerprint.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { ResolvedRun } from "../plan/resolve.ts";
import { writeJson } from "./manifest.ts";
import { redact } from "./redact.ts";
import { formatTimestamp, type Workspace } from "./workspace.ts";

/** One file per start of a run; the hash in its name is that of its content, so that a changed config shows. */
export function storeDump(workspace: Workspace, run: ResolvedRun): void {
  const dump = dumpConfig(run);
  const hash = fingerprint(JSON.stringify(dump)).slice(0, 6);
  writeJson(join(workspace.path, "configs", `${formatTimestamp(new Date())}_${hash}.json`), dump);
}

export function dumpConfig(run: ResolvedRun): JsonObject {
  const config = plain({
    models: [
      ...run.models.map(({ config, kind, file, fingerprint }) => ({ ...config, kind, path: file.path, fingerprint })),
      ...run.unopened.map(({ config }) => config),
    ],
    datasets: run.datasets.map(({ id, version, mode, config }) => ({ id, version, mode, ...config })),
    summarizer: { datasetAbbrs: run.datasetAbbrs ?? null, summaryGroups: run.groups },
    dataRoot: run.dataRoot,
  });
  return redact(config as JsonObject);
}

function plain(value: unknown): JsonValue {
  if (typeof value === "function") return `${value.name || "anonymous"}#${fingerprint(String(value)).slice(0, 12)}`;
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
  }
  return (value ?? null) as JsonValue;
}
