// The last stage: stored results → table and summary files. Reads the workspace only.

import { join } from "node:path";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import { wilsonInterval } from "../../core/statistics.ts";
import type { Subset, SummaryGroup } from "../../core/summary.ts";
import { alarmLines, type RaisedAlarm } from "../../report/alarm-lines.ts";
import { type Annotation, type Annotations, intervalFootnote } from "../../report/annotations.ts";
import { annotateGroups } from "../../report/group-annotations.ts";
import { type Summary, summarize } from "../../report/summary.ts";
import { formatTable, wantsColor } from "../../report/table.ts";
import { type SummaryFiles, writeSummary } from "../../report/write-summary.ts";
import { correctionFootnotes, correctionNote } from "../evaluate/corrections.ts";
import { describeUnfinished } from "../evaluate/eval-stage.ts";
import type { EvaluationFacts } from "../evaluate/facts.ts";
import { type ReadResult, readResult } from "../evaluate/result-file.ts";
import { sourceFootnotes } from "../stored/source-notes.ts";
import { isAsked, type Manifest, type ManifestModel } from "../workspace/manifest.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { withEarlierColumns } from "./earlier-columns.ts";
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
  unscored: { model: string; dataset: string; reason: string; needsEvaluation?: true }[];
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
  const ofDatasets = mapValues(shown, (byDataset) => annotationsOf(byDataset, metric));
  const alarms = raisedAlarms(manifest, ofDatasets);
  const extras = {
    annotations: annotateGroups(ofDatasets, groups, summary.raw),
    alarms: alarmLines(alarms),
    footnotes: [
      ...footnotes(manifest),
      ...ofEarlier,
      ...sourceFootnotes(results),
      ...correctionFootnotes(results.values()),
      ...metricFootnote(metric),
    ],
  };
  return {
    summary,
    files: writeSummary(summary, { folder: join(workspace.path, "summary"), time, ...extras }),
    table: formatTable(summary, { ...extras, color: wantsColor(process.stdout), columns: process.stdout.columns }),
    alarms,
    // A convention that a dataset does not have leaves a dash in the table; the dataset itself is scored.
    unscored: manifest.models.flatMap((asked) =>
      manifest.datasets.flatMap(({ id: dataset }) => {
        const model = asked.abbr;
        if (!isAsked(asked, dataset)) return [];
        const result = results.get(model)?.get(dataset);
        if (result === undefined) return [{ model, dataset, reason: "it was not evaluated", needsEvaluation: true }];
        const { error, isDamaged } = result;
        return error === undefined
          ? []
          : [{ model, dataset, reason: error, ...(isDamaged && { needsEvaluation: true }) }];
      }),
    ),
  };
}

function readResults(workspace: Workspace, manifest: Manifest, model: ManifestModel): Map<string, ReadResult> {
  const found = new Map<string, ReadResult>();
  for (const { id } of manifest.datasets) {
    if (!isAsked(model, id)) continue;
    const unfinished = describeUnfinished(model, id);
    const result = readResult(workspace, model.abbr, id);
    // A score that is older than an unfinished inference belongs to other questions.
    if (unfinished !== undefined && result?.error === undefined)
      found.set(id, { metrics: {}, facts: undefined, error: unfinished });
    else if (result !== undefined) found.set(id, result);
  }
  return found;
}

function annotationsOf(
  results: ReadonlyMap<string, ReadResult>,
  metric: ScoringConvention | undefined,
): Map<string, Annotation> {
  const annotations = new Map<string, Annotation>();
  for (const [dataset, { metrics, facts }] of results) {
    if (facts === undefined) continue;
    const { extracted, conventions, ...counted } = facts;
    const { n, correct, unscored } = counted;
    annotations.set(dataset, {
      ...counted,
      ...(extracted !== undefined && n + unscored > 0 && { extractedShare: extracted / (n + unscored) }),
      ...(correct !== undefined && n > 0 && intervalOf(metrics, correct, n, conventions && metric)),
      ...conventionsOf(facts, metric),
    });
  }
  return annotations;
}

function raisedAlarms({ models, datasets }: Manifest, annotations: Annotations): RaisedAlarm[] {
  return models.flatMap(({ abbr: model, kind }) =>
    datasets.flatMap(({ id: dataset, mode }) => {
      const { alarms = [], n = 0, unscored = 0, cutByLength = 0 } = annotations.get(model)?.get(dataset) ?? {};
      return alarms.map((alarm) => ({ model, kind, dataset, mode, alarm, cutShare: cutByLength / (n + unscored) }));
    }),
  );
}

/** What is said of the way of scoring, and the scores under the conventions that the table does not show. */
function conventionsOf(
  facts: EvaluationFacts,
  metric: ScoringConvention | undefined,
): Pick<Annotation, "correction" | "conventions"> {
  if (facts.conventions === undefined) return {};
  const correction = correctionNote(facts);
  const shown = metric ?? facts.convention;
  const others = Object.entries(facts.conventions).filter(([name]) => name !== shown);
  return {
    ...(correction !== undefined && { correction }),
    conventions: new Map(others),
  };
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

/** The metric that is the share of right answers gets an interval, in percent as the metric. */
function intervalOf(
  metrics: Record<string, number>,
  correct: number,
  n: number,
  convention: ScoringConvention | undefined,
): Pick<Annotation, "interval"> {
  const metric = Object.keys(metrics).find((name) => Math.abs((metrics[name] as number) - (100 * correct) / n) < 1e-6);
  if (metric === undefined) return {};
  const { low, high } = wilsonInterval(correct, n);
  const title = convention === undefined ? metric : titleUnder(metric, convention);
  return { interval: { metric: title, low: 100 * low, high: 100 * high } };
}

function footnotes(manifest: Manifest): string[] {
  const notes = [intervalFootnote];
  if (manifest.data.isSample)
    notes.push("Sample data written for oc-local, not a benchmark: these scores compare with nothing published.");
  return notes;
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
