// The rows of one model on a cluster: shards are submitted, what their jobs write is passed on while they run, and what a failed
// job left open is submitted again. Nothing here computes; the rows go the way that a local worker's rows go.

import { setTimeout as sleep } from "node:timers/promises";
import { counted } from "../../core/counted.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { Asking } from "../row-sink.ts";
import type { ShardPart } from "../shards/balance.ts";
import type { JobState } from "./job-states.ts";
import type { JobId, Queue } from "./queue.ts";
import { type Failure, RunningShard } from "./running-shard.ts";
import { openQueue, type Submission, submitShards } from "./submit.ts";

export interface ClusterRunOptions extends Pick<Asking, "sink" | "signal"> {
  submission: Submission;
}

/** Ends when every row of the shards is answered or given up, or when the run was stopped and no job is left. */
export async function runOnCluster(shards: readonly ShardPart[][], options: ClusterRunOptions): Promise<void> {
  if (shards.length > 0 && !options.signal.aborted) await new ClusterRun(options).run(shards);
}

/** A job that was asked to end and has not after so long is cancelled. */
const patienceMs = 120_000;

class ClusterRun {
  readonly #options: ClusterRunOptions;
  readonly #queue: Queue;
  /** Told at the end: other shards go on with the datasets. */
  readonly #givenUp = new Map<string, Failure>();
  readonly #told = new Set<string>();
  #running: RunningShard[] = [];
  #stoppedAt: number | undefined;

  constructor(options: ClusterRunOptions) {
    this.#options = options;
    this.#queue = openQueue(options.submission.workspace);
  }

  async run(shards: readonly ShardPart[][]): Promise<void> {
    const startedAt = Date.now();
    try {
      await this.#submit(shards, 0);
      while (this.#running.length > 0) {
        await this.#pause(Date.now() - startedAt);
        if (this.#isStopped) await this.#stop();
        await this.#look();
      }
    } catch (error) {
      // Whatever ended this run: nothing is left behind that goes on asking.
      if (this.#running.length > 0) await this.#queue.stop();
      throw error;
    }
    for (const [dataset, failure] of this.#givenUp)
      this.#options.sink.take({ type: "task-failed", dataset, ...failure, stack: undefined });
  }

  async #submit(shards: readonly ShardPart[][], attempt: number): Promise<void> {
    const { submission } = this.#options;
    const submitted = await submitShards(shards, submission);
    this.#running.push(...submitted.map((shard) => new RunningShard(shard, submission, attempt)));
    const id = submitted[0]?.job.split("_")[0];
    this.#tell(
      "note",
      `Slurm job ${id}: ${counted(submitted.length, "shard")}, ${submission.runner.maxNumWorkers} at a time at most`,
    );
  }

  /** Looks come soon at first, for short runs; by a long one a controller is not asked more than a few times a minute. */
  async #pause(elapsedMs: number): Promise<void> {
    if (this.#isStopped) return sleep(1000);
    const milliseconds = Math.min(10_000, 500 + elapsedMs / 20);
    await sleep(milliseconds, undefined, { signal: this.#options.signal }).catch((error: unknown) => {
      if (!this.#isStopped) throw error;
    });
  }

  /** One look at the queue and at what the jobs have written. */
  async #look(): Promise<void> {
    // The queue first: what a job wrote before it ended is there when the queue has told of its end.
    const states = await this.#queue.states();
    if (typeof states !== "string") this.#tellOfWaiting(states);
    else if (this.#isFirst(states))
      this.#tell("warning", `following the shards' own files, for the queue does not tell: ${states}`);
    const ended: { shard: RunningShard; state: JobState }[] = [];
    for (const shard of this.#running) {
      const state = await shard.endState(states);
      this.#takeNews(shard);
      if (state !== undefined) ended.push({ shard, state });
    }
    this.#running = this.#running.filter((shard) => !ended.some((end) => end.shard === shard));
    if (!this.#isStopped) await this.#settleEnded(ended);
  }

  #takeNews(shard: RunningShard): void {
    const { sink } = this.#options;
    for (const news of shard.news()) {
      if (news.type === "row") sink.take(news);
      else if (news.type === "warning") this.#tell("warning", `job ${shard.job}: ${news.text}`);
      else {
        // Every job opens the same engine.
        const key = JSON.stringify(news.type === "notice" ? news : news.type);
        if (this.#isFirst(key)) sink.take(news);
      }
    }
  }

  async #settleEnded(ended: readonly { shard: RunningShard; state: JobState }[]): Promise<void> {
    const { retry } = this.#options.submission.runner;
    const again = new Map<number, ShardPart[][]>();
    for (const { shard, state } of ended) {
      const parts = this.#openParts(shard);
      if (parts.length === 0) continue;
      const rows = parts.reduce((sum, part) => sum + part.rows.length, 0);
      const attempt = shard.attempt + 1;
      const then = attempt > retry ? "given up" : `submitting them again (${attempt} of ${retry})`;
      const what = `Slurm job ${shard.job} ${shard.causeOf(state)}, with ${counted(rows, "row")} open`;
      this.#tell("warning", `${what}; ${then}${shard.logTail()}`);
      if (attempt > retry) for (const { dataset } of parts) this.#giveUp(dataset, shard.failureOf(dataset, state));
      else again.set(attempt, [...(again.get(attempt) ?? []), parts]);
    }
    for (const [attempt, shards] of again) await this.#submitAgain(shards, attempt);
  }

  /** Where Slurm refuses, the other shards go on. */
  async #submitAgain(shards: readonly ShardPart[][], attempt: number): Promise<void> {
    try {
      await this.#submit(shards, attempt);
    } catch (error) {
      if (!(error instanceof OcLocalError) || error.code !== "CLUSTER") throw error;
      this.#tell("warning", error.message);
      for (const { dataset } of shards.flat()) this.#giveUp(dataset, { reason: error.message, hint: error.hint });
    }
  }

  #openParts({ parts }: RunningShard): ShardPart[] {
    const { book } = this.#options.sink;
    return parts
      .map(({ dataset, rows }) => ({ dataset, rows: rows.filter((row) => book.isOpen(dataset, row)) }))
      .filter(({ rows }) => rows.length > 0);
  }

  #giveUp(dataset: string, failure: Failure): void {
    if (!this.#givenUp.has(dataset)) this.#givenUp.set(dataset, failure);
  }

  /** At every look: a job that was waiting a moment ago may run by now. */
  async #stop(): Promise<void> {
    this.#stoppedAt ??= Date.now();
    if (Date.now() - this.#stoppedAt > patienceMs) await this.#queue.cancel();
    else await this.#queue.stop();
  }

  #tellOfWaiting(states: Map<JobId, JobState>): void {
    const waiting = this.#running
      .flatMap(({ job }) => states.get(job) ?? [])
      .filter(({ state }) => state === "PENDING");
    const { reason = "" } = waiting.find((job) => job.reason !== "None") ?? {};
    if (waiting.length < this.#running.length || reason === "" || !this.#isFirst(`waiting: ${reason}`)) return;
    this.#tell("note", `Slurm: ${counted(waiting.length, "job")} waiting (${reason})`);
  }

  #isFirst(told: string): boolean {
    const isFirst = !this.#told.has(told);
    this.#told.add(told);
    return isFirst;
  }

  #tell(type: "note" | "warning", text: string): void {
    this.#options.sink.take({ type, text });
  }

  get #isStopped(): boolean {
    return this.#options.signal.aborted;
  }
}
