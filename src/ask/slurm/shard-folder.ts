// The folder of a shard, shards/<number>/ in the run's folder: what its job is to ask and what it has written. A folder belongs to
// one job for good; what a failed one left open is submitted as a new shard.
//
//   shard.json        what to ask                 written before the job is submitted
//   journal/ .lock    the answers, one writer     as in the run's own folder
//   messages.jsonl    what else there is to tell  ShardMessage, one a line
//   end.json          how the job ended           absent where it was killed

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { makeFolders } from "../../core/make-folders.ts";
import { mostRows } from "../../core/record.ts";
import { readStoredJson } from "../../store/stored/stored-json.ts";
import { writeJson } from "../../store/workspace/manifest.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import type { InferJob, OpenTask } from "../infer/messages.ts";
import type { AskMessage } from "../row-sink.ts";

/** Everything a job needs to know; it has no memory of the run. */
export interface ShardJob
  extends Pick<InferJob, "invocation" | "model" | "identity" | "contextSize" | "parallelSequences"> {
  /** Undefined: as many as the cluster gives the job. */
  threads?: number;
  cache?: string;
  /** Restarts of the inference process. */
  retry: number;
  stuckAfterSeconds: number;
  parts: ShardTask[];
}

export interface ShardTask extends Pick<OpenTask, "dataset" | "kind" | "cost" | "data" | "identity"> {
  ranges: RowRange[];
}

/** First row and one past the last. */
export type RowRange = [from: number, to: number];

export type ShardMessage =
  | Exclude<AskMessage, { type: "row" | "reused" | "generating" }>
  /** Written before the row itself, which was taken from the answers of other runs. */
  | { type: "cached"; dataset: string; row: number };

export interface ShardEnd {
  state: "done" | "stopped" | "failed";
  reason?: string;
  hint?: string | undefined;
}

const hint = "it is written by a run with --slurm; continue that run with -r";

const rowNumber = z.int().min(0).max(mostRows);

/** As far as a job relies on the form before it checks what it is to ask. */
const shardSchema = z.looseObject({
  invocation: z.looseObject({ cwd: z.string(), models: z.array(z.string()), datasets: z.array(z.string()) }),
  model: z.string(),
  parts: z.array(z.looseObject({ dataset: z.string(), ranges: z.array(z.tuple([rowNumber, rowNumber])) })),
});

const endSchema = z.looseObject({
  state: z.enum(["done", "stopped", "failed"]),
  reason: z.string().exactOptional(),
  hint: z.string().exactOptional(),
});

export function shardsPath(workspace: Workspace): string {
  return join(workspace.path, "shards");
}

/** A shard's folder has the journal of a run's folder. */
export function shardFolder(workspace: Workspace, number: number): Workspace {
  return { path: join(shardsPath(workspace), String(number)), timestamp: String(number) };
}

/** Ascending; empty where the run has none. */
export function listShards(workspace: Workspace): number[] {
  const path = shardsPath(workspace);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

export function writeShard(folder: Workspace, job: ShardJob): void {
  // The invocation may hold what a run's folder does not store, such as a key in a path.
  makeFolders(folder.path, 0o700);
  writeJson(shardFile(folder), job);
}

export function readShard(path: string): ShardJob {
  const expected = "what a job is to ask";
  return readStoredJson(path, shardSchema, { code: "WORKSPACE", expected, hint }) as unknown as ShardJob;
}

export function writeEnd(folder: Workspace, end: ShardEnd): void {
  writeJson(endFile(folder), end);
}

/** Undefined where the job has not ended by itself. */
export function readEnd(folder: Workspace): ShardEnd | undefined {
  const path = endFile(folder);
  if (!existsSync(path)) return undefined;
  return readStoredJson(path, endSchema, { code: "WORKSPACE", expected: "how a job ended", hint });
}

export function messagesPath(folder: Workspace): string {
  return join(folder.path, "messages.jsonl");
}

/** Rows as ranges; they ascend. */
export function rangesOf(rows: readonly number[]): RowRange[] {
  const ranges: RowRange[] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last?.[1] === row) last[1] = row + 1;
    else ranges.push([row, row + 1]);
  }
  return ranges;
}

function shardFile({ path }: Workspace): string {
  return join(path, "shard.json");
}

function endFile({ path }: Workspace): string {
  return join(path, "end.json");
}
