// Fields of a dataset entry that are read for OpenCompass's sake and do nothing. Built-in entries have them as upstream does; said
// is what a config writes itself.

import { listed } from "../../core/listed.ts";
import type { ResolvedDataset } from "../resolve.ts";
import { hasNoEffect } from "./has-no-effect.ts";

export function ofEntries(datasets: readonly ResolvedDataset[]): string[] {
  const own = datasets.filter(({ variant }) => variant === null);
  const fields = [...new Set(own.flatMap(idleFields))];
  return fields.map((name) => {
    const ids = own.filter((dataset) => idleFields(dataset).includes(name)).map(({ id }) => id);
    return `${listed(ids, 1)}: ${hasNoEffect([name], "it is read as OpenCompass writes it")}`;
  });
}

const idleOfInferencer = ["batchSize", "saveEvery", "maxSeqLen", "inferType"];

function idleFields({ config: { evaluate, infer } }: ResolvedDataset): string[] {
  return [
    ...(evaluate.predRole === undefined ? [] : ["evaluate.predRole"]),
    ...idleOfInferencer.filter((name) => infer.inferencer[name] !== undefined).map((name) => `inferencer.${name}`),
  ];
}
