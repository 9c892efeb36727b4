// What a run was asked for stays with it in configs/invocation.json, so that `-r` continues it without repeating anything.

import { existsSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import type { ModelInput } from "../config/model-schema.ts";
import { OcLocalError, UsageError } from "../core/errors.ts";
import type { JsonObject, JsonValue } from "../core/json.ts";
import { listed } from "../core/listed.ts";
import type { OnRunEvent } from "../job/events.ts";
import { calledFlag, flagRows } from "../job/flags/eval-flags.ts";
import type { Flag } from "../job/flags/flag.ts";
import { type Invocation, namesDatasets, type RunMode, type StoredSource } from "../job/invocation.ts";
import { namingSampleModel } from "../plan/model-inputs.ts";
import { override } from "../plan/resolve.ts";
import { openManifest } from "../store/stored/open-manifest.ts";
import { plainFileBytes, readStoredJson } from "../store/stored/stored-json.ts";
import { writeJson } from "../store/workspace/manifest.ts";
import { type CodeFile, rememberOwnCode } from "../store/workspace/own-code.ts";
import { redact } from "../store/workspace/redact.ts";
import { executedBy } from "../store/workspace/stored-code.ts";
import type { Workspace } from "../store/workspace/workspace.ts";

/** Secrets are not stored, only where they stood. */
export function storeInvocation(workspace: Workspace, { stored: _stored, ...invocation }: Invocation): void {
  const plain = JSON.parse(JSON.stringify(namingSampleModel(invocation))) as JsonObject;
  const stored = redact(plain);
  const withheld = differences(plain, stored);
  const executed = executedBy(invocation);
  rememberOwnCode(executed);
  writeJson(pathIn(workspace), {
    ...stored,
    ...(withheld.length > 0 && { withheld }),
    ...(executed.length > 0 && { executed }),
  });
}

/** A setting that is changed when stored answers are judged: `-r` then asks for the same. */
export function storeThinkingTags(workspace: Workspace, thinkingTags: ModelInput["thinkingTags"]): void {
  if (thinkingTags === undefined) return;
  const stored = readInvocation(workspace);
  if (stored === undefined || stored instanceof OcLocalError) return;
  writeJson(pathIn(workspace), { ...stored, modelOverrides: { ...stored.modelOverrides, thinkingTags } });
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
  const namesModels = given.models.length + given.modelPaths.length > 0;
  const areDatasetsNamed = namesDatasets(given);
  if (given.config !== undefined) return given;
  const found = readInvocation(workspace);
  if (namesModels && areDatasetsNamed) return { ...given, stored: sourceOf(workspace, given, found) };
  if (found === undefined || found instanceof OcLocalError) {
    // Not the demo, which is what no names mean for a new run.
    if (!areDatasetsNamed) throw found ?? noInvocation(workspace);
    return { ...given, stored: sourceOf(workspace, given, found) };
  }
  const { limit, range, withheld: _withheld, executed: _executed, ...stored } = found;
  const selects = given.limit !== undefined || given.range !== undefined;
  const kept = [!namesModels && "models", !areDatasetsNamed && "datasets", "settings"].filter((text) => text !== false);
  const list = new Intl.ListFormat("en-GB");
  const changed = settingFlags({ ...given, models: [], modelPaths: [] });
  const except = changed.length === 0 ? "" : `, but for ${list.format(changed)}`;
  onEvent({ type: "note", text: `${list.format(kept)} are those of the stored run${except}` });
  return {
    ...stored,
    ...(namesModels && { models: [], modelPaths: [] }),
    ...(!selects && { ...(limit !== undefined && { limit }), ...(range !== undefined && { range }) }),
    ...givenFields(given),
    modelOverrides: override(stored.modelOverrides, given.modelOverrides),
    stored: sourceOf(workspace, given, found),
  };
}

/** What flags have set, with places as they are from everywhere. */
function givenFields(given: Invocation): Partial<Invocation> {
  const at = (value: unknown) =>
    Array.isArray(value) ? value.map((file) => resolve(given.cwd, file)) : resolve(given.cwd, `${value}`);
  const fields = fieldRows().filter(([field]) => isSet(given[field]));
  return Object.fromEntries(
    fields.map(([field, { takes }]) => [field, takes === "path" ? at(given[field]) : given[field]]),
  );
}

/** @param found The stored invocation, as far as it can be read. */
function sourceOf(
  { path, timestamp }: Workspace,
  { cwd, configDir }: Invocation,
  found: ReturnType<typeof readInvocation>,
): StoredSource {
  const stored = found === undefined || found instanceof OcLocalError ? undefined : found;
  return {
    folder: resolve(path),
    timestamp,
    executed: stored?.executed ?? [],
    flags: stored === undefined ? [] : namedFlags(stored),
    ...(configDir !== undefined && { named: resolve(cwd, configDir) }),
  };
}

function namedFlags({ datasets, ...stored }: Omit<Invocation, "stored">): string[] {
  return [...(datasets.length > 0 ? ["--datasets"] : []), ...settingFlags({ ...stored, datasets })].filter(
    // Every run has one that it was told or began with.
    (flag) => flag !== "--date",
  );
}

/** What chat templates were told; undefined where the run did not store it. */
export function storedDate(workspace: Workspace): string | undefined {
  const found = readInvocation(workspace);
  return found === undefined || found instanceof OcLocalError ? undefined : found.date;
}

function noInvocation(workspace: Workspace): OcLocalError {
  const asked = whatItAsked(workspace);
  const why = asked === "" ? "its run ended before it began" : "there is no configs/invocation.json in it";
  return new OcLocalError("WORKSPACE", `${workspace.path} does not say what was asked for: ${why}`, {
    hint: `repeat the command with the models and datasets it named${asked}`,
  });
}

function whatItAsked(workspace: Workspace): string {
  const { manifest } = openManifest(workspace);
  if (manifest === undefined) return "";
  const models = manifest.models.map(({ abbr, path }) => (path === "" ? abbr : path));
  const datasets = manifest.datasets.map(({ id }) => id);
  return `; it asked ${listed(datasets, 6)} of ${models.join(", ")}`;
}

/** `withheld`: places of texts that were masked. `executed`: what it was started with (stored-code.ts). */
type StoredInvocation = Omit<Invocation, "stored"> & { withheld?: string[]; executed?: CodeFile[] };

/** As far as it is relied on before the names in it are looked up; later versions may add fields. */
const invocationSchema = z.looseObject({
  cwd: z.string().refine(isAbsolute, "an absolute path"),
  config: z.string().exactOptional(),
  modelOverrides: z.record(z.string(), z.unknown()),
  ...Object.fromEntries(fieldRows().map(([field, flag]) => [field, fieldSchema(flag)])),
  withheld: z.array(z.string()).exactOptional(),
  executed: z.array(z.object({ path: z.string(), sha256: z.string() })).exactOptional(),
});

function fieldSchema({ argument, takes }: Flag): z.ZodType {
  if (argument?.endsWith("...>"))
    return typeof takes === "object" ? z.array(z.enum(takes)).exactOptional() : z.array(z.string());
  if (argument === undefined) return z.literal(true).exactOptional();
  if (typeof takes === "object") return z.enum(takes).exactOptional();
  return takes === "positive" ? z.int().min(1).exactOptional() : z.string().exactOptional();
}

/** Undefined where there is none; an error where it is damaged. */
export function readInvocation(workspace: Workspace): StoredInvocation | OcLocalError | undefined {
  const path = pathIn(workspace);
  if (!existsSync(path)) return undefined;
  try {
    return readStoredJson(path, invocationSchema, {
      code: "WORKSPACE",
      expected: "what the run was asked for",
      maxBytes: plainFileBytes,
      hint: `repeat the command with the models and datasets it named and -r ${workspace.timestamp}${whatItAsked(workspace)}`,
    }) as unknown as StoredInvocation;
  } catch (error) {
    if (error instanceof OcLocalError) return error;
    throw error;
  }
}

/** Before models are asked again. @throws UsageError where a secret that was not stored is not given again. */
export function requireWithheld(workspace: Workspace, effective: Invocation): void {
  const found = readInvocation(workspace);
  // Who continues without it has named everything anew.
  if (found === undefined || found instanceof OcLocalError) return;
  const { withheld = [], executed: _executed, ...stored } = found;
  const missing = withheld.filter((place) => valueAt(stored, place) === valueAt(effective, place));
  if (missing.length === 0) return;
  throw new UsageError(`${pathIn(workspace)}: ${missing.join(", ")} held a secret, which is not stored`, {
    hint: "give the flag again with -r, or name the config",
  });
}

function valueAt(value: unknown, place: string): unknown {
  return place.split(".").reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

/** Flags about asking models that are given: they have no effect where stored answers are read. */
export function settingFlags(invocation: Invocation): string[] {
  const { models, modelPaths, modelOverrides } = invocation;
  const isOther = (field: keyof Invocation) => !/^(models|modelPaths|datasets|configDir)$/.test(field);
  const others = fieldRows().filter(([field]) => isOther(field) && isSet(invocation[field]));
  return [
    ...(models.length + modelPaths.length > 0 ? ["--models, --model"] : []),
    ...others.map(([, , flag]) => flag),
    ...(Object.keys(modelOverrides).length > 0 ? ["model settings"] : []),
  ];
}

/** Fields of an invocation that have a flag. */
function fieldRows() {
  return flagRows()
    .filter(([, { to }]) => typeof to === "string" && !to.includes("."))
    .map(([name, flag]) => [flag.to as keyof Invocation, flag, calledFlag(name)] as const);
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** What is left of an invocation where such flags have no effect; evaluation reads the data again, for its references. */
export function withoutSettings({ cwd, config, configDir, datasets, dataDir }: Invocation, mode: RunMode): Invocation {
  return {
    ...{ cwd, datasets, models: [], modelPaths: [], modelDirs: [], modelOverrides: {} },
    ...(config !== undefined && { config }),
    ...(configDir !== undefined && { configDir }),
    ...(mode === "eval" && dataDir !== undefined && { dataDir }),
  };
}

function pathIn(workspace: Workspace): string {
  return join(workspace.path, "configs", "invocation.json");
}
