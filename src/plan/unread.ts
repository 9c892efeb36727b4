// Datasets of a run whose files are missing or malformed. Where others can be read these are failed tasks, told before
// anything is asked; where none can, the run is refused.

import { resolve } from "node:path";
import { OcLocalError } from "../core/errors.ts";
import type { DataRoot } from "../data/data-root.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { ResolvedDataset } from "./resolve.ts";

export interface UnreadDataset {
  dataset: ResolvedDataset;
  /** Names the file. */
  reason: string;
  hint: string | undefined;
}

/** Null for what is no matter of the data: the config, or a defect. */
export function unreadOf(error: unknown, dataset: ResolvedDataset, root: DataRoot): UnreadDataset | null {
  if (!(error instanceof OcLocalError)) return null;
  const { code, hint, message, reason } = error;
  if (code === "BAD_DATA") return { dataset, reason, hint };
  // Our own variants fit the data they were written for: a column, a split or an example that is not there is lacking in a file.
  if (code === "CONFIG" && dataset.variant !== null)
    return { dataset, reason, hint: `look at its files below ${resolve(root.path, dataset.config.source.path)}` };
  if (code !== "MISSING_DATA") return null;
  const near = error.isMisspelt ? `${hint} ` : "";
  return { dataset, reason: message, hint: `${near}${describeRoot(root)}` };
}

/** Which folder was read, and why. */
export function describeRoot({ path, origin, isSample }: DataRoot): string {
  const reasons = {
    flag: "--data-dir",
    env: "OC_LOCAL_DATA",
    cwd: "the data folder here",
    package: "the samples of this package",
  };
  const sample = isSample ? "; they hold few subjects, the benchmark itself has to be brought" : "";
  return `data is read from ${path} (${reasons[origin]}${sample}); bring it there, or name another folder with --data-dir`;
}

const shownReasons = 3;

/** A few lines for any number of datasets. @param total Of the run. */
export function describeUnread(unread: readonly UnreadDataset[], total: number): string {
  return describeUnasked(
    `${unread.length} of ${total} datasets cannot be read: they have no score, the others are asked`,
    unread.map(({ dataset, reason, hint }) => ({ name: dataset.id, reason, hint })),
  );
}

/** What is not asked, and why: the first ones, with the hint that they share. */
export function describeUnasked(
  heading: string,
  unasked: readonly { name: string; reason: string; hint: string | undefined }[],
): string {
  const first = unasked.slice(0, shownReasons);
  const more = unasked.length - first.length;
  const hints = [...new Set(first.map(({ hint }) => hint))];
  return [
    heading,
    ...first.map(({ name, reason }) => `${name}: ${reason}`),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(hints.length === 1 && hints[0] !== undefined ? [hints[0]] : []),
  ].join("\n         ");
}

/** As every model's failed tasks. */
export function unreadTasks(models: readonly string[], unread: readonly UnreadDataset[]): FailedTask[] {
  return models.flatMap((abbr) =>
    unread.map(({ dataset, reason, hint }) => ({ model: abbr, dataset: dataset.id, reason, hint, isRefused: true })),
  );
}
