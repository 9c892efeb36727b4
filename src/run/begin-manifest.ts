// The manifest of a run as it is known before the first row is asked; what is found later is added to it.

import type { ModelConfig } from "../config/model-schema.ts";
import { outLenOf } from "../core/out-len.ts";
import { packageVersion } from "../core/package.ts";
import { formatRenderTime } from "../core/render-time.ts";
import { unscorableReason } from "../core/unscorable.ts";
import { isSampleData } from "../data/data-root.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { Invocation } from "../job/invocation.ts";
import { unaskedRanges } from "../plan/asked-rows.ts";
import type { UnopenedModel } from "../plan/model-files.ts";
import { dataFingerprint, sourcePath } from "../plan/open-dataset.ts";
import type { PlannedDataset, PlannedModel } from "../plan/plan.ts";
import type { ResolvedRun } from "../plan/resolve.ts";
import { setOf } from "../plan/set-of.ts";
import type { UnreadDataset } from "../plan/unread.ts";
import { wayOfAsking } from "../plan/ways-of-asking.ts";
import { unknownVersion } from "../store/stored/open-manifest.ts";
import { earlierModels } from "../store/workspace/earlier-models.ts";
import { BackgroundHashes } from "../store/workspace/file-hashes.ts";
import type { Manifest, ManifestDataset, ManifestModel, NotAsked } from "../store/workspace/manifest.ts";
import { ManifestFile } from "../store/workspace/manifest-file.ts";
import type { StoredThinking } from "../store/workspace/stored-thinking.ts";
import type { Workspace } from "../store/workspace/workspace.ts";

/** @param before The folder's manifest as it was. */
export function beginManifest(
  workspace: Workspace,
  run: ResolvedRun,
  {
    datasets,
    unread,
    refused,
    models: planned,
    before,
  }: {
    datasets: readonly PlannedDataset[];
    unread: readonly UnreadDataset[];
    refused: readonly FailedTask[];
    models: readonly PlannedModel[];
    before: Manifest | undefined;
  },
  { deterministic }: Pick<Invocation, "deterministic">,
): ManifestFile {
  const manifest: Manifest = {
    startedAt: before?.startedAt ?? new Date().toISOString(),
    version: packageVersion,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    data: { path: run.dataRoot.path, isSample: run.dataRoot.isSample },
    ...(deterministic && { deterministic }),
    ...(before?.metric !== undefined && { metric: before.metric }),
    models: [
      ...run.models.map(({ config, kind, file, fingerprint, renderTime }) => {
        // Of answers that are all reused: no engine is opened then.
        const earlier = before?.models.find((model) => model.abbr === config.abbr && model.fingerprint === fingerprint);
        const engine = earlier?.engine;
        const thinking = planned.find(({ model }) => model.config.abbr === config.abbr)?.thinking;
        const lost = refused.filter(({ model }) => model === config.abbr);
        const asked = datasets.filter(({ dataset }) => !lost.some((task) => task.dataset === dataset.id));
        return {
          abbr: config.abbr,
          kind,
          path: file.path,
          fingerprint,
          ...(file.deviations.length > 0 && { deviations: file.deviations }),
          generation: config.generation,
          ...overruledOf(config, asked),
          ...(planned.some(({ model, tellsTime }) => tellsTime && model.config.abbr === config.abbr) && {
            toldTime: formatRenderTime(renderTime),
          }),
          // What was set when the answers were judged stays in force, unless something else is asked for.
          ...(thinking !== undefined && {
            thinking: config.thinkingTags === undefined ? { ...setBefore(earlier), ...thinking } : thinking,
          }),
          // From the first moment on: however the run ends, what it has not reached may hold answers to earlier questions.
          unfinished: asked.map(({ dataset }) => dataset.id),
          ...(lost.length > 0 && { refused: reasonsOf(lost) }),
          ...(engine !== undefined && { engine }),
        };
      }),
      ...run.unopened.map((model) => unopenedModel(model, refused, before)),
    ].sort((a, b) => run.abbrs.indexOf(a.abbr) - run.abbrs.indexOf(b.abbr)),
    datasets: run.datasets.flatMap((resolved): ManifestDataset[] => {
      const { id, config, mode, version, dimension } = resolved;
      const set = setOf(resolved, run.datasets);
      const unscorable = unscorableReason(config.evaluate.evaluator);
      const names = {
        ...{ id, abbr: config.abbr, mode, version },
        ...(set !== undefined && { set }),
        ...(dimension !== undefined && { dimension }),
        ...(unscorable !== undefined && { unscorable }),
      };
      const planned = datasets.find(({ dataset }) => dataset.id === id);
      if (planned !== undefined) return [{ ...names, ...askedFacts(planned, run, before) }];
      return unread
        .filter(({ dataset }) => dataset.id === id)
        .map(({ reason, hint }) => ({
          ...names,
          rows: 0,
          data: "",
          unread: notAsked({ reason, hint }),
        }));
    }),
  };
  if (run.leftOut.length > 0) manifest.leftOut = run.leftOut;
  const now = { models: manifest.models, datasets: manifest.datasets };
  const earlier = before === undefined ? [] : earlierModels(workspace, before, now);
  if (earlier.length > 0) manifest.earlier = earlier;
  const file = new ManifestFile(workspace, manifest);
  file.change();
  return file;
}

