// What a job of the cluster does: it asks the rows of its shard as a run on this machine would, with a supervised inference process,
// and writes what comes back into the shard's folder. The submitting process reads it there, and judges and counts nothing here.

import { basename, dirname } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import { usableThreads } from "../../engines/usable-threads.ts";
import type { ModelFile } from "../../plan/model-files.ts";
import { loadSplits } from "../../plan/open-dataset.ts";
import { threadsFor } from "../../plan/plan.ts";
import { type ResolvedRun, resolveRun } from "../../plan/resolve.ts";
import { indexJournal } from "../../store/journal/journal-index.ts";
import { Journals } from "../../store/journal/journals.ts";
import { appendText } from "../../store/logs/run-log.ts";
import { lockWorkspace } from "../../store/workspace/lock.ts";
import { journalPath, type Workspace } from "../../store/workspace/workspace.ts";
import type { ModelJob, OpenTask } from "../infer/messages.ts";
import { goldsOf, modelJob } from "../model-job.ts";
import { RowBook } from "../row-book.ts";
import type { Asking, AskMessage, RowSink } from "../row-sink.ts";
import { supervised } from "../supervisor/supervise.ts";
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

async function askRows(shard: ShardJob, folder: Workspace, { signal, onOutput }: ShardContext): Promise<ShardEnd> {
  const run = await resolveRun(shard.invocation);
  const job = jobOf(shard, folder, run);
  const sink = new ShardSink(job, folder);
  try {
    await supervised({ ...shard, onOutput })(job, { sink, signal, gold: await goldsHere(shard, run) });
  } finally {
    sink.close();
  }
  if (signal.aborted) return { state: "stopped" };
  const isWhole = job.tasks.every(({ dataset }) => !sink.book.isGivenUp(dataset));
  return isWhole ? { state: "done" } : { state: "failed", reason: "not all of its tasks could be run" };
}

/** Rows that the shard does not ask count as settled; those that are in its journal already are checked and passed over. */
function openTask({ ranges, ...task }: ShardTask, journal: string): OpenTask {
  const from = ranges[0]?.[0] ?? 0;
  const to = ranges.at(-1)?.[1] ?? 0;
  const settled = new Uint8Array(to - from).fill(1);
  for (const [first, end] of ranges) settled.fill(0, first - from, end - from);
  return { ...task, from, to, settled, done: indexJournal(journal).rows.keys };
}

function jobOf(shard: ShardJob, folder: Workspace, { models }: ResolvedRun): ModelJob {
  const { invocation, model: abbr, identity, contextSize, parallelSequences, cache } = shard;
  const model = models.find(({ config }) => config.abbr === abbr);
  if (model === undefined) throw new OcLocalError("CONFIG", `the config no longer has a model ${abbr}`);
  const tasks = shard.parts.map((part) => openTask(part, journalPath(folder, abbr, part.dataset)));
  const threads = shard.threads === undefined ? threadsHere(model) : usableThreads(shard.threads);
  const asked = { invocation, identity, tasks, cache };
  return modelJob({ model, contextSize, parallelSequences, threads }, asked, { maxNumWorkers: 1, maxWorkersPerGpu: 1 });
}

/** What the cluster gave the job; a small model has no use for more than one. */
function threadsHere(model: ModelFile): number {
  const given = Number(process.env.SLURM_CPUS_PER_TASK);
  const usual = threadsFor(model);
  return given > 0 ? Math.min(given, usual) : usual;
}

async function goldsHere(
  { parts, invocation }: ShardJob,
  { datasets, dataRoot }: ResolvedRun,
): Promise<Asking["gold"]> {
  const asked: Parameters<typeof goldsOf>[0][number][] = [];
  for (const dataset of datasets.filter(({ id }) => parts.some((part) => part.dataset === id)))
    asked.push({ dataset, opened: { splits: await loadSplits(dataset.config, dataRoot.path, invocation) } });
  return goldsOf(asked);
}

/** Writes what the submitting process reads. */
class ShardSink implements RowSink {
  readonly book: RowBook;
  readonly #folder: Workspace;
  readonly #journals: Journals;

  constructor({ model, tasks }: ModelJob, folder: Workspace) {
    this.book = new RowBook(tasks);
    this.#folder = folder;
    this.#journals = new Journals(folder, model);
  }

  take(message: AskMessage): void {
    if (!this.book.note(message)) return;
    switch (message.type) {
      case "row": {
        const { dataset, record, cached } = message;
        if (cached) this.#tell({ type: "cached", dataset, row: record.row });
        this.#journals.append(dataset, record);
        break;
      }
      case "reused": // its row is in this journal
      case "generating": // for a screen: what is looked at from time to time needs no more than the rows
        break;
      default:
        this.#tell(message);
    }
  }

  close(): void {
    this.#journals.close();
  }

  #tell(message: ShardMessage): void {
    appendText(messagesPath(this.#folder), `${JSON.stringify(message)}\n`);
  }
}
