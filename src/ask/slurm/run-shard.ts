// What a job of the cluster does: it asks the rows of its shard as a run on this machine would, with a supervised inference process,
// and writes what comes back into the shard's folder. The submitting process reads it there, and judges and counts nothing here.

import { basename, dirname } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import { usableThreads } from "../../engines/usable-threads.ts";
import type { ModelFile } from "../../plan/model-files.ts";
import { goldOf, loadSplits } from "../../plan/open-dataset.ts";
import { threadsFor } from "../../plan/plan.ts";
import { type ResolvedRun, resolveRun } from "../../plan/resolve.ts";
import { Journal } from "../../store/journal/journal.ts";
import { indexJournal } from "../../store/journal/journal-index.ts";
import { appendText } from "../../store/logs/run-log.ts";
import { lockWorkspace } from "../../store/workspace/lock.ts";
import { journalPath, type Workspace } from "../../store/workspace/workspace.ts";
import { failedRecord } from "../infer/infer-tasks.ts";
import type { OpenTask, WorkerMessage } from "../infer/messages.ts";
import { workersAsked } from "../pool/find-workers.ts";
import type { SentJob } from "../supervisor/host-messages.ts";
import { type SuperviseOptions, superviseModel } from "../supervisor/supervise.ts";
import {
  messagesPath,
  readShard,
  type ShardEnd,
  type ShardJob,
  type ShardMessage,
  type ShardTask,
  writeEnd,
} from "./shard-folder.ts";

export interface ShardContext {
  signal: AbortSignal;
  /** What the inference process printed. */
  onOutput(text: string): void;
}

/** @param path Of the shard's shard.json. Failures are in the returned end, which is written to the folder too. */
export async function runShard(path: string, context: ShardContext): Promise<ShardEnd> {
  const shard = readShard(path);
  const folder: Workspace = { path: dirname(path), timestamp: basename(dirname(path)) };
  const unlock = await lockWorkspace(folder, { signal: context.signal });
  try {
    const end = await askRows(shard, folder, context).catch(endOfFailure);
    writeEnd(folder, end);
    return end;
  } finally {
    unlock();
  }
}

function endOfFailure(error: unknown): ShardEnd {
  if (!(error instanceof OcLocalError)) throw error;
  return { state: "failed", reason: error.message, hint: error.hint };
}

async function askRows(shard: ShardJob, folder: Workspace, context: ShardContext): Promise<ShardEnd> {
  const run = await resolveRun(shard.invocation);
  const tasks = shard.parts.map((part) => taskOf(part, journalPath(folder, shard.model, part.dataset)));
  const outbox = new Outbox(shard, folder);
  try {
    await superviseModel(jobOf(shard, tasks, run), await supervision(shard, run, outbox, context));
  } finally {
    outbox.close();
  }
  if (context.signal.aborted) return { state: "stopped" };
  return outbox.failedTasks === 0
    ? { state: "done" }
    : { state: "failed", reason: "not all of its tasks could be run" };
}

/** Rows that the shard does not ask count as settled; those that are in its journal already are checked and passed over. */
function taskOf({ ranges, ...task }: ShardTask, journal: string): OpenTask {
  const from = ranges[0]?.[0] ?? 0;
  const to = ranges.at(-1)?.[1] ?? 0;
  const settled = new Uint8Array(to - from).fill(1);
  for (const [first, end] of ranges) settled.fill(0, first - from, end - from);
  return { ...task, from, to, settled, done: indexJournal(journal).rows.keys };
}

function jobOf(shard: ShardJob, tasks: OpenTask[], { models }: ResolvedRun): SentJob {
  const { invocation, model: abbr, identity, contextSize, parallelSequences, cache } = shard;
  const model = models.find(({ config }) => config.abbr === abbr);
  if (model === undefined) throw new OcLocalError("CONFIG", `the config no longer has a model ${abbr}`);
  const workers = workersAsked(model, { maxNumWorkers: 1, maxWorkersPerGpu: 1, keepThreads: false });
  const threads = shard.threads === undefined ? threadsHere(model) : usableThreads(shard.threads);
  return { invocation, model: abbr, identity, tasks, contextSize, parallelSequences, threads, workers, cache };
}

/** What the cluster gave the job; a small model has no use for more than one. */
function threadsHere(model: ModelFile): number {
  const given = Number(process.env.SLURM_CPUS_PER_TASK);
  const usual = threadsFor(model);
  return given > 0 ? Math.min(given, usual) : usual;
}

async function supervision(
  { parts, retry, stuckAfterSeconds, invocation }: ShardJob,
  { datasets, dataRoot }: ResolvedRun,
  outbox: Outbox,
  { signal, onOutput }: ShardContext,
): Promise<SuperviseOptions> {
  const asked = datasets.filter(({ id }) => parts.some(({ dataset }) => dataset === id));
  const golds = new Map<string, (row: number) => ReturnType<typeof goldOf>>();
  for (const { id, config } of asked) {
    const splits = await loadSplits(config, dataRoot.path, invocation);
    golds.set(id, (row) => goldOf(splits, config, row));
  }
  return {
    signal,
    retry,
    stuckAfterSeconds,
    onOutput,
    onMessage: (message) => outbox.take(message),
    onWarning: (text) => outbox.tell({ type: "warning", text }),
    onPoisonedRow: ({ dataset, row }, reason) => {
      const gold = golds.get(dataset)?.(row) ?? null;
      outbox.take({ type: "row", dataset, record: failedRecord({ row, gold, failed: reason }) });
    },
  };
}

/** What the submitting process reads. */
class Outbox {
  failedTasks = 0;
  readonly #folder: Workspace;
  readonly #model: string;
  readonly #journals = new Map<string, Journal>();

  constructor({ model }: ShardJob, folder: Workspace) {
    this.#model = model;
    this.#folder = folder;
  }

  /** @throws OcLocalError STORAGE */
  take(message: WorkerMessage): void {
    switch (message.type) {
      case "row": {
        const { dataset, record, cached } = message;
        if (cached) this.tell({ type: "cached", dataset, row: record.row });
        this.#journalOf(dataset).append(record);
        return;
      }
      case "reused":
        return; // its row is in this journal
      case "generating":
        return; // for a screen: what is looked at from time to time needs no more than the rows
      case "task-failed":
        this.failedTasks += 1;
        break;
    }
    this.tell(message);
  }

  tell(message: ShardMessage): void {
    appendText(messagesPath(this.#folder), `${JSON.stringify(message)}\n`);
  }

  close(): void {
    for (const journal of this.#journals.values()) journal.close();
  }

  #journalOf(dataset: string): Journal {
    const known = this.#journals.get(dataset);
    if (known !== undefined) return known;
    const journal = new Journal(journalPath(this.#folder, this.#model, dataset));
    this.#journals.set(dataset, journal);
    return journal;
  }
}
