// What a run was asked for stays with it in configs/invocation.json, so that `-r` continues it without repeating anything.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ModelInput } from "../../config/model-schema.ts";
import { OcLocalError, UsageError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { OnRunEvent } from "../events.ts";
import type { Invocation } from "../invocation.ts";
import { namingSampleModel, override } from "../plan/resolve.ts";
import { writeJson } from "./manifest.ts";
import { redact } from "./redact.ts";
import type { Workspace } from "./workspace.ts";

/** Secrets are not stored, only where they stood. */
export function storeInvocation(workspace: Workspace, invocation: Invocation): void {
  const plain = JSON.parse(JSON.stringify(namingSampleModel(invocation))) as JsonObject;
  const stored = redact(plain);
  const withheld = differences(plain, stored);
  writeJson(pathIn(workspace), withheld.length === 0 ? stored : { ...stored, withheld });
}

/** A setting that is changed when stored answers are judged: `-r` then asks for the same. */
export function storeThinkingTags(workspace: Workspace, thinkingTags: ModelInput["thinkingTags"]): void {
  const path = pathIn(workspace);
  if (thinkingTags === undefined || !existsSync(path)) return;
  const stored = JSON.parse(readFileSync(path, "utf8")) as StoredInvocation;
  writeJson(path, { ...stored, modelOverrides: { ...stored.modelOverrides, thinkingTags } });
}

/** Places of texts that differ: "modelOverrides.systemPrompt". */
function differences(a: JsonValue | undefined, b: JsonValue | undefined, place = ""): string[] {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b ? [] : [place];
  const entries = Object.entries(a) as [string, JsonValue][];
  return entries.flatMap(([key, inner]) =>
    differences(inner, (b as JsonObject)[key], place === "" ? key : `${place}.${key}`),
  );
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
  const { limit, range, withheld: _withheld, ...stored } = JSON.parse(readFileSync(path, "utf8")) as StoredInvocation;
  const selects = given.limit !== undefined || given.range !== undefined;
  const kept = [!namesModels && "models", !namesDatasets && "datasets", "settings"].filter((text) => text !== false);
  const list = new Intl.ListFormat("en-GB");
  const changed = settingFlags({ ...given, models: [], modelPaths: [] });
  const except = changed.length === 0 ? "" : `, but for ${list.format(changed)}`;
  onEvent({ type: "note", text: `${list.format(kept)} are those of the stored run${except}` });
  const at = (file: string) => resolve(given.cwd, file);
  return {
    ...stored,
    ...(namesModels && { models: given.models, modelPaths: given.modelPaths.map(at) }),
    ...(namesDatasets && { datasets: given.datasets }),
    ...pick(selects ? given : { limit, range }),
    ...(given.compat !== undefined && { compat: given.compat }),
    ...(given.deterministic && { deterministic: given.deterministic }),
    ...(given.dataDir !== undefined && { dataDir: at(given.dataDir) }),
    ...(given.configDir !== undefined && { configDir: at(given.configDir) }),
    ...(given.modelDirs.length > 0 && { modelDirs: given.modelDirs.map(at) }),
    modelOverrides: override(stored.modelOverrides, given.modelOverrides),
  };
}

/** `withheld`: places of texts that were masked. */
type StoredInvocation = Invocation & { withheld?: string[] };

/** Before models are asked again. @throws UsageError where a secret that was not stored is not given again. */
export function requireWithheld(workspace: Workspace, effective: Invocation): void {
  const path = pathIn(workspace);
  if (!existsSync(path)) return;
  const { withheld = [], ...stored } = JSON.parse(readFileSync(path, "utf8")) as StoredInvocation;
  const missing = withheld.filter((place) => valueAt(stored, place) === valueAt(effective, place));
  if (missing.length === 0) return;
  throw new UsageError(`${path}: ${missing.join(", ")} held a secret, which is not stored`, {
    hint: "give the flag again with -r, or name the config",
  });
}

function valueAt(value: unknown, place: string): unknown {
  return place.split(".").reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

function pick({ limit, range }: { limit?: number | undefined; range?: string | undefined }) {
  return { ...(limit !== undefined && { limit }), ...(range !== undefined && { range }) };
}

/** Flags about asking models that are given: they have no effect where stored answers are read. */
export function settingFlags({
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

/** What is left of an invocation where such flags have no effect. */
export function withoutSettings({ cwd, config, datasets }: Invocation): Invocation {
  return {
    ...{ cwd, datasets, models: [], modelPaths: [], modelDirs: [], modelOverrides: {} },
    ...(config !== undefined && { config }),
  };
}

function pathIn(workspace: Workspace): string {
  return join(workspace.path, "configs", "invocation.json");
}
