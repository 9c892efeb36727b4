// Which rows a run on other machines has to ask: all but those whose stored answer has the key that they would get now. On this
// machine workers find that out row by row; shards are cut before, so it is done here, with the vocabulary alone.

import type { Inferencer } from "../../inferencers/inferencer.ts";
import type { Task } from "../infer/messages.ts";
import { rowKey } from "../journal/row-key.ts";
import { keyOf, storedRows } from "../journal/stored-keys.ts";
import { inferenceSettings, promptedModel } from "../plan/model-session.ts";
import { goldOf, openInferencer } from "../plan/open-dataset.ts";
import { type PlannedDataset, type PlannedModel, withVocabulary } from "../plan/plan.ts";

/** A dataset with the rows that are stored, and the keys they are stored under. */
export interface StoredRows {
  planned: PlannedDataset;
  done: Task["done"];
}

/** By dataset, the rows whose stored answer still counts. */
export async function reusableRows(
  planned: PlannedModel,
  datasets: readonly StoredRows[],
): Promise<Map<string, Set<number>>> {
  const found = new Map(datasets.map(({ planned: { dataset } }) => [dataset.id, new Set<number>()]));
  const stored = datasets.filter(({ done }) => done.size > 0);
  if (stored.length === 0) return found;
  const { model, contextSize } = planned;
  await withVocabulary(model, async (vocabulary) => {
    const prompted = promptedModel(model, vocabulary, contextSize);
    for (const { planned: asked, done } of stored) {
      const settings = inferenceSettings(model, prompted);
      const inferencer = await openInferencer(asked.dataset.config, asked.opened, settings);
      const isReusable = (row: number) =>
        row < asked.rows && keyOf(done, row) === currentKey(planned, asked, { inferencer, row });
      found.set(asked.dataset.id, new Set(storedRows(done).filter(isReusable)));
    }
  });
  return found;
}

/** Undefined where the row cannot be asked: who tries to says why. */
function currentKey(
  { model }: PlannedModel,
  { dataset, opened }: PlannedDataset,
  { inferencer, row }: { inferencer: Inferencer; row: number },
): string | undefined {
  let question: ReturnType<Inferencer["ask"]>;
  try {
    question = inferencer.ask(row);
  } catch {
    return undefined;
  }
  return rowKey({
    question,
    modelFingerprint: model.fingerprint,
    kvCacheType: model.config.placement.kv_cache_type,
    gold: goldOf(opened.splits, dataset.config, row),
  });
}
