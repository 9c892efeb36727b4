// A model with the datasets of a run: what it can be asked, and the context that this takes.

import { type SentError, sentError } from "../apart/messages.ts";
import type { PromptedModel } from "../inferencers/inferencer.ts";
import { Pauses } from "../job/pauses.ts";
import { engines } from "./engine-choice.ts";
import { withVocabulary } from "./kept-vocabulary.ts";
import type { ModelFile } from "./model-files.ts";
import { inferenceSettings, promptedModel } from "./model-session.ts";
import { openInferencer } from "./open-dataset.ts";
import {
  chatPromptEnd,
  contextOf,
  type DatasetNeeds,
  type ModelOnDatasets,
  measureNeeds,
  type PlanFacts,
  type PlannedDataset,
  type PlanOptions,
  planningSteps,
  threadsOf,
} from "./plan.ts";
import { refusalOf } from "./refused.ts";
import { requireAskable } from "./require-askable.ts";
import { requirePossible } from "./requirements.ts";
import { thinkingOf } from "./thinking-tags.ts";
import { wayOfAsking } from "./ways-of-asking.ts";

/** What of the datasets a model can be asked, as plain data. */
export interface PlannedTasks {
  /** With the ids of those that it can be asked; undefined where that is none. */
  planned: { facts: PlanFacts; datasets: string[] } | undefined;
  refused: { dataset: string; error: SentError }[];
}

/**
 * A dataset is refused when even its shortest prompt does not fit without its examples, or none of its first rows can be asked.
 *
 * @throws OcLocalError what the model can be asked nothing for; ABORTED
 */
export async function planTasks(
  { model, datasets }: ModelOnDatasets,
  { signal, onEvent, needsWeights = true }: PlanOptions = {},
): Promise<PlannedTasks> {
  if (needsWeights) engines.get(model.config.engine)?.requireWeights?.(model);
  const pauses = new Pauses("prompts were planned", signal, planningSteps(model, datasets, onEvent));
  return withVocabulary(model, async (vocabulary) => {
    const trained = contextOf(model, vocabulary.info.trainedContextSize);
    const prompted = promptedModel(model, vocabulary, trained);
    const refused: PlannedTasks["refused"] = [];
    requirePossible(
      model,
      datasets.map(({ dataset }) => dataset),
      vocabulary.info,
    );
    // Made here only to be checked: a misspelt option is refused before weights are loaded.
    const askable = await withoutRefused({ model, refused }, datasets, async (planned) => {
      const { dataset, opened } = planned;
      requireAskable(planned, await openInferencer(dataset.config, opened, inferenceSettings(model, prompted)));
      return planned;
    });
    const needs = await withoutRefused({ model, refused }, askable, (planned) =>
      measureNeeds(planned, prompted, { trained, model, pauses }),
    );
    return {
      planned: needs.length === 0 && refused.length > 0 ? undefined : plannedFrom({ model, prompted, trained }, needs),
      refused,
    };
  });
}

/** What is made of each dataset; those that the model cannot be asked are added to the refused. */
async function withoutRefused<Made>(
  { model, refused }: Pick<PlannedTasks, "refused"> & { model: ModelFile },
  datasets: readonly PlannedDataset[],
  make: (planned: PlannedDataset) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const planned of datasets) {
    try {
      made.push(await make(planned));
    } catch (cause) {
      const error = refusalOf(cause, model, planned.dataset);
      if (error === undefined) throw cause;
      refused.push({ dataset: planned.dataset.id, error: sentError(error) });
    }
  }
  return made;
}

function plannedFrom(
  { model, prompted, trained }: { model: ModelFile; prompted: PromptedModel; trained: number },
  needs: readonly DatasetNeeds[],
): NonNullable<PlannedTasks["planned"]> {
  const datasets = needs.map(({ planned }) => planned);
  const generates = needs.some(({ planned }) => wayOfAsking(planned.dataset.config).generates);
  const facts = {
    contextSize: Math.min(trained, roundUp(Math.max(...needs.map(({ total }) => total)), 256)),
    parallelSequences: generates ? model.config.batchSize : 1,
    longestPrompt: Math.max(...needs.map(({ longest }) => longest)),
    threads: threadsOf(model),
    tellsTime: prompted.tellsTime?.() === true,
    work: needs.map(({ work }) => work),
    thinking: thinkingOf(model, chatPromptEnd(datasets, prompted)),
  };
  return { facts, datasets: datasets.map(({ dataset }) => dataset.id) };
}

function roundUp(value: number, step: number): number {
  return Math.ceil((value * 1.05) / step) * step;
}
