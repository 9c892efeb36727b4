// Which rows a run has to ask: all but those whose stored answer has the key that they would get now. Workers find that out row by
// row; before shards are cut, and where perhaps no engine has to be opened, it is done here, with the vocabulary alone.

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Inferencer } from "../../inferencers/inferencer.ts";
import { askedRows, countAsked, isAsked } from "../../plan/asked-rows.ts";
import { computedBy } from "../../plan/engine-choice.ts";
import { openModelVocabulary } from "../../plan/kept-vocabulary.ts";
import type { ModelQuestion } from "../../plan/model-reader.ts";
import { inferenceSettings, promptedModel } from "../../plan/model-session.ts";
import { openInferencer } from "../../plan/open-dataset.ts";
import type { PlannedDataset, PlannedModel } from "../../plan/plan.ts";
import { rowKey } from "../../store/journal/row-key.ts";
import { keyOf, noKeys, type StoredKeys, storedRows } from "../../store/journal/stored-keys.ts";
import type { Task } from "../infer/messages.ts";

/** By id of the dataset, the keys of what is stored. */
type KeysByDataset = ReadonlyMap<string, StoredKeys>;

/** A dataset with the rows that are stored, and the keys they are stored under. */
interface StoredRows {
  planned: PlannedDataset;
  done: StoredKeys;
}

function storedRowsOf({ datasets }: Pick<PlannedModel, "datasets">, done: KeysByDataset): StoredRows[] {
  return datasets.map((planned) => ({ planned, done: done.get(planned.dataset.id) ?? noKeys() }));
}

/** Of tasks of one model. */
export function keysOf(tasks: readonly Pick<Task, "dataset" | "done">[]): KeysByDataset {
  return new Map(tasks.map(({ dataset, done }) => [dataset, done]));
}

/** Whether there are answers at all that can be looked at. */
export function hasAllKeys(planned: Pick<PlannedModel, "datasets">, done: KeysByDataset): boolean {
  return storedRowsOf(planned, done).every(({ planned: dataset, done }) => done.size >= countAsked(dataset));
}

interface StoredArgs {
  done: KeysByDataset;
}

/** By dataset, the rows whose stored answer still counts. */
export const reusable: ModelQuestion<PlannedModel, StoredArgs, Map<string, Set<number>>> = {
  name: "reusable",
  answer: (about, { done }) => reusableRows(about, done),
};

/** Whether every row has one. */
export const allReusable: ModelQuestion<PlannedModel, StoredArgs, boolean> = {
  name: "allReusable",
  answer: (about, { done }) => areAllReusable(about, done),
};

export async function reusableRows(planned: PlannedModel, done: KeysByDataset): Promise<Map<string, Set<number>>> {
  const datasets = storedRowsOf(planned, done);
  const found = new Map(datasets.map(({ planned: { dataset } }) => [dataset.id, new Set<number>()]));
  const stored = datasets.filter(({ done }) => done.size > 0);
  if (stored.length === 0) return found;
  for await (const { asked, done, isReusable } of checkable(planned, stored))
    found.set(
      asked.dataset.id,
      new Set(storedRows(done).filter((row) => row < asked.rows && isAsked(asked, row) && isReusable(row))),
    );
  return found;
}

/** Every row has a stored answer that still counts; ends at the first that has none. */
export async function areAllReusable(planned: PlannedModel, done: KeysByDataset): Promise<boolean> {
  const datasets = storedRowsOf(planned, done);
  if (!hasAllKeys(planned, done)) return false;
  for await (const { asked, isReusable } of checkable(planned, datasets))
    if (!askedRows(asked).every(isReusable)) return false;
  return true;
}

interface CheckableRows {
  asked: PlannedDataset;
  done: StoredKeys;
  isReusable(row: number): boolean;
}

async function* checkable(planned: PlannedModel, datasets: readonly StoredRows[]): AsyncGenerator<CheckableRows> {
  const { model, contextSize } = planned;
  const vocabulary = await openModelVocabulary(model);
  try {
    const settings = inferenceSettings(model, promptedModel(model, vocabulary, contextSize));
    for (const { planned: asked, done } of datasets) {
      await nextTurn(); // for Ctrl-C: rows of a dataset take a while
      const inferencer = await openInferencer(asked.dataset.config, asked.opened, settings);
      const isReusable = (row: number) => keyOf(done, row) === currentKey(planned, inferencer, row);
      yield { asked, done, isReusable };
    }
  } finally {
    await vocabulary.close();
  }
}

/** Undefined where the row cannot be asked: who tries to says why. */
function currentKey({ model }: PlannedModel, inferencer: Inferencer, row: number): string | undefined {
  let question: ReturnType<Inferencer["ask"]>;
  try {
    question = inferencer.ask(row);
  } catch {
    return undefined;
  }
  return rowKey({
    question,
    modelFingerprint: model.fingerprint,
    ...computedBy(model.config),
  });
}