/** Whoever reads the table later has to know of answers that were longer than the datasets want them. */
function overruledOf(model: ModelConfig, datasets: readonly PlannedDataset[]): Pick<ManifestModel, "overruled"> {
  const overruled = datasets.flatMap(({ dataset: { id, config } }) => {
    const { maxOutLen: own } = config.infer.inferencer;
    const isOther = typeof own === "number" && outLenOf(model, own) !== own && wayOfAsking(config).generates;
    return isOther ? [[id, { own, used: model.maxOutLen }] as const] : [];
  });
  return overruled.length === 0 ? {} : { overruled: Object.fromEntries(overruled) };
}

/** Answers of an earlier start stay those of the file that it had. */
function unopenedModel(
  { config }: UnopenedModel,
  refused: readonly FailedTask[],
  before: Manifest | undefined,
): ManifestModel {
  const { abbr, kind, path, generation } = config;
  const earlier = before?.models.find((model) => model.abbr === abbr);
  return {
    abbr,
    kind: kind === "auto" ? (earlier?.kind ?? "base") : kind,
    path: path ?? "",
    fingerprint: earlier?.fingerprint ?? "",
    generation,
    refused: reasonsOf(refused.filter(({ model }) => model === abbr)),
  };
}

function setBefore(model: ManifestModel | undefined): Pick<StoredThinking, "set"> {
  const set = model?.thinking?.set;
  return set === undefined ? {} : { set };
}

function reasonsOf(refused: readonly FailedTask[]): Record<string, NotAsked> {
  return Object.fromEntries(refused.map((task) => [task.dataset, notAsked(task)]));
}

function notAsked({ reason, hint }: Pick<FailedTask, "reason" | "hint">): NotAsked {
  return { reason, ...(hint !== undefined && { hint }) };
}

type AskedFacts = Pick<ManifestDataset, "rows" | "unasked" | "isSample" | "data">;

function askedFacts(planned: PlannedDataset, { dataRoot }: ResolvedRun, before: Manifest | undefined): AskedFacts {
  const { dataset, rows, opened } = planned;
  const unasked = unaskedRanges(planned);
  return {
    rows,
    ...(unasked.length > 0 && { unasked }),
    isSample: isSampleData(sourcePath(dataset.config, dataRoot.path)),
    // That of the answers, until these have followed the data.
    data: before === undefined ? dataFingerprint(opened) : dataBefore(before, dataset.id),
  };
}

function dataBefore({ datasets }: Manifest, dataset: string): string {
  return datasets.find(({ id }) => id === dataset)?.data ?? unknownVersion;
}

/** For the manifest; row keys have the quicker fingerprint. */
export function hashModels({ models }: ResolvedRun, manifest: ManifestFile): BackgroundHashes {
  const files = models.map(
    ({ config, file }) => [config.abbr, [...file.parts.map(({ path }) => path), ...file.adapterFiles]] as const,
  );
  return new BackgroundHashes(new Map(files), (abbr, sha256) => manifest.update(abbr, { sha256 }));
}
