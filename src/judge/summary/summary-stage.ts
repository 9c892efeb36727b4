// The last stage: stored results → table and summary files. Reads the workspace only.

import { join } from "node:path";
import { isNote } from "../../core/alarm.ts";
import { groupBy } from "../../core/group-by.ts";
import { listed } from "../../core/listed.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import type { StoredResult, Subset, SummaryGroup } from "../../core/summary.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import { toldTimeNote } from "../../plan/notices/date-notices.ts";
import { alarmLines, type RaisedAlarm } from "../../report/summary/alarm-lines.ts";
import { type Annotations, footnotesOf, intervalFootnote } from "../../report/summary/annotations.ts";
import { benchmarksOf, tableByDimension } from "../../report/summary/by-dimension.ts";
import { annotateGroups } from "../../report/summary/group-annotations.ts";
import { withoutRepeatedAverages } from "../../report/summary/repeated-averages.ts";
import { type Summary, summarize } from "../../report/summary/summary.ts";
import { formatTable, wantsColor } from "../../report/summary/table.ts";
import { type SummaryFiles, writeSummary } from "../../report/summary/write-summary.ts";
import {
  isAsked,
  type LeftOutRow,
  type Manifest,
  type ManifestModel,
  notAskedOf,
} from "../../store/workspace/manifest.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import { describeUnfinished } from "../evaluate/eval-stage.ts";
import { type ReadResult, readResult } from "../evaluate/result-file.ts";
import { underConvention } from "../evaluate/under-convention.ts";
import { annotationsOf, titleUnder, withManifest } from "./annotate-results.ts";
import { withEarlierColumns } from "./earlier-columns.ts";
import { raisedAlarms } from "./raised-alarms.ts";

export interface SummaryStage {
  workspace: Workspace;
  manifest: Manifest;
  groups: readonly SummaryGroup[];
  datasetAbbrs: readonly Subset[] | undefined;
  /** Scoring convention shown for datasets that are scored by label. @default each dataset's own */
  metric?: ScoringConvention | undefined;
  /** Of this summary, as in its file names. */
  time: string;
}

export interface SummaryOutcome {
  summary: Summary;
  files: SummaryFiles;
  /** For the terminal. */
  table: string;
  /** What puts scores in doubt; told below the table. */
  alarms: RaisedAlarm[];
  /** Datasets of a model without a score, with the reason. */
  unscored: FailedTask[];
  /** Nothing failed, and yet there is no score: none of the rows has a reference. */
  hasOnlyBareDatasets: boolean;
  /** Those that have one, but not under the convention that the table shows. */
  lacking: FailedTask[];
}

export function runSummaryStage({
  workspace,
  manifest: asked,
  groups,
  datasetAbbrs,
  metric,
  time,
}: SummaryStage): SummaryOutcome {
  const { manifest, footnotes: ofEarlier } = withEarlierColumns(workspace, asked);
  const { leftOut = [] } = manifest;
  const results = new Map(manifest.models.map((model) => [model.abbr, readResults(workspace, manifest, model)]));
  const shown =
    metric === undefined
      ? results
      : mapValues(results, (byDataset) => mapValues(byDataset, (result) => underConvention(result, metric)));
  const input = {
    models: manifest.models.map(({ abbr }) => ({ abbr })),
    datasets: [
      ...manifest.datasets.map(({ id, mode, version }) => ({ abbr: id, mode, version: version.slice(0, 6) })),
      ...leftOut.map(({ id }) => ({ abbr: id, mode: "-", version: "-" })),
    ],
    results: mapValues(shown, (byDataset) => new Map([...byDataset, ...withoutScore(leftOut)])),
    groups,
  };
  const computed = summarize({ ...input, datasetAbbrs });
  const summary = metric === undefined ? computed : withConvention(computed, shown, metric);
  const ofResults = new Map(
    [...shown].map(([model, byDataset]) => [model, annotationsOf(byDataset, results.get(model) ?? byDataset, metric)]),
  );
  const ofDatasets = withManifest(ofResults, manifest);
  const raised = raisedAlarms(manifest, ofDatasets);
  const alarms = raised.filter(({ alarm }) => !isNote(alarm));
  // Rows that a config names are what it wants.
  const { summary: forPeople, footnote } =
    datasetAbbrs === undefined ? withoutRepeatedAverages(summary, groups) : { summary, footnote: undefined };
  const benchmarks = benchmarksOf(
    [...manifest.datasets, ...leftOut.map(({ variant, ...row }) => ({ ...row, set: variant, isLeftOut: true }))],
    groups,
  );
  const byDimension = tableByDimension(
    summarize({ ...input, datasetAbbrs: benchmarks.map(({ name }) => name) }),
    benchmarks,
  );
  const extras = {
    byDimension,
    annotations: annotateGroups(ofDatasets, groups, summary.raw),
    alarms: alarmLines(alarms),
    footnotes: [
      ...alarmLines(raised.filter(({ alarm }) => isNote(alarm))),
      ...footnotes(manifest, ofDatasets),
      ...ofEarlier,
      ...footnotesOf(ofDatasets),
      ...metricFootnote(metric),
      ...leftOutFootnotes(manifest),
      ...(footnote === undefined ? [] : [footnote]),
    ],
  };
  return {
    summary,
    files: writeSummary(summary, { folder: join(workspace.path, "summary"), time, forPeople, ...extras }),
    table: formatTable(forPeople, {
      ...extras,
      color: wantsColor(process.stdout),
      columns: process.stdout.columns,
      unread: new Set(manifest.datasets.flatMap(({ id, unread }) => (unread === undefined ? [] : [id]))),
    }),
    alarms,
    hasOnlyBareDatasets: [...results.values()].flatMap((byDataset) => [...byDataset.values()]).every(isBare),
    unscored: unscoredOf(manifest, results),
    lacking: metric === undefined ? [] : lackingOf(manifest, results, shown),
  };
}

