// The datasets of a stored run as their files hold them now, for their references: an answer key may have been corrected. No model is
// needed. Where the files are gone, the references stored with the answers are all there is.

import { OcLocalError } from "../../core/errors.ts";
import type { DataRoot } from "../../data/data-root.ts";
import type { Invocation } from "../../job/invocation.ts";
import { dataFingerprint } from "../../plan/open-dataset.ts";
import { type PlannedDataset, planDataset } from "../../plan/plan.ts";
import { dataRootOf, type ResolvedDataset } from "../../plan/resolve.ts";
import type { Manifest } from "../../store/workspace/manifest.ts";

export type CurrentData =
  | { planned: PlannedDataset; root: string; isAsAsked: boolean }
  /** `isBroken`: the files are there and cannot be read. */
  | { reason: string; isBroken: boolean };

export interface CurrentDataOptions {
  /** Of the stored run. */
  invocation: Invocation;
  /** `--data-dir`, where it is given now. */
  dataDir: string | undefined;
}

/**
 * By id of the dataset. @param datasets Under the ids of the manifest.
 * @throws UsageError where the flag names no folder.
 */
export async function openCurrentData(
  manifest: Manifest,
  datasets: readonly ResolvedDataset[],
  { invocation, dataDir }: CurrentDataOptions,
): Promise<Map<string, CurrentData>> {
  const found = new Map<string, CurrentData>();
  const root = await rootOf(manifest, invocation, dataDir);
  for (const dataset of datasets) {
    const asked = manifest.datasets.find(({ id }) => id === dataset.id);
    found.set(dataset.id, "reason" in root ? root : await open(dataset, root, { invocation, data: asked?.data }));
  }
  return found;
}

/** That of the flag, else where the run has read them, else where a new run would. */
async function rootOf(
  { data }: Manifest,
  invocation: Invocation,
  flag: string | undefined,
): Promise<DataRoot | Unreadable> {
  if (flag !== undefined) return dataRootOf({ ...invocation, dataDir: flag });
  if (data.path === "") return orUnreadable(() => dataRootOf(invocation));
  const root = await orUnreadable(() => dataRootOf({ ...invocation, dataDir: data.path }));
  return "reason" in root ? { ...root, reason: `${data.path} is not there any more` } : root;
}

type Unreadable = Extract<CurrentData, { reason: string }>;

async function open(
  dataset: ResolvedDataset,
  { path }: DataRoot,
  { invocation, data }: { invocation: Invocation; data: string | undefined },
): Promise<CurrentData> {
  return orUnreadable(async () => {
    const planned = await planDataset(dataset, path, { selection: invocation, isScored: false });
    return { planned, root: path, isAsAsked: dataFingerprint(planned.opened) === data };
  });
}

async function orUnreadable<T>(read: () => Promise<T>): Promise<T | Unreadable> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
    return { reason: error.message, isBroken: error.code !== "MISSING_DATA" && error.code !== "USAGE" };
  }
}
