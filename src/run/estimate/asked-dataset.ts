// The datasets of a run with what asks their rows, grouped by kind: entries of one variant (the subjects of a benchmark) are asked
// alike, so what is measured on some of them holds for all.

import type { Inferencer, PromptedModel } from "../../inferencers/inferencer.ts";
import { askedRows } from "../../plan/asked-rows.ts";
import type { ModelFile } from "../../plan/model-files.ts";
import { inferenceSettings } from "../../plan/model-session.ts";
import { openInferencer } from "../../plan/open-dataset.ts";
import type { PlannedDataset } from "../../plan/plan.ts";
import { wayOfAsking } from "../../plan/ways-of-asking.ts";
import { kindOfDataset } from "../prompt-view/choose-entries.ts";

export interface AskedDataset {
  id: string;
  /** Those that are asked. */
  rows: readonly number[];
  inferencer: Inferencer;
}

export interface DatasetKind {
  generates: boolean;
  datasets: AskedDataset[];
}

export async function datasetKinds(
  datasets: readonly PlannedDataset[],
  model: ModelFile,
  prompted: PromptedModel,
): Promise<DatasetKind[]> {
  const kinds = new Map<string, DatasetKind>();
  for (const planned of datasets) {
    const { dataset, opened } = planned;
    const inferencer = await openInferencer(dataset.config, opened, inferenceSettings(model, prompted));
    const kind = kinds.get(kindOfDataset(dataset)) ?? {
      generates: wayOfAsking(dataset.config).generates,
      datasets: [],
    };
    kind.datasets.push({ id: dataset.id, rows: askedRows(planned), inferencer });
    kinds.set(kindOfDataset(dataset), kind);
  }
  return [...kinds.values()];
}

/** Rows of a kind in an order whose every beginning is spread over its datasets: blocks of neighbours, which share prefixes. */
export function* spreadRows({ datasets }: DatasetKind): Generator<{ dataset: AskedDataset; row: number }> {
  const blocks = datasets.flatMap((dataset) =>
    Array.from({ length: Math.ceil(dataset.rows.length / blockRows) }, (_, i) => ({ dataset, from: i * blockRows })),
  );
  for (const at of spreadOrder(blocks.length)) {
    const { dataset, from } = blocks[at] as { dataset: AskedDataset; from: number };
    for (const row of dataset.rows.slice(from, from + blockRows)) yield { dataset, row };
  }
}

const blockRows = 8;

/** 0 to count − 1, each once, by steps of the golden ratio: every beginning is spread evenly. */
function spreadOrder(count: number): number[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  const places = Array.from({ length: count }, (_, i) => ({ i, place: (i * golden) % 1 }));
  const byPlace = places.sort((a, b) => a.place - b.place).map(({ i }) => i);
  const order = new Array<number>(count);
  for (const [at, i] of byPlace.entries()) order[i] = at;
  return order;
}
