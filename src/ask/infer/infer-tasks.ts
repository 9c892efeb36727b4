// The flow through one engine: rows of all tasks become one stream of requests, so the end of a dataset never drains the
// batch, and answers, which come in any order, become row records.

import { counted } from "../../core/counted.ts";
import { messageWithHint } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { RowRecord } from "../../core/record.ts";
import type { GenerateRequest, Generation, ScoreRequest, ScoreResult } from "../../core/request.ts";
import type { Engine } from "../../engines/engine.ts";
import type { Answer, Question } from "../../inferencers/inferencer.ts";
import { type RowKeyParts, rowKey } from "../../store/journal/row-key.ts";
import { keyOf } from "../../store/journal/stored-keys.ts";
import { withReference } from "../../store/journal/with-reference.ts";
import { rowsOfSlices, type SliceSource } from "../pool/slice-feed.ts";
import { traceRow } from "../row-trace.ts";
import { afterGrace } from "../stop-grace.ts";
import type { AskableTask, RowToAsk } from "./askable-task.ts";
import type { RequestKind, WorkerMessage } from "./messages.ts";

export interface InferOptions {
  engine: Engine;
  /** Identifies the model in row keys. */
  modelFingerprint: string;
  /** Number format of the KV cache. @default "f16" */
  kvCacheType?: string;
  /** As the model's settings ask for it. */
  flashAttention?: RowKeyParts["flashAttention"];
  /** Under --deterministic: what decides rounding, as a part of row keys. */
  rounding?: JsonValue | undefined;
  /** An answer of another run to the question of this key. */
  cached?(key: string, row: number): RowRecord | undefined;
  /** Each row is a flow of its own: one is in flight. @default false */
  isRowByRow?: boolean;
  /** Each task is a flow of its own. @default false */
  isTaskByTask?: boolean;
  /** Longer texts are not computed as the checkpoint does. Undefined: all are. */
  exactUpTo?: number | undefined;
  /** Rows carry their traces. @default false */
  traces?: boolean;
  /** Stop: no new row is asked; scores under way are cut off, and answers under way that do not end soon. */
  signal: AbortSignal;
  emit(message: WorkerMessage): void;
  /** A row is about to be asked. */
  onAsked?(dataset: string, row: number): void;
}

/** Asks every row that the source gives; scored ones first, then generated ones, each kind in one flow unless told otherwise. */
export async function inferTasks(source: SliceSource, options: InferOptions): Promise<void> {
  const giveUp = afterGrace(options.signal);
  for (const kind of ["score", "generate"] as const) {
    for await (const rows of flowsOf(kind, source, options)) {
      if (options.signal.aborted) return;
      await askAll(rows, kind, { ...options, giveUp });
    }
  }
}

/** None where nothing is to be asked: an engine that is asked anything makes room for it. */
async function* flowsOf(
  kind: RequestKind,
  source: SliceSource,
  { isRowByRow = false, isTaskByTask = false }: InferOptions,
): AsyncGenerator<AsyncIterable<RowToAsk>> {
  const first = await source.next(kind);
  if (first.length === 0) return;
  if (isRowByRow) for await (const row of rowsOfSlices(first, kind, source)) yield only(row);
  else if (isTaskByTask)
    for (const task of first) yield rowsOfSlices([task], kind, { ...source, next: async () => [] });
  else yield rowsOfSlices(first, kind, source);
}

async function* only<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

/** A row in flight: it is answered when none of its requests is missing. */
interface PendingRow {
  task: AskableTask;
  row: number;
  key: string;
  question: Question;
  results: (ScoreResult | Generation)[];
  missing: number;
}

async function askAll(
  rows: AsyncIterable<RowToAsk>,
  kind: RequestKind,
  options: InferOptions & { giveUp: AbortSignal },
): Promise<void> {
  const pending = new Map<number, { row: PendingRow; part: number }>();
  const requests = requestFlow(rows, pending, options);
  // A stop ends the flow of requests, and answers about to end are kept. A planned window of scores may be long: it is cut off.
  const results =
    kind === "score"
      ? options.engine.score(requests as AsyncIterable<ScoreRequest>, { signal: options.signal })
      : options.engine.generate(requests as AsyncIterable<GenerateRequest>, { signal: options.giveUp });
  for await (const result of results) {
    const found = pending.get(result.index);
    if (found === undefined) throw new Error(`the engine answered request ${result.index}, which was not asked`);
    pending.delete(result.index);
    found.row.results[found.part] = result;
    found.row.missing -= 1;
    if (found.row.missing === 0) options.emit(rowMessage(found.row, options));
  }
  if (pending.size > 0 && !options.signal.aborted) {
    throw new Error(`the engine ended with ${counted(pending.size, "request")} unanswered`);
  }
}

