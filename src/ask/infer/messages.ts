// What crosses the thread boundary, and that of the inference process: plain data only. A worker resolves the run from the invocation by itself.

import type { MessagePort } from "node:worker_threads";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { RowRecord } from "../../core/record.ts";
import type { DeviceChoice, EngineInfo, GenerationWork } from "../../engines/engine.ts";
import type { Invocation } from "../../job/invocation.ts";
import type { StoredKeys } from "../../store/journal/stored-keys.ts";
import type { RowTrace } from "../row-trace.ts";

/** A model × a slice of one dataset: consecutive rows, which share its few-shot prefix. */
export interface Task {
  /** Id of the dataset in the run. */
  dataset: string;
  /** First test row. */
  from: number;
  /** One past the last test row. */
  to: number;
  /** SHA-256 of the rows as they were planned: a worker that reads other ones fails the task. Absent: not compared. */
  data?: string | undefined;
  /** How the rows were planned to be asked (plan/identity.ts): a worker that finds another config fails the task. Absent: not compared. */
  identity?: string | undefined;
  /** Rows answered by an earlier run, with the key they were answered under. */
  done: StoredKeys;
  /** By row counted from `from`, 1 when it was settled earlier in this run: it is passed over without a word. */
  settled?: Uint8Array | undefined;
}

/** What an engine is asked to do: texts are scored or generated. */
export type RequestKind = "score" | "generate";

/** A task before it is dealt to workers. */
export interface OpenTask extends Task {
  kind: RequestKind;
  /** What it will roughly cost, in tokens to compute. */
  cost: {
    /** What all rows begin with: once for every worker that gets some of them. */
    prefix: number;
    row: number;
  };
}

/** Which engines may be opened, and where. */
export interface WorkersAsked {
  /** Most workers. Absent: one for each GPU, or one on the CPU. */
  most: number | undefined;
  perGpu: number;
  /** Name of the engine. */
  engine: string;
  device: DeviceChoice;
  /** Bytes that workers on the CPU share: mapped weights. */
  sharedBytes: number;
  /** Somebody said how many CPU threads all workers have together. */
  areThreadsChosen: boolean;
  /** Each worker has all the threads of the model: their number decides rounding. */
  keepThreads: boolean;
}

/** A model and what it is asked: the work of a pool. */
export interface ModelJob {
  invocation: Invocation;
  /** Abbr of the model. */
  model: string;
  /** What was planned with (plan/identity.ts): a worker that finds another file or other settings breaks down. Absent: not compared. */
  identity?: string | undefined;
  tasks: OpenTask[];
  /** Tokens per sequence. */
  contextSize: number;
  parallelSequences: number | "auto";
  /** CPU threads of all workers together. */
  threads: number;
  workers: WorkersAsked;
  /** Rows are asked one at a time, by one worker, so that the one in flight is to blame for what happens. */
  isRowByRow?: boolean;
  /** One dataset after the other, for people who watch. */
  isTaskByTask?: boolean;
  /** Folder of the model's answers from other runs. */
  cache?: string | undefined;
  /** Rows tell what was asked and answered token by token, for a comparison. */
  traces?: boolean;
  /** File descriptor that the rows about to be asked are written to (supervisor/asked-rows.ts). */
  askedFile?: number;
}

/** One long job: one engine, which is dealt rows of the model's tasks as long as there are any. */
export interface InferJob extends Omit<ModelJob, "tasks" | "workers"> {
  device: DeviceChoice;
  /** What the engine may plan with. Absent: what is free on its device. */
  memoryBytes?: number;
  port: MessagePort;
}

export type WorkerMessage =
  | { type: "opened"; info: EngineInfo }
  /** What is decided and not obvious. */
  | { type: "note"; text: string }
  /** The engine goes on in another way than planned. */
  | { type: "notice"; text: string }
  /** `cached`: the answer was taken from the cache across runs. */
  | { type: "row"; dataset: string; record: RowRecord; cached?: true; trace?: RowTrace }
  /** Lines of the cache across runs that are no record of a row. Every worker tells those that it found. */
  | { type: "cache-broken"; lines: number }
  /** The first row of a dataset is asked. */
  | { type: "started"; dataset: string }
  /** What was done for generated answers since the last message of this kind, sent every second at most. */
  | ({ type: "generating" } & GenerationWork)
  /** The stored row has the same key: it is not asked again. */
  | { type: "reused"; dataset: string; row: number }
  | ({ type: "task-failed"; dataset: string } & Failure);

/** An error as plain data. */
export interface Failure {
  reason: string;
  hint: string | undefined;
  stack: string | undefined;
}

export function failureOf(error: unknown): Failure {
  return {
    reason: errorMessage(error),
    hint: error instanceof OcLocalError ? error.hint : undefined,
    stack: error instanceof Error ? error.stack : undefined,
  };
}

/** What a worker says to the pool alone. */
export type PoolMessage =
  /** The engine has made a step since the last message of this kind, sent every few seconds at most: nothing is stuck. */
  | { type: "step" }
  /** It will soon have nothing left to ask of this kind. */
  | { type: "next"; kind: RequestKind }
  /** The worker has broken down: what it was dealt and did not answer is not answered. */
  | { type: "worker-failed"; failure: Failure };

export type MainMessage =
  | { type: "stop" }
  /** The answer to "next". No task: nothing of that kind is left. */
  | { type: "dealt"; tasks: Task[] };
