// The one interface between those who ask a model's rows (an inference process, this process, jobs on a cluster) and those who take
// what comes of it (a run's folder, a shard's folder, a comparison, the process that started this one).

import type { JsonValue } from "../core/json.ts";
import type { ModelJob, WorkerMessage } from "./infer/messages.ts";
import type { AskedRow, RowBook } from "./row-book.ts";

/** What comes out of asking: what workers tell, and what goes wrong with a way of asking itself. */
export type AskMessage = WorkerMessage | { type: "warning"; text: string };

export interface RowSink {
  /** What is settled by now. Only `take` settles. */
  readonly book: RowBook;
  /** Answered rows, failures, reused rows; those that the book knows are passed over. @throws OcLocalError STORAGE */
  take(message: AskMessage): void;
}

export interface Asking {
  sink: RowSink;
  /** Stop: no new rows are asked, and those in flight get a moment. */
  signal: AbortSignal;
  /** The reference of a row that fails without a worker. */
  gold(row: AskedRow): JsonValue;
}

/**
 * Asks what is open of a job. Ends when every row is settled or its dataset given up, when nobody is left to ask, or when it was
 * stopped. @throws What the sink threw, when nothing goes on any more; OcLocalError ENGINE, CLUSTER
 */
export type AskModel = (job: ModelJob, asking: Asking) => Promise<void>;