function withoutScore(leftOut: readonly LeftOutRow[]): [id: string, result: StoredResult][] {
  return leftOut.map(({ id, reason }) => [id, { metrics: {}, error: reason }]);
}

/** Whole reasons, which rows have no room for; those of one reason together. */
function leftOutFootnotes({ leftOut = [], datasets }: Manifest): string[] {
  const told = datasets.flatMap(({ id, unscorable }) => (unscorable === undefined ? [] : [{ id, reason: unscorable }]));
  const sentence = (words: string, rows: readonly { id: string; reason: string }[]) =>
    [...groupBy(rows, ({ reason }) => reason)].map(([reason, sets]) => {
      const ids = sets.map(({ id }) => id);
      return `${words} ${listed(ids, 6)}: ${reason}.`;
    });
  return [...sentence("Left out:", leftOut), ...sentence("Answered and not scored:", told)];
}

/** Rows were there, and none has a reference. */
function isBare({ facts, error }: ReadResult): boolean {
  return (
    error === undefined && facts !== undefined && facts.n + facts.unscored === 0 && (facts.withoutReference ?? 0) > 0
  );
}

type ResultsByModel = ReadonlyMap<string, ReadonlyMap<string, ReadResult>>;

function unscoredOf({ models, datasets }: Manifest, results: ResultsByModel): FailedTask[] {
  return models.flatMap((asked) =>
    datasets.flatMap((entry): FailedTask[] => {
      const [model, dataset] = [asked.abbr, entry.id];
      if (!isAsked(asked, dataset)) return [];
      const notAsked = notAskedOf(asked, entry);
      if (notAsked !== undefined) return [{ model, dataset, ...notAsked, isRefused: true }];
      const result = results.get(model)?.get(dataset);
      if (result === undefined) return [{ model, dataset, reason: "it was not evaluated", needsEvaluation: true }];
      const { error, isDamaged } = result;
      return error === undefined || error === entry.unscorable
        ? []
        : [{ model, dataset, reason: error, ...(isDamaged && { needsEvaluation: true }) }];
    }),
  );
}

function lackingOf({ models, datasets }: Manifest, results: ResultsByModel, shown: ResultsByModel): FailedTask[] {
  return models.flatMap(({ abbr: model }) =>
    datasets.flatMap(({ id: dataset }) => {
      const reason = shown.get(model)?.get(dataset)?.error;
      const isScored = results.get(model)?.get(dataset)?.error === undefined;
      return reason === undefined || !isScored ? [] : [{ model, dataset, reason }];
    }),
  );
}

function readResults(workspace: Workspace, manifest: Manifest, model: ManifestModel): Map<string, ReadResult> {
  const found = new Map<string, ReadResult>();
  for (const dataset of manifest.datasets) {
    const { id } = dataset;
    if (!isAsked(model, id)) continue;
    const notAsked = notAskedOf(model, dataset);
    if (notAsked !== undefined) {
      found.set(id, { metrics: {}, facts: undefined, error: notAsked.reason });
      continue;
    }
    const unfinished = describeUnfinished(model, id);
    const result = readResult(workspace, model.abbr, id);
    // A score that is older than an unfinished inference belongs to other questions.
    if (unfinished !== undefined && result?.error === undefined)
      found.set(id, { metrics: {}, facts: undefined, error: unfinished });
    else if (result !== undefined) found.set(id, result);
  }
  return found;
}

/** The metric of a dataset that is read under a convention says so; averages keep the names that groups give them. */
function withConvention(
  summary: Summary,
  results: ReadonlyMap<string, ReadonlyMap<string, ReadResult>>,
  convention: ScoringConvention,
): Summary {
  const isRead = (dataset: string) =>
    [...results.values()].some((byDataset) => byDataset.get(dataset)?.facts?.conventions !== undefined);
  const rows = summary.rows.map((row) =>
    row.metric !== "-" && isRead(row.dataset) ? { ...row, metric: titleUnder(row.metric, convention) } : row,
  );
  return { ...summary, rows };
}

function metricFootnote(metric: ScoringConvention | undefined): string[] {
  if (metric === undefined) return [];
  return [`--metric ${metric}, for datasets scored by label: ${scoringConventions[metric]}.`];
}

function footnotes(manifest: Manifest, annotations: Annotations): string[] {
  const all = [...annotations.values()].flatMap((byDataset) => [...byDataset.values()]);
  const intervals = all.some(({ interval }) => interval !== undefined) ? [intervalFootnote] : [];
  return [...intervals, ...sampleFootnote(manifest), ...dateFootnotes(manifest)];
}

function dateFootnotes({ models }: Manifest): string[] {
  return models.flatMap(({ abbr, toldTime }) => (toldTime === undefined ? [] : [`${toldTimeNote(abbr, toldTime)}.`]));
}

/** Only rows of this package's own data folder are samples; manifests of earlier versions say it of the whole run. */
function sampleFootnote({ data, datasets }: Manifest): string[] {
  const samples = datasets.filter(({ isSample = data.isSample }) => isSample).map(({ id }) => id);
  if (samples.length === 0) return [];
  const more = samples.length > 3 ? ` and ${samples.length - 3} more` : "";
  const which = samples.length === datasets.length ? "" : ` (${samples.slice(0, 3).join(", ")}${more})`;
  return [`Sample data written for oc-local${which}, not a benchmark: these scores compare with nothing published.`];
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
