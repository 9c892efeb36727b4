// summary_<time>.details.csv: one line per score with everything known about it, unrounded, for spreadsheets and scripts.
// An empty cell means: not known or not applicable.

import type { Annotations } from "./annotations.ts";
import { csvLines } from "./csv.ts";
import { type Facts, factEntries } from "./facts.ts";
import type { Summary } from "./summary.ts";

const columns = factEntries.flatMap(([key, { columns = {}, isOfMetrics }]) =>
  Object.entries(columns).map(([heading, value]) => ({ key, isOfMetrics, heading, value })),
);
const leading = ["model", "dataset", "version", "metric", "mode", "score"];
const headings = [...leading, ...columns.map(({ heading }) => heading), "error"];

type Line = Record<string, unknown>;

export function formatDetails(summary: Summary, annotations: Annotations): string {
  const lines = summary.models.flatMap((model, index) =>
    summary.rows.flatMap((row, place) => {
      const facts = annotations.get(model)?.get(row.dataset);
      const error = summary.raw.get(model)?.get(row.dataset)?.get("error");
      const { dataset, version, metric, mode } = row;
      const own: Line = { model, dataset, version, metric, mode, score: row.scores[index], error };
      const isLast = summary.rows[place + 1]?.dataset !== dataset;
      const others = isLast ? conventionLines({ model, dataset, version, mode }, facts) : [];
      return [{ ...own, ...known(metric, facts) }, ...others];
    }),
  );
  return csvLines([headings, ...lines.map((line) => headings.map((name) => cell(line[name])))]);
}

/** The scores under the other scoring conventions, behind the dataset's own, each with what belongs to it. */
function conventionLines(row: Line, facts: Facts | undefined): Line[] {
  return [...(facts?.unshown ?? [])].flatMap(([name, result]): Line[] => {
    if ("missing" in result) return [{ ...row, metric: `(${name})`, error: result.missing }];
    const { metrics, facts } = result;
    return Object.entries(metrics).map(([metric, score]) => ({ ...row, metric, score, ...known(metric, facts) }));
  });
}

/** What is known of a score. */
function known(metric: string, facts: Facts | undefined): Line {
  const isOwn = facts?.ofMetrics?.includes(metric) ?? false;
  const cells = columns.flatMap(({ key, isOfMetrics, heading, value }) => {
    const fact = isOfMetrics && !isOwn ? undefined : facts?.[key];
    return fact === undefined ? [] : [[heading, value(fact, isOwn)] as const];
  });
  return Object.fromEntries(cells);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Number.isNaN(value) ? "nan" : String(value);
}
