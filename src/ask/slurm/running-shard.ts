// A shard whose job is in the queue: what it has written, and what is known of it when its job has ended.

import { readFileSync } from "node:fs";
import { linesBelow } from "../../apart/output-tail.ts";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import type { Failure as WorkerFailure } from "../infer/messages.ts";
import type { AskMessage } from "../row-sink.ts";
import type { ShardPart } from "../shards/balance.ts";
import { logPath } from "./batch-script.ts";
import { describeEnd, hintOf, isEnded, type JobState } from "./job-states.ts";
import { type JobId, rememberedState } from "./queue.ts";
import { readEnd, shardFolder } from "./shard-folder.ts";
import { ShardTail } from "./shard-tail.ts";
import { jobLogs, type Submission, type SubmittedShard } from "./submit.ts";

export type Failure = Pick<WorkerFailure, "reason" | "hint">;

export class RunningShard {
  readonly job: JobId;
  /** 0 for the first time. */
  readonly attempt: number;
  readonly parts: readonly ShardPart[];
  readonly #folder: Workspace;
  readonly #tail: ShardTail;
  readonly #log: string;
  /** By dataset, why the job could not run it. */
  readonly #failedTasks = new Map<string, Failure>();

  constructor({ number, job, parts }: SubmittedShard, { workspace, job: { model } }: Submission, attempt: number) {
    this.job = job;
    this.attempt = attempt;
    this.parts = parts;
    this.#folder = shardFolder(workspace, number);
    this.#log = logPath(jobLogs(workspace), job);
    const datasets = parts.map(({ dataset }) => dataset);
    this.#tail = new ShardTail(this.#folder, model, datasets);
  }

  /** What it has written since the last look. Failed tasks are kept: they may be tried again. */
  news(): Exclude<AskMessage, { type: "task-failed" }>[] {
    return this.#tail.read().flatMap((news) => {
      if (news.type !== "task-failed") return [news];
      this.#failedTasks.set(news.dataset, news);
      return [];
    });
  }

  /** Undefined while the job waits or runs. @param states What the queue tells, or why it does not. */
  async endState(states: Map<JobId, JobState> | string): Promise<JobState | undefined> {
    const queued = typeof states === "string" ? undefined : states.get(this.job);
    if (queued !== undefined) return isEnded(queued) ? queued : undefined;
    // Accounting may never have learnt of the end of a job that the queue has forgotten.
    const remembered = typeof states === "string" ? undefined : await rememberedState(this.job);
    if (remembered !== undefined && isEnded(remembered)) return remembered;
    // Nobody tells of the job; its own last word does.
    const end = readEnd(this.#folder);
    if (end !== undefined) return { state: end.state === "done" ? "COMPLETED" : "FAILED", reason: "" };
    return typeof states === "string" ? undefined : { state: "", reason: "" };
  }

  /** What the job itself said before it ended is more than its state. */
  causeOf(state: JobState): string {
    const end = readEnd(this.#folder);
    return end?.reason === undefined ? describeEnd(state) : `failed: ${end.reason}`;
  }

  failureOf(dataset: string, state: JobState): Failure {
    const known = this.#failedTasks.get(dataset);
    if (known !== undefined) return known;
    const tries = this.attempt === 0 ? "" : ` in the last of ${this.attempt + 1} attempts`;
    const reason = `Slurm job ${this.job} ${this.causeOf(state)}${tries}`;
    return { reason, hint: hintOf(state) ?? readEnd(this.#folder)?.hint };
  }

  /** The last lines of the job's log, on lines of their own below a warning. */
  logTail(): string {
    try {
      const lines = readFileSync(this.#log, "utf8").split("\n");
      return linesBelow(lines.filter((line) => line.trim() !== "").slice(-3));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return ""; // it never ran
      throw new OcLocalError("STORAGE", `cannot read ${this.#log}: ${errorMessage(error)}`, { cause: error });
    }
  }
}
