// What an earlier run's folder is read as: which models and datasets it has answers of, and how these are scored. That is said by the
// manifest and the stored invocation, else by names on the command line, else by the abbrs of the answers' files.

import { OcLocalError, UsageError } from "../../core/errors.ts";
import { listed } from "../../core/listed.ts";
import type { OnRunEvent } from "../../job/events.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import type { Invocation } from "../../job/invocation.ts";
import { type ResolvedDataset, type ResolvedScoring, resolveNames, resolveScoring } from "../../plan/resolve.ts";
import { type OpenedManifest, openManifest, unknownVersion } from "../../store/stored/open-manifest.ts";
import { continueCommand } from "../../store/workspace/continue-command.ts";
import { isAsked, type Manifest, type ManifestDataset } from "../../store/workspace/manifest.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import { leavesOut } from "../dump-config.ts";
import { readInvocation, storedInvocation } from "../stored-invocation.ts";
import { knownDatasets } from "./known-datasets.ts";
import { readStoredScoring, storedEntries } from "./stored-scoring.ts";

export interface StoredRun {
  workspace: Workspace;
  /** With the datasets that are asked for. */
  manifest: Manifest;
  /** As the folder has it, or as it was put together. */
  opened: OpenedManifest & { manifest: Manifest };
  /** Datasets under the ids of the manifest. */
  scoring: ResolvedScoring;
  invocation: Invocation;
  /** Answers to datasets that are not known. */
  unknown: FailedTask[];
}

export interface StoredRunOptions {
  /** Answers are judged anew, which a function of the user's config may have to do. */
  isScored: boolean;
  onEvent: OnRunEvent;
}

/** @throws OcLocalError USAGE where the folder holds nothing that is asked for */
export async function storedRun(
  workspace: Workspace,
  given: Invocation,
  options: StoredRunOptions,
): Promise<StoredRun> {
  const { onEvent } = options;
  const opened = requireAnswers(workspace, openManifest(workspace));
  if (opened.damage !== undefined) onEvent({ type: "warning", text: opened.damage });
  const { invocation, unknown, scoring: resolved } = await namedOrKnown(workspace, given, { ...opened, ...options });
  const datasets = matched(opened.manifest.datasets, resolved.datasets);
  if (datasets.length === 0) throw nothingAsked(workspace, opened.manifest.datasets, resolved.datasets);
  const ids = new Set(datasets.map(({ id }) => id));
  return {
    workspace,
    manifest: withLeftOut(
      { ...opened.manifest, datasets: opened.manifest.datasets.filter(({ id }) => ids.has(id)) },
      resolved,
    ),
    opened,
    scoring: { ...resolved, datasets },
    invocation,
    unknown,
  };
}

/** Of the datasets that a collection left out, those that are asked for. */
function withLeftOut({ leftOut = [], ...manifest }: Manifest, resolved: ResolvedScoring): Manifest {
  const kept = leftOut.filter(({ id }) => resolved.leftOut.some((wanted) => wanted.id === id));
  return kept.length === 0 ? manifest : { ...manifest, leftOut: kept };
}

function requireAnswers({ path }: Workspace, opened: OpenedManifest): OpenedManifest & { manifest: Manifest } {
  const { manifest, damage } = opened;
  if (manifest !== undefined) return { ...opened, manifest };
  throw new UsageError(damage ?? `${path} holds no manifest.json: its inference was never started`, {
    hint: "choose another run with -r TIMESTAMP",
  });
}

type Named = Pick<StoredRun, "invocation" | "unknown" | "scoring">;