async function* requestFlow(
  rows: AsyncIterable<RowToAsk>,
  pending: Map<number, { row: PendingRow; part: number }>,
  options: InferOptions,
): AsyncGenerator<ScoreRequest | GenerateRequest> {
  let index = 0;
  for await (const { task, row, endsWindow = false } of rows) {
    if (options.signal.aborted) return;
    const asked = prepareRow(task, row, options);
    if (asked === undefined) continue;
    options.onAsked?.(task.dataset, row);
    const { requests } = asked.question;
    for (const [part, request] of requests.entries()) {
      pending.set(index, { row: asked, part });
      yield { ...request, index, ...(endsWindow && part === requests.length - 1 && { endsWindow }) };
      index += 1;
    }
  }
}

/** Undefined when the row needs no request: it is stored already, or cannot be asked. */
function prepareRow(task: AskableTask, row: number, options: InferOptions): PendingRow | undefined {
  const { modelFingerprint, kvCacheType = "f16", flashAttention, rounding, emit } = options;
  let question: Question;
  try {
    question = task.inferencer.ask(row);
  } catch (error) {
    emit({ type: "row", dataset: task.dataset, record: failureOf(task, row, error) });
    return undefined;
  }
  const key = rowKey({ question, modelFingerprint, kvCacheType, flashAttention, rounding });
  if (keyOf(task.done, row) === key) {
    emit({ type: "reused", dataset: task.dataset, row });
    return undefined;
  }
  const cached = options.cached?.(key, row);
  if (cached !== undefined) {
    const record = { ...withReference(cached, task.gold(row)), ...ofRow(task, row) };
    emit({ type: "row", dataset: task.dataset, record, cached: true });
    return undefined;
  }
  return { task, row, key, question, results: [], missing: question.requests.length };
}

function rowMessage(
  { task, row, key, question, results }: PendingRow,
  { traces = false, exactUpTo = Number.POSITIVE_INFINITY }: Pick<InferOptions, "traces" | "exactUpTo">,
): WorkerMessage {
  let answer: Answer;
  try {
    answer =
      question.kind === "score"
        ? question.answer((results as ScoreResult[]).map(({ logProbs }) => logProbs))
        : question.answer(results as Generation[]);
  } catch (error) {
    return { type: "row", dataset: task.dataset, record: failureOf(task, row, error) };
  }
  const longest = Math.max(...question.requests.map(({ tokens }, part) => tokens.length + generatedOf(results[part])));
  const facts = {
    ...answer.facts,
    ...(longest > exactUpTo && { deviates: true as const }),
    ...(task.holdsSpecial?.(row) && { holdsSpecial: true as const }),
  };
  const record = { row, key, ...ofRow(task, row), ...answer, facts, gold: task.gold(row) };
  return { type: "row", dataset: task.dataset, record, ...(traces && { trace: traceRow(question, results) }) };
}

function generatedOf(result: ScoreResult | Generation | undefined): number {
  return result !== undefined && "tokenCounts" in result ? result.tokenCounts.generated : 0;
}

/** What is stored of a row of the data beside its reference. */
function ofRow(task: AskableTask, row: number): Pick<RowRecord, "question" | "columns"> {
  const columns = task.columns?.(row);
  return {
    ...(task.question !== undefined && { question: task.question(row) }),
    ...(columns !== undefined && { columns }),
  };
}

function failureOf({ gold }: AskableTask, row: number, error: unknown): RowRecord {
  return failedRecord({ row, gold: gold(row), failed: messageWithHint(error) });
}

/** A row that could not be measured, and why. */
export function failedRecord({ row, gold, failed }: { row: number; gold: JsonValue; failed: string }): RowRecord {
  const facts = { promptTokens: 0, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 };
  return { row, key: "", prediction: {}, gold, facts, failed };
}
