// The last stage: stored results → table and summary files. Reads the workspace only.

import { join } from "node:path";
import { rightShareOf } from "../../core/score.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import { wilsonInterval } from "../../core/statistics.ts";
import type { Subset, SummaryGroup } from "../../core/summary.ts";
import { alarmLines, type RaisedAlarm } from "../../report/alarm-lines.ts";
import { type Annotation, type Annotations, intervalFootnote, type Unshown } from "../../report/annotations.ts";
import { annotateGroups } from "../../report/group-annotations.ts";
import { type Summary, summarize } from "../../report/summary.ts";
import { formatTable, wantsColor } from "../../report/table.ts";
import { type SummaryFiles, writeSummary } from "../../report/write-summary.ts";
import { correctionFootnotes, correctionNote } from "../evaluate/corrections.ts";
import { describeUnfinished } from "../evaluate/eval-stage.ts";
import type { EvaluationFacts } from "../evaluate/facts.ts";
import { type ReadResult, readResult } from "../evaluate/result-file.ts";
import type { Manifest, ManifestModel } from "../workspace/manifest.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { underConvention } from "./metric-choice.ts";

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
  unscored: { model: string; dataset: string; reason: string }[];
}

export function runSummaryStage({
  workspace,
  manifest,
  groups,
  datasetAbbrs,
  metric,
  time,
}: SummaryStage): SummaryOutcome {
  const results = new Map(manifest.models.map((model) => [model.abbr, readResults(workspace, manifest, model)]));
  const shown =
    metric === undefined
      ? results
      : mapValues(results, (byDataset) => mapValues(byDataset, (result) => underConvention(result, metric)));
  const computed = summarize({
    models: manifest.models.map(({ abbr }) => ({ abbr })),
    datasets: manifest.datasets.map(({ id, mode, version }) => ({ abbr: id, mode, version: version.slice(0, 6) })),
    results: shown,
    groups,
    datasetAbbrs,
  });
  const summary = metric === undefined ? computed : withConvention(computed, shown, metric);
  const ofDatasets = new Map(
    [...shown].map(([model, byDataset]) => [model, annotationsOf(byDataset, results.get(model) ?? byDataset, metric)]),
  );
  const alarms = raisedAlarms(manifest, ofDatasets);
  const extras = {
    annotations: annotateGroups(ofDatasets, groups, summary.raw),
    alarms: alarmLines(alarms),
    footnotes: [...footnotes(manifest, ofDatasets), ...correctionFootnotes(shown.values()), ...metricFootnote(metric)],
  };
  return {
    summary,
    files: writeSummary(summary, { folder: join(workspace.path, "summary"), time, ...extras }),
    table: formatTable(summary, { ...extras, color: wantsColor(process.stdout), columns: process.stdout.columns }),
    alarms,
    // A convention that a dataset does not have leaves a dash in the table; the dataset itself is scored.
    unscored: manifest.models.flatMap(({ abbr: model }) =>
      manifest.datasets.flatMap(({ id: dataset }) => {
        const result = results.get(model)?.get(dataset);
        if (result === undefined) return [{ model, dataset, reason: "it was not evaluated" }];
        return result.error === undefined ? [] : [{ model, dataset, reason: result.error }];
      }),
    ),
  };
}

function readResults(workspace: Workspace, manifest: Manifest, model: ManifestModel): Map<string, ReadResult> {
  const found = new Map<string, ReadResult>();
  for (const { id } of manifest.datasets) {
    const unfinished = describeUnfinished(model, id);
    const result = readResult(workspace, model.abbr, id);
    // A score that is older than an unfinished inference belongs to other questions.
    if (unfinished !== undefined && result?.error === undefined)
      found.set(id, { metrics: {}, facts: undefined, error: unfinished });
    else if (result !== undefined) found.set(id, result);
  }
  return found;
}

