// `oc-local agree`: the same rows asked of two models or engines, one after the other, and how far the two agree. Only what the
// comparison needs of a row is kept; nothing is stored.

import type { RowTrace } from "../ask/row-trace.ts";
import {
  type Agreement,
  type ComparedSide,
  type DifferenceSide,
  noCounts,
  type RowDifference,
} from "../core/agreement.ts";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { RowRecord } from "../core/record.ts";
import type { Thinking } from "../core/thoughts.ts";
import type { EngineInfo } from "../engines/engine.ts";
import { scoringError } from "../engines/scoring-error.ts";
import type { OnRunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { Invocation } from "../job/invocation.ts";
import { scoreRow } from "../judge/evaluate/score-row.ts";
import { type EvaluationParts, openParts } from "../plan/evaluation-parts.ts";
import { freed, type ModelReader } from "../plan/model-reader.ts";
import type { PlannedDataset } from "../plan/plan.ts";
import { describeRefused } from "../plan/refused.ts";
import { thinkingInForce } from "../plan/thinking-tags.ts";
import { describeUnread, unreadTasks } from "../plan/unread.ts";
import { type AnsweredRow, answeredRow } from "./agree/answered-row.ts";
import { type AskSideOptions, askSide } from "./agree/ask-side.ts";
import { Comparison, type UnreadDifference } from "./agree/comparison.ts";
import { RowStore } from "./agree/row-store.ts";
import { planSides, type Side, type Sides } from "./agree/sides.ts";
import { openReader } from "./open-reader.ts";
import { tokenText } from "./reader/model-questions.ts";
import { withDate } from "./run-date.ts";

export interface AgreeRequest {
  /** Of a and of b: each names one model, or both name a config of one or two. */
  invocations: readonly [Invocation, Invocation];
  /** Both models were named: they may be the same one. */
  areNamed: boolean;
  /** Nats: log-probabilities that differ by less count as rounding when the first difference is looked for. */
  tolerance: number;
  /** Inference in this process. */
  isDebug: boolean;
}

export interface AgreeOutcome extends Agreement {
  /** Datasets of which a side lacks rows; these rows are not compared. */
  failed: FailedTask[];
}

export interface AgreeContext {
  onEvent: OnRunEvent;
  signal: AbortSignal;
}

/** @returns Undefined when it was stopped. */
export async function agree(request: AgreeRequest, context: AgreeContext): Promise<AgreeOutcome | undefined> {
  const now = new Date();
  const [first, second] = request.invocations;
  const invocations = [await withDate(first, { now }), await withDate(second, { now })] as const;
  const readers = invocations.map((invocation) =>
    openReader({ invocation, signal: context.signal, isDebug: request.isDebug }),
  ) as [ModelReader, ModelReader];
  try {
    const sides = await planSides(invocations, readers, { ...context, areNamed: request.areNamed });
    for (const reader of readers) reader.end();
    return await askSides(sides, request, context);
  } finally {
    for (const reader of readers) reader.end();
  }
}

async function askSides(sides: Sides, request: AgreeRequest, context: AgreeContext): Promise<AgreeOutcome | undefined> {
  for (const text of sides.notes) context.onEvent({ type: "note", text });
  const { datasets, unread, refused } = sides;
  const total = datasets.length + unread.length + refused.length;
  if (unread.length > 0) context.onEvent({ type: "warning", text: describeUnread(unread, total) });
  if (refused.length > 0) context.onEvent({ type: "warning", text: describeRefused(refused, total) });
  const judgeOf = ({ planned }: Side) => rowJudge(sides.datasets, thinkingInForce(planned.thinking));
  const judges = { a: await judgeOf(sides.a), b: await judgeOf(sides.b) };
  const comparison = new Comparison(
    sides.datasets.map(({ dataset }) => dataset.id),
    request.tolerance,
  );
  const rows = new RowStore(new Map(sides.datasets.map(({ dataset, rows }) => [dataset.id, rows])));
  try {
    const asking = { ...context, datasets: sides.datasets, isDebug: request.isDebug };
    const onRow =
      (side: "a" | "b", use: (dataset: string, row: number, answered: AnsweredRow) => void): AskSideOptions["onRow"] =>
      (dataset, record, trace) => {
        const answered = judges[side](dataset, record, trace);
        if (typeof answered === "string") return answered;
        use(dataset, record.row, answered);
        return undefined;
      };
    const a = await askSide(sides.a, { ...asking, onRow: onRow("a", (...row) => rows.put(...row)) });
    if (context.signal.aborted) return undefined;
    // Nothing of b could be compared: its weights need not be loaded.
    if (rows.isEmpty) return await outcomeOf(sides, comparison, { a, b: { engine: undefined, failed: [] } });
    const b = await askSide(sides.b, {
      ...asking,
      onRow: onRow("b", (dataset, row, answered) => {
        const other = rows.get(dataset, row);
        if (other !== undefined) comparison.add(dataset, row, other, answered);
      }),
    });
    if (context.signal.aborted) return undefined;
    return await outcomeOf(sides, comparison, { a, b });
  } finally {
    rows.close();
  }
}

type Asked = Awaited<ReturnType<typeof askSide>>;

async function outcomeOf(sides: Sides, comparison: Comparison, asked: { a: Asked; b: Asked }): Promise<AgreeOutcome> {
  const { datasets } = sides;
  return {
    a: comparedSide(sides.a, asked.a.engine),
    b: comparedSide(sides.b, asked.b.engine),
    datasets: datasets.map(({ dataset: { id, mode } }) => {
      return { dataset: id, mode, counts: comparison.counts.get(id) ?? noCounts() };
    }),
    total: comparison.total(),
    firstDifference: await readDifference(comparison.firstDifference, sides),
    largestDistance: await readDifference(comparison.largestDistance, sides),
    failed: [
      ...unreadTasks([sides.a.planned.model.config.abbr], sides.unread),
      ...sides.refused,
      ...asked.a.failed,
      ...asked.b.failed,
    ],
  };
}

function comparedSide({ planned: { model } }: Side, engine: EngineInfo | undefined): ComparedSide {
  return {
    model: model.config.abbr,
    engine: model.config.engine,
    device: engine?.device ?? "not opened",
    fingerprint: model.fingerprint,
    scoringError: engine === undefined ? null : scoringError(engine, model.file),
  };
}

/** Judges rows as evaluation does; what cannot be judged has a reason instead. */
async function rowJudge(datasets: readonly PlannedDataset[], thinking: Thinking | undefined) {
  const opened = new Map<string, { parts: EvaluationParts; abbr: string }>();
  for (const { dataset } of datasets)
    opened.set(dataset.id, { parts: await openParts(dataset.config, thinking), abbr: dataset.config.abbr });
  return (dataset: string, record: RowRecord, trace: RowTrace): AnsweredRow | string => {
    const { parts, abbr } = opened.get(dataset) as { parts: EvaluationParts; abbr: string };
    try {
      const scored = scoreRow(record, parts, abbr);
      return answeredRow(record, trace, scored);
    } catch (error) {
      if (error instanceof OcLocalError) return errorMessage(error);
      throw error;
    }
  };
}

/** Gives each side's tokens their text. */
async function readDifference(
  difference: UnreadDifference | undefined,
  sides: Sides,
): Promise<RowDifference<DifferenceSide> | null> {
  if (difference === undefined) return null;
  const read = (name: "a" | "b") => {
    const { reader, planned } = sides[name];
    return freed(reader, () => reader.ask(tokenText, { ...planned, datasets: [] }, { side: difference[name] }));
  };
  return { ...difference, a: await read("a"), b: await read("b") };
}
