// What a run that is continued does to its folder before it asks anything: answers of a model with another file are kept apart, and
// the journals follow the data.

import { rmSync } from "node:fs";
import { counted } from "../core/counted.ts";
import { storing } from "../core/write-file.ts";
import type { OnRunEvent } from "../job/events.ts";
import { interruptibleTurn } from "../job/interruptible.ts";
import { dataFingerprint, goldOf } from "../plan/open-dataset.ts";
import type { PlannedDataset } from "../plan/plan.ts";
import { questionHash } from "../plan/question-hash.ts";
import type { ResolvedRun } from "../plan/resolve.ts";
import { type FollowedData, followData } from "../store/journal/follow-data.ts";
import { openManifest } from "../store/stored/open-manifest.ts";
import { keepApart } from "../store/workspace/earlier-models.ts";
import type { Manifest, ManifestDataset } from "../store/workspace/manifest.ts";
import { ManifestFile } from "../store/workspace/manifest-file.ts";
import { journalPath, predictionsPath, resultsPath, type Workspace } from "../store/workspace/workspace.ts";

/** Only with the run's lock. @returns The folder's manifest as it was, before this start. @throws OcLocalError STORAGE */
export function manifestBefore(
  workspace: Workspace,
  { models }: Pick<ResolvedRun, "models">,
  onEvent: OnRunEvent,
): Manifest | undefined {
  const opened = openManifest(workspace);
  if (opened.damage !== undefined) onEvent({ type: "warning", text: opened.damage });
  if (opened.manifest === undefined) return undefined;
  const asked = models.map(({ config, fingerprint }) => ({ abbr: config.abbr, fingerprint }));
  const { manifest, renamed } = keepApart(workspace, opened.manifest, asked);
  for (const { from, to } of renamed) {
    const text = `its file is another one than this folder's answers are from: they are kept as ${to}`;
    onEvent({ type: "warning", model: from, text });
  }
  if (renamed.length > 0) new ManifestFile(workspace, manifest).change();
  return manifest;
}

/** Only with the run's lock. @param manifest Of this start; it then names the data as it is. @throws OcLocalError STORAGE */
export async function followChanges(
  workspace: Workspace,
  manifest: ManifestFile,
  planned: readonly PlannedDataset[],
  context: FollowContext,
): Promise<void> {
  const { models, datasets } = manifest.now;
  const followed: ManifestDataset[] = [];
  for (const noted of datasets) {
    const dataset = planned.find(({ dataset }) => dataset.id === noted.id);
    const data = dataset === undefined ? noted.data : dataFingerprint(dataset.opened);
    if (dataset !== undefined && noted.data !== data)
      for (const { abbr } of models) await follow(workspace, abbr, dataset, context);
    followed.push({ ...noted, data });
  }
  manifest.change({ datasets: followed });
}

interface FollowContext {
  onEvent: OnRunEvent;
  signal: AbortSignal;
}

async function follow(
  workspace: Workspace,
  model: string,
  planned: PlannedDataset,
  { onEvent, signal }: FollowContext,
): Promise<void> {
  const { dataset, opened, rows } = planned;
  const followed = await interruptibleTurn("stored answers were compared with the data", signal, () =>
    followData(journalPath(workspace, model, dataset.id), {
      rows,
      question: (row) => questionHash(planned, row),
      gold: (row) => goldOf(opened.splits, dataset.config, row),
    }),
  );
  const text = describe(followed);
  if (text === undefined) return;
  // What was made from the answers before is out of date.
  for (const path of [predictionsPath, resultsPath].map((pathOf) => pathOf(workspace, model, dataset.id)))
    storing(path, () => rmSync(path, { force: true }));
  onEvent({ type: "note", model, dataset: dataset.id, text: `the data has changed: ${text}` });
}

function describe({ moved, corrected }: FollowedData): string | undefined {
  const parts = [
    moved > 0 && `${counted(moved, "answer")} found again at other rows`,
    corrected > 0 && `${counted(corrected, "reference")} corrected`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(", ");
}
