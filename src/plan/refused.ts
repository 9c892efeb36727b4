// Datasets that a model cannot be asked, for its context, its vocabulary or its chat template. Where something else of the run can be
// asked these are failed tasks, told before anything is; where nothing can, the run is refused.

import { OcLocalError } from "../core/errors.ts";
import { groupBy } from "../core/group-by.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { ModelFile } from "./model-files.ts";
import { describeUnasked } from "./unread.ts";

/** What the model file or its fit to the dataset decides; the rest is a matter of the config, the machine, or a defect. */
const refusableCodes: ReadonlySet<OcLocalError["code"]> = new Set([
  "MODEL_FILE",
  "ENGINE",
  "TEMPLATE",
  "CONTEXT_TOO_SMALL",
  "BAD_DATA",
]);

/** A matter of one model, beside which others can be asked. */
export function isRefusable(error: unknown): error is OcLocalError {
  return error instanceof OcLocalError && refusableCodes.has(error.code);
}

/** With the names of model and dataset. @returns Undefined for what ends the whole run. */
export function refusalOf(
  error: unknown,
  { config: { abbr }, file }: ModelFile,
  dataset?: { id: string },
): OcLocalError | undefined {
  if (!isRefusable(error)) return undefined;
  const { code, hint, message } = error;
  if (dataset === undefined && message.includes(file.path)) return error;
  const reason = dataset !== undefined && error.at?.dataset === dataset.id ? error.reason : message;
  const at = { model: abbr, dataset: dataset?.id };
  return new OcLocalError(code, reason, { at, cause: error, ...(hint !== undefined && { hint }) });
}

export function refusedTask(
  { reason, hint }: OcLocalError,
  { config: { abbr: model } }: Pick<ModelFile, "config">,
  dataset: string,
): FailedTask {
  return { model, dataset, reason, hint, isRefused: true };
}

/** A few lines; a model that can be asked nothing is one of them. @param total Models times datasets of the run. */
export function describeRefused(refused: readonly FailedTask[], total: number): string {
  const groups = groupBy(refused, ({ model, reason }) => `${model}\n${reason}`);
  return describeUnasked(
    `${refused.length} of ${total} tasks cannot be asked: they have no score, the others are asked`,
    [...groups.values()].map((tasks) => {
      const [{ model, dataset, reason, hint }] = tasks as [FailedTask];
      const more = tasks.length > 1 ? ` and ${tasks.length - 1} more` : "";
      return { name: `${model} / ${dataset}${more}`, reason, hint };
    }),
  );
}
