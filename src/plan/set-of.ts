// What an entry is a part of: the variant that was named, or, of entries that a config writes out, those that one loader reads
// from one folder.

import type { ResolvedDataset } from "./resolve.ts";

/** Undefined where no other entry of the run belongs to it. */
export function setOf(dataset: ResolvedDataset, all: readonly ResolvedDataset[]): string | undefined {
  const others = all.filter((other) => other !== dataset && isSameSet(other, dataset));
  if (others.length === 0) return undefined;
  return dataset.variant ?? loaderOf(dataset);
}

function isSameSet(one: ResolvedDataset, other: ResolvedDataset): boolean {
  if (one.variant !== null || other.variant !== null) return one.variant === other.variant;
  const loader = loaderOf(one);
  const isOneFolder = one.config.source.path === other.config.source.path && one.mode === other.mode;
  return loader !== undefined && loader === loaderOf(other) && isOneFolder;
}

/** A function of a config has no name that would tell it from another. */
function loaderOf({ config }: ResolvedDataset): string | undefined {
  const { type } = config.source;
  return typeof type === "string" ? type : undefined;
}