async function namedOrKnown(
  workspace: Workspace,
  given: Invocation,
  { manifest, isScored, onEvent }: { manifest: Manifest } & StoredRunOptions,
): Promise<Named> {
  const kinds = new Set(manifest.models.map(({ kind }) => kind));
  const named = async (invocation: Invocation): Promise<Named> => ({
    ...{ invocation, unknown: [] },
    scoring: await resolveScoring(invocation, kinds),
  });
  // What the user names is read as for a new run.
  if (given.config !== undefined || given.configDir !== undefined)
    return named(storedInvocation(workspace, given, onEvent));
  const isNamed = given.datasets.length > 0;
  const stored = readInvocation(workspace);
  const isStored = stored !== undefined && !(stored instanceof OcLocalError);
  const found = readStoredScoring(workspace);
  // Where the invocation is damaged, nobody knows which rows of the data were asked.
  const isTold = isNamed || !(stored instanceof OcLocalError);
  if (found !== undefined && isTold && (isNamed || isWhole(found, manifest))) {
    const invocation = isStored || isNamed ? storedInvocation(workspace, given, onEvent) : given;
    const scoring = isNamed
      ? await resolveNames(invocation, kinds, { user: storedEntries(found), groups: found.groups })
      : found;
    const isPlain = scoring.datasets.every(({ config }) => !leavesOut(config));
    return isPlain || !isScored ? { invocation, unknown: [], scoring } : named(invocation);
  }
  if (isNamed || isStored) return named(storedInvocation(workspace, given, onEvent));
  if (stored !== undefined)
    onEvent({ type: "warning", text: `${stored.message}; its datasets are told by their answers` });
  const { variants, assumed, unknown } = await knownDatasets(manifest.datasets);
  if (variants.length === 0) throw nothingKnown(workspace, unknown);
  for (const { dataset, variant } of assumed)
    onEvent({ type: "note", text: `${dataset} is scored as ${variant} is; --datasets names another way` });
  const invocation = { ...given, datasets: variants };
  const user = storedEntries({ datasets: [] });
  return {
    invocation,
    unknown: unknown.flatMap((each) => failedTasks(manifest, each)),
    scoring: await resolveNames(invocation, kinds, { user, groups: [] }),
  };
}

/** Whether the config of the newest start says it of all that the run has asked. */
function isWhole({ datasets }: ResolvedScoring, manifest: Manifest): boolean {
  return manifest.datasets.every(({ id }) => datasets.some((dataset) => dataset.id === id));
}

const howToName = "name its dataset with --datasets, or the config that has it";

function nothingKnown(workspace: Workspace, unknown: readonly { dataset: string; reason: string }[]) {
  const [first] = unknown;
  return new UsageError(
    `${workspace.path} holds answers to datasets that are not known: ${first?.dataset}: ${first?.reason}`,
    {
      hint: `name them with --datasets, or the config that has them: ${continueCommand(workspace)} --mode eval my-eval.ts`,
    },
  );
}

function failedTasks(
  { models, datasets }: Manifest,
  { dataset, reason }: { dataset: string; reason: string },
): FailedTask[] {
  const of = datasets.find(({ id }) => id === dataset)?.rows ?? 0;
  return models
    .filter((model) => isAsked(model, dataset))
    .map(({ abbr: model }) => ({
      ...{ model, dataset, reason: `${reason}: it was not scored`, hint: howToName },
      affected: { failed: 0, unanswered: 0, of, first: [] },
    }));
}

/** The configs of the manifest's datasets; files of OpenCompass are named by the abbr alone, whatever the way of asking. */
function matched(datasets: readonly ManifestDataset[], wanted: readonly ResolvedDataset[]): ResolvedDataset[] {
  return datasets.flatMap(({ id, abbr, mode, version }) => {
    const same = wanted.find((dataset) => dataset.id === id);
    const isForeign = version === unknownVersion;
    const fits = (dataset: ResolvedDataset) =>
      isForeign && dataset.config.abbr === abbr && (mode === "unknown" || dataset.mode === mode);
    const found = same ?? wanted.find(fits);
    return found === undefined ? [] : [{ ...found, id }];
  });
}

function nothingAsked({ path }: Workspace, datasets: readonly ManifestDataset[], wanted: readonly { id: string }[]) {
  return new UsageError(`${path} holds no answers to ${firstIds(wanted)}`, {
    hint: `it holds ${firstIds(datasets)}; leave --datasets out to take all of them`,
  });
}

function firstIds(datasets: readonly { id: string }[]): string {
  return listed(
    datasets.map(({ id }) => id),
    6,
  );
}
