// Whether a stored run can show the convention that was asked for.

import type { RowRecord } from "../../core/record.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import type { LabelledTask } from "../../plan/metric-obstacles.ts";
import { journalLines } from "../../store/journal/journal-lines.ts";
import { parseLine } from "../../store/journal/parse-line.ts";
import { type Manifest, notAskedOf } from "../../store/workspace/manifest.ts";
import { journalPath, type Workspace } from "../../store/workspace/workspace.ts";
import { readResult } from "../evaluate/result-file.ts";

/** From results where a dataset was evaluated, else from its first stored row. */
export function storedTasks(metric: ScoringConvention, workspace: Workspace, manifest: Manifest): LabelledTask[] {
  return manifest.models.flatMap((asked) =>
    manifest.datasets.flatMap((entry): LabelledTask[] => {
      if (notAskedOf(asked, entry) !== undefined) return [];
      const [model, dataset] = [asked.abbr, entry.id];
      const facts = readResult(workspace, model, dataset)?.facts;
      const lacks = facts?.conventions === undefined ? undefined : lackOf(facts.conventions[metric], metric);
      if (facts?.conventions !== undefined) return [{ model, dataset, lacks }];
      const first = firstRow(workspace, model, dataset);
      if (first?.scores === undefined) return [];
      const reason = first.scores.missing[metric];
      return [{ model, dataset, lacks: reason && `row ${first.row}: ${reason}` }];
    }),
  );
}

function lackOf(result: object | undefined, metric: ScoringConvention): string | undefined {
  if (result === undefined) return `it has no ${metric}`;
  return "missing" in result ? String(result.missing) : undefined;
}

/** The first answered row that the journal holds. */
function firstRow(workspace: Workspace, model: string, dataset: string): RowRecord | undefined {
  for (const { bytes } of journalLines(journalPath(workspace, model, dataset))) {
    const record = parseLine(bytes);
    if (record !== undefined && record.failed === undefined) return record;
  }
  return undefined;
}
