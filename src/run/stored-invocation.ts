// What a run was asked for stays with it in configs/invocation.json, so that `-r` continues it without repeating anything.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { OcLocalError } from "../core/errors.ts";
import type { OnRunEvent } from "./events.ts";
import type { Invocation } from "./invocation.ts";
import { writeJson } from "./manifest.ts";
import { override } from "./resolve.ts";
import type { Workspace } from "./workspace.ts";

export function storeInvocation(workspace: Workspace, invocation: Invocation): void {
  writeJson(pathIn(workspace), invocation);
}

/**
 * What is not named again is the stored run's, and flags change its settings; with a config all is the config's.
 * @throws OcLocalError WORKSPACE where neither says what to evaluate.
 */
export function storedInvocation(workspace: Workspace, given: Invocation, onEvent: OnRunEvent): Invocation {
  const path = pathIn(workspace);
  const namesModels = given.models.length + given.modelPaths.length > 0;
  const namesDatasets = given.datasets.length > 0;
  if (given.config !== undefined || (namesModels && namesDatasets)) return given;
  if (!existsSync(path)) {
    if (namesDatasets) return given;
    // Not the demo, which is what no names mean for a new run.
    throw new OcLocalError(
      "WORKSPACE",
      `${workspace.path} does not say what was asked for: its run ended before it began`,
      {
        hint: "repeat the command with the models and datasets it named",
      },
    );
  }
  const { limit, range, ...stored } = JSON.parse(readFileSync(path, "utf8")) as Invocation;
  const selects = given.limit !== undefined || given.range !== undefined;
  const kept = [!namesModels && "models", !namesDatasets && "datasets", "settings"].filter((text) => text !== false);
  onEvent({ type: "note", text: `${new Intl.ListFormat("en-GB").format(kept)} are those of the stored run` });
  const at = (file: string) => resolve(given.cwd, file);
  return {
    ...stored,
    ...(namesModels && { models: given.models, modelPaths: given.modelPaths.map(at) }),
    ...(namesDatasets && { datasets: given.datasets }),
    ...pick(selects ? given : { limit, range }),
    ...(given.compat !== undefined && { compat: given.compat }),
    ...(given.deterministic && { deterministic: given.deterministic }),
    ...(given.dataDir !== undefined && { dataDir: at(given.dataDir) }),
    ...(given.modelDirs.length > 0 && { modelDirs: given.modelDirs.map(at) }),
    modelOverrides: override(stored.modelOverrides, given.modelOverrides),
  };
}

function pick({ limit, range }: { limit?: number | undefined; range?: string | undefined }) {
  return { ...(limit !== undefined && { limit }), ...(range !== undefined && { range }) };
}

/** Flags about asking models, where stored answers are read. */
export function withoutEffect({
  models,
  modelPaths,
  modelDirs,
  modelOverrides,
  limit,
  range,
  dataDir,
  compat,
  deterministic,
}: Invocation): string[] {
  const flags = [
    models.length + modelPaths.length > 0 && "--models, --model",
    limit !== undefined && "--limit",
    range !== undefined && "--range",
    dataDir !== undefined && "--data-dir",
    compat !== undefined && "--compat",
    deterministic && "--deterministic",
    modelDirs.length > 0 && "--model-dir",
    Object.keys(modelOverrides).length > 0 && "model settings",
  ];
  return flags.filter((text) => text !== false && text !== undefined);
}

function pathIn(workspace: Workspace): string {
  return join(workspace.path, "configs", "invocation.json");
}
