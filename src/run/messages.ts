// What crosses the thread boundary, and that of the inference process: plain data only. A worker resolves the run from the invocation by itself.

import type { MessagePort } from "node:worker_threads";
import type { RowRecord } from "../core/record.ts";
import type { EngineInfo } from "../engines/engine.ts";
import type { RowTrace } from "./agree/row-trace.ts";
import type { Invocation } from "./invocation.ts";

/** A model × a slice of one dataset. */
export interface Task {
  /** Id of the dataset in the run. */
  dataset: string;
  /** First test row. */
  from: number;
  /** One past the last test row. */
  to: number;
  /** Rows answered by an earlier run, with the key they were answered under. */
  done: Map<number, string>;
  /** By row, 1 when it was settled earlier in this run: it is passed over without a word. */
  settled?: Uint8Array | undefined;
}

/** One long job: a model and the tasks streamed through it. */
export interface InferJob {
  invocation: Invocation;
  /** Abbr of the model. */
  model: string;
  tasks: Task[];
  /** Tokens per sequence. */
  contextSize: number;
  parallelSequences: number | "auto";
  threads: number;
  /** Rows are asked one at a time, so that the one in flight is to blame for what happens. */
  isRowByRow?: boolean;
  /** File descriptor that the rows about to be asked are written to (supervisor/asked-rows.ts). */
  askedFile?: number;
  /** Folder of the model's answers from other runs. */
  cache?: string | undefined;
  /** Rows tell what was asked and answered token by token, for a comparison. */
  traces?: boolean;
  port: MessagePort;
}

export type WorkerMessage =
  | { type: "opened"; info: EngineInfo }
  /** The engine goes on in another way than planned. */
  | { type: "notice"; text: string }
  /** `cached`: the answer was taken from the cache across runs. */
  | { type: "row"; dataset: string; record: RowRecord; cached?: true; trace?: RowTrace }
  /** The stored row has the same key: it is not asked again. */
  | { type: "reused"; dataset: string; row: number }
  | { type: "task-failed"; dataset: string; reason: string; hint: string | undefined; stack: string | undefined };

/** The engine has made a step since the last message of this kind, sent every few seconds at most: nothing is stuck. */
export interface StepMessage {
  type: "step";
}

export type MainMessage = { type: "stop" };