/** @param results As the table shows them. @param stored The same as they are stored. */
function annotationsOf(
  results: ReadonlyMap<string, ReadResult>,
  stored: ReadonlyMap<string, ReadResult>,
  metric: ScoringConvention | undefined,
): Map<string, Annotation> {
  const annotations = new Map<string, Annotation>();
  for (const [dataset, result] of results) {
    const { facts } = result;
    if (facts === undefined) continue;
    const isRead = facts.conventions !== undefined;
    const correction = isRead ? correctionNote(facts) : undefined;
    const others = isRead ? otherConventions(stored.get(dataset) ?? result, metric ?? facts.convention) : undefined;
    annotations.set(dataset, {
      ...annotationOf(result, isRead ? metric : undefined),
      ...(correction !== undefined && { correction }),
      ...(others !== undefined && { conventions: others }),
    });
  }
  return annotations;
}

/** The scores under the conventions that the table does not show. */
function otherConventions(result: ReadResult, shown: ScoringConvention | undefined): Map<string, Unshown> {
  const names = Object.keys(result.facts?.conventions ?? {}) as ScoringConvention[];
  return new Map(names.filter((name) => name !== shown).map((name) => [name, unshown(result, name)]));
}

function unshown(result: ReadResult, name: ScoringConvention): Unshown {
  const found = result.facts?.conventions?.[name];
  if (found !== undefined && "missing" in found) return found;
  const read = underConvention(result, name);
  const metrics = Object.entries(read.metrics).map(([metric, value]) => [titleUnder(metric, name), value] as const);
  return { metrics: Object.fromEntries(metrics), annotation: annotationOf(read, name) };
}

/** @param convention That the metrics' titles name. */
function annotationOf({ metrics, facts }: ReadResult, convention: ScoringConvention | undefined): Annotation {
  const { extracted, conventions: _, ...counted } = facts as EvaluationFacts;
  const { n, correct, unscored } = counted;
  // Results of earlier versions do not say which it is.
  const { rightShare = correct === undefined ? undefined : rightShareOf({}, metrics) } = counted;
  const title = rightShare && (convention === undefined ? rightShare : titleUnder(rightShare, convention));
  const score = rightShare === undefined ? undefined : metrics[rightShare];
  return {
    ...counted,
    ...(extracted !== undefined && n + unscored > 0 && { extractedShare: extracted / (n + unscored) }),
    ...(title !== undefined && { ofMetrics: [title] }),
    ...(title !== undefined &&
      correct !== undefined &&
      n > 0 &&
      isShare(score, correct, n) &&
      intervalOf(title, correct, n)),
  };
}

/** An evaluator may leave rows out that have a score. */
function isShare(score: number | undefined, correct: number, n: number): boolean {
  return score !== undefined && Math.abs(score - (100 * correct) / n) < 1e-6;
}

/** In percent as the metric. */
function intervalOf(metric: string, correct: number, n: number): Pick<Annotation, "interval"> {
  const { low, high } = wilsonInterval(correct, n);
  return { interval: { metric, low: 100 * low, high: 100 * high } };
}

function raisedAlarms({ models, datasets }: Manifest, annotations: Annotations): RaisedAlarm[] {
  return models.flatMap(({ abbr: model, kind }) =>
    datasets.flatMap(({ id: dataset, mode }) => {
      const { alarms = [], n = 0, unscored = 0, cutByLength = 0 } = annotations.get(model)?.get(dataset) ?? {};
      return alarms.map((alarm) => ({ model, kind, dataset, mode, alarm, cutShare: cutByLength / (n + unscored) }));
    }),
  );
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

function titleUnder(metric: string, convention: ScoringConvention): string {
  return `${metric} (${convention})`;
}

function metricFootnote(metric: ScoringConvention | undefined): string[] {
  if (metric === undefined) return [];
  return [`--metric ${metric}, for datasets scored by label: ${scoringConventions[metric]}.`];
}

function footnotes(manifest: Manifest, annotations: Annotations): string[] {
  const hasIntervals = [...annotations.values()].some((byDataset) => [...byDataset.values()].some(hasInterval));
  const notes = hasIntervals ? [intervalFootnote] : [];
  if (manifest.data.isSample)
    notes.push("Sample data written for oc-local, not a benchmark: these scores compare with nothing published.");
  return notes;
}

function hasInterval({ interval }: Annotation): boolean {
  return interval !== undefined;
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
