// What the stages need to know of an inferencer before it is made, as its own file says it: which prompts it reads, what it makes the
// engine do, and which scoring conventions its rows can be read under.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import { partsIn } from "../core/parts.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import { generates } from "../inferencers/generation.ts";
import type { InferencerModule, WayOfAsking } from "../inferencers/inferencer.ts";

const inferencers = await partsIn<InferencerModule>("inferencers");

/** An unknown inferencer, which is refused when it is opened, counts as generating. */
export function wayOfAsking(dataset: Pick<DatasetConfig, "infer">): WayOfAsking {
  return inferencerOf(dataset)?.wayOfAsking ?? { ...generates, tableMode: "unknown" };
}

/** The conventions that the rows of a dataset may have values of; empty where nothing is chosen by label. */
export function conventionsOf(dataset: Pick<DatasetConfig, "infer">): ScoringConvention[] {
  return inferencerOf(dataset)?.conventions?.(dataset.infer.inferencer) ?? [];
}

function inferencerOf({ infer }: Pick<DatasetConfig, "infer">): InferencerModule | undefined {
  return inferencers.get(String(infer.inferencer.type));
}
