// What stands beside the scores of one model's datasets, from the results as the table shows them.

import { rightShareOf } from "../../core/score.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import { wilsonInterval } from "../../core/statistics.ts";
import type { Annotation, Unshown } from "../../report/annotations.ts";
import { correctionNote } from "../evaluate/corrections.ts";
import type { EvaluationFacts } from "../evaluate/facts.ts";
import type { ReadResult } from "../evaluate/result-file.ts";
import { underConvention } from "../evaluate/under-convention.ts";

/** @param results As the table shows them. @param stored The same as they are stored. */
export function annotationsOf(
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

export function titleUnder(metric: string, convention: ScoringConvention): string {
  return `${metric} (${convention})`;
}
