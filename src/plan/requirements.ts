// Settings of a model that its vocabulary or its datasets rule out: refused before weights are read.

import { OcLocalError } from "../core/errors.ts";
import type { Vocabulary } from "../engines/engine.ts";
import { engines } from "./engine-choice.ts";
import type { ModelFile } from "./model-files.ts";
import type { ResolvedDataset } from "./resolve.ts";
import { wayOfAsking } from "./ways-of-asking.ts";

/** @throws OcLocalError CONFIG */
export function requirePossible(
  model: ModelFile,
  datasets: readonly ResolvedDataset[],
  { vocabularySize }: Pick<Vocabulary["info"], "vocabularySize">,
): void {
  const { abbr, engine, padTokenId, minOutLen, maxOutLen, placement } = model.config;
  const { kv_cache_type: kvCacheType, flash_attention: flashAttention } = placement;
  engines.get(engine)?.requireSettings?.(model, { kvCacheType, flashAttention });
  if (padTokenId !== undefined && padTokenId >= vocabularySize)
    throw new OcLocalError(
      "CONFIG",
      `model ${abbr}: there is no token ${padTokenId} (--pad-token-id): its vocabulary has ${vocabularySize} tokens`,
      { hint: `give an id from 0 to ${vocabularySize - 1}, or leave it out: the model's own is used then` },
    );
  const limited = datasets.find(({ config }) => isLimitedByModel(config, model.config));
  if (minOutLen > maxOutLen && limited !== undefined)
    throw new OcLocalError(
      "CONFIG",
      `model ${abbr}: an answer has at least ${minOutLen} tokens (--min-out-len) and at most ${maxOutLen} (--max-out-len): none of ${limited.id} could end by itself`,
      { hint: `raise --max-out-len above ${minOutLen}, or lower --min-out-len` },
    );
}

function isLimitedByModel(config: ResolvedDataset["config"], { overruleOutLen }: ModelFile["config"]): boolean {
  const { maxOutLen, minOutLen } = config.infer.inferencer;
  const isOwn = typeof maxOutLen === "number" && !overruleOutLen;
  return wayOfAsking(config).generates && !isOwn && typeof minOutLen !== "number";
}
