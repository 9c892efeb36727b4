// Asks one side every row, in an inference process of its own as a run does: restarted when it dies, stopped by the signal.

import { goldsOf, modelJob, taskOf } from "../../ask/model-job.ts";
import { ModelSink, type RowKeeper } from "../../ask/model-sink.ts";
import { askHere } from "../../ask/pool.ts";
import type { RowTrace } from "../../ask/row-trace.ts";
import { supervised } from "../../ask/supervisor/supervise.ts";
import type { RowRecord } from "../../core/record.ts";
import type { EngineInfo } from "../../engines/engine.ts";
import type { OnRunEvent } from "../../job/events.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import { defaultSettings } from "../../job/settings.ts";
import type { PlannedDataset } from "../../plan/plan.ts";
import { noKeys } from "../../store/journal/stored-keys.ts";
import type { Side } from "./sides.ts";

export interface AskSideOptions {
  datasets: readonly PlannedDataset[];
  signal: AbortSignal;
  onEvent: OnRunEvent;
  /** In this process, so that errors have their stacks. */
  isDebug: boolean;
  /** A row was answered. @returns Why its answer cannot be used. */
  onRow(dataset: string, record: RowRecord, trace: RowTrace): string | undefined;
}

export interface AskedSide {
  /** Undefined when the engine never opened. */
  engine: EngineInfo | undefined;
  /** Datasets of which rows have no answer, with the reason. */
  failed: FailedTask[];
}

export async function askSide(side: Side, options: AskSideOptions): Promise<AskedSide> {
  const { datasets, signal, onEvent, isDebug, onRow } = options;
  const { invocation, planned, name } = side;
  // As it is told on screen: both sides may have the same model.
  const model = `${name} ${planned.model.config.abbr}`;
  let engine: EngineInfo | undefined;
  const keeper: RowKeeper = {
    opened: (info) => {
      engine = info;
    },
    keep: ({ dataset, record, trace }) =>
      record.failed ?? (trace === undefined ? "its tokens were not told" : onRow(dataset, record, trace)),
    reuse: (dataset, row) => {
      throw new Error(`row ${row} of ${dataset} was reused: a comparison asks every row`);
    },
    end: () => {},
  };
  const sink = new ModelSink(model, { datasets, keeper, onEvent });
  const tasks = datasets.map((dataset) => taskOf(planned, dataset, { done: noKeys() }));
  const job = modelJob(planned, { invocation, tasks, traces: true }, { maxNumWorkers: 1, maxWorkersPerGpu: 1 });
  // The end of what a process prints is in the warning about its death; there is no run folder to keep the rest.
  const { retry, stuckAfterSeconds } = defaultSettings;
  const way = isDebug ? askHere : supervised({ retry, stuckAfterSeconds, onOutput: () => {} });
  try {
    await sink.ask(way, job, planned.work, { signal, gold: goldsOf(datasets) });
  } finally {
    onEvent({ type: "model-end", model });
  }
  if (signal.aborted) return { engine, failed: [] };
  sink.end();
  // Of a dataset that failed and of which rows failed before, the rows.
  return { engine, failed: [...new Map(sink.failed.map((task) => [task.dataset, task])).values()] };
}
