// What is not asked for and yet decides what is judged: thoughts that are taken out of answers.

import type { ModelFile } from "../model-files.ts";
import type { ResolvedDataset } from "../resolve.ts";
import { describeTaken, thinkingInForce, thinkingOf } from "../thinking-tags.ts";
import { wayOfAsking } from "../ways-of-asking.ts";

export function ofThoughts(model: ModelFile, datasets: readonly ResolvedDataset[]): string[] {
  const thinking = thinkingInForce(thinkingOf(model, undefined));
  if (thinking === undefined || !datasets.some(({ config }) => wayOfAsking(config).generates)) return [];
  const by = model.config.thinkingTags ?? "auto";
  return [
    `${describeTaken(thinking)}${by === "auto" ? "; its chat template names them (--thinking-tags none leaves them in)" : ""}`,
  ];
}
