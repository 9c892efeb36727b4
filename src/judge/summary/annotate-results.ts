// What stands beside the scores of one model's datasets, from the results as the table shows them.

import type { JsonValue } from "../../core/json.ts";
import { rightShareOf } from "../../core/score.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import { wilsonInterval } from "../../core/statistics.ts";
import type { StoredResult } from "../../core/summary.ts";
import type { Annotations } from "../../report/summary/annotations.ts";
import type { Facts, Unshown } from "../../report/summary/facts.ts";
import type { Manifest } from "../../store/workspace/manifest.ts";
import type { ReadResult } from "../evaluate/result-file.ts";
import { underConvention } from "../evaluate/under-convention.ts";

/** @param results As the table shows them. @param stored The same as they are stored. */
export function annotationsOf(
  results: ReadonlyMap<string, ReadResult>,
  stored: ReadonlyMap<string, ReadResult>,
  metric: ScoringConvention | undefined,
): Map<string, Facts> {
  const annotations = new Map<string, Facts>();
  for (const [dataset, result] of results) {
    const { metrics, facts } = result;
    if (facts === undefined) continue;
    const { conventions, convention } = facts;
    const shown = conventions === undefined ? undefined : metric;
    const others = conventions && otherConventions(stored.get(dataset) ?? result, metric ?? convention);
    annotations.set(dataset, { ...withDerived(metrics, facts, shown), ...(others && { unshown: others }) });
  }
  return annotations;
}

/** What only the manifest knows of datasets: what they are parts of, and whose limits were overruled. */
export function withManifest(annotations: Annotations, { models, datasets }: Manifest): Annotations {
  const parts = new Set(datasets.flatMap(({ id, set }) => (set === undefined ? [] : [id])));
  return new Map(
    [...annotations].map(([model, byDataset]) => {
      const limits = models.find(({ abbr }) => abbr === model)?.overruled ?? {};
      const told = [...byDataset].map(([id, facts]): [string, Facts] => {
        const { [id]: outLen } = limits;
        return [id, { ...facts, ...(parts.has(id) && { isPart: true }), ...(outLen && { outLen }) }];
      });
      return [model, new Map(told)];
    }),
  );
}

/** The scores under the conventions that the table does not show. */
function otherConventions(result: ReadResult, shown: ScoringConvention | undefined): Map<string, Unshown> {
  const names = Object.keys(result.facts?.conventions ?? {}) as ScoringConvention[];
  return new Map(names.filter((name) => name !== shown).map((name) => [name, unshown(result, name)]));
}

function unshown(result: ReadResult, name: ScoringConvention): Unshown {
  const found = result.facts?.conventions?.[name];
  if (found !== undefined && "missing" in found) return found;
  const { metrics, facts } = underConvention(result, name);
  const titled = Object.entries(metrics).flatMap(([metric, value]) =>
    typeof value === "number" ? [[titleUnder(metric, name), value] as const] : [],
  );
  return { metrics: Object.fromEntries(titled), facts: withDerived(metrics, facts as Facts, name) };
}

/** @param convention That the metrics' titles name. */
function withDerived(metrics: StoredResult["metrics"], facts: Facts, convention: ScoringConvention | undefined): Facts {
  const { n, correct, unscored, extracted } = facts;
  // Results of earlier versions do not say which it is.
  const { rightShare = correct === undefined ? undefined : rightShareOf({}, metrics) } = facts;
  const title = rightShare && (convention === undefined ? rightShare : titleUnder(rightShare, convention));
  return {
    ...facts,
    ...(extracted !== undefined && n + unscored > 0 && { extractedShare: extracted / (n + unscored) }),
    ...(rightShare && title && ofRightAnswers(title, metrics[rightShare], facts)),
  };
}

/** The metric that they make up, and its interval, in percent as the metric. */
function ofRightAnswers(metric: string, score: JsonValue | undefined, { n, correct }: Facts): Partial<Facts> {
  const isShare = typeof score === "number" && correct !== undefined && Math.abs(score - (100 * correct) / n) < 1e-6;
  // An evaluator may leave rows out that have a score.
  if (!isShare || n === 0) return { ofMetrics: [metric] };
  const { low, high } = wilsonInterval(correct, n);
  return { ofMetrics: [metric], interval: { metric, low: 100 * low, high: 100 * high } };
}

export function titleUnder(metric: string, convention: ScoringConvention): string {
  return `${metric} (${convention})`;
}
