// What a run was planned with, as a hash. Config, templates and model files are read again by every process that asks, which may be
// hours later on a cluster or after a crash: answers to two versions of a question, or of two models, must not meet in one result.

import { fingerprint } from "../core/fingerprint.ts";
import type { ModelFile } from "./model-files.ts";
import type { ResolvedDataset } from "./resolve.ts";

/** Of all that decides what a model answers; not where and how fast it computes. */
export function modelIdentity({ config, kind, chatTemplate, fingerprint: weights }: ModelFile): string {
  const { engine: _, device: __, numGpus: ___, threads: ____, batchSize: _____, placement, ...rest } = config;
  // Read when answers are judged.
  const { thinkingTags: ______, ...asking } = rest;
  return identityOf([weights, kind, chatTemplate, placement.kv_cache_type, placement.flash_attention, asking]);
}

/** Of all that decides how a dataset is asked, but for its rows. */
export function datasetIdentity({ config }: Pick<ResolvedDataset, "config">): string {
  const { evaluate: _, ...asking } = config;
  return identityOf(asking);
}

/** Functions count by name: their source is another text in code that was compiled otherwise. */
function identityOf(value: unknown): string {
  return fingerprint(JSON.stringify(value, (_, inner) => (typeof inner === "function" ? inner.name : inner)));
}
