// What jobs on a cluster leave. Nothing but empty folders where the run has ended as it should; where the submitting process died,
// jobs that may still run, and answers that the run's own journal does not have: the jobs are ended and the answers taken over.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import type { OnRunEvent } from "../../job/events.ts";
import { Journal } from "../../store/journal/journal.ts";
import { indexJournal } from "../../store/journal/journal-index.ts";
import { JournalRows } from "../../store/journal/journal-rows.ts";
import { predictionsPath, resultsPath, type Workspace } from "../../store/workspace/workspace.ts";
import { listShards, readEnd, shardFolder, shardsPath } from "./shard-folder.ts";
import { queueFile, storedQueue } from "./submit.ts";

/** Milliseconds for a job to finish its rows in flight. */
const patienceMs = 120_000;

/** Only with the run's lock. @throws OcLocalError CLUSTER where nobody tells whether jobs still run; STORAGE */
export async function takeOverShards(
  workspace: Workspace,
  { onEvent, signal }: { onEvent: OnRunEvent; signal: AbortSignal },
): Promise<void> {
  const queue = storedQueue(workspace);
  const shards = listShards(workspace).map((number) => shardFolder(workspace, number));
  if (queue !== undefined && shards.some((shard) => readEnd(shard) === undefined)) {
    const onWait = () => onEvent({ type: "note", text: `ending what is left of the jobs ${queue.name}` });
    await queue.end({ signal, patienceMs, onWait }).catch((error: unknown) => {
      if (!(error instanceof OcLocalError) || error.code !== "CLUSTER") throw error;
      const hint = `continue where the cluster answers; when none of these jobs runs any more, remove ${queueFile(workspace)}`;
      throw new OcLocalError("CLUSTER", `jobs ${queue.name} may still be running: ${error.message}`, {
        hint,
        cause: error,
      });
    });
  }
  const rows = shards.reduce((sum, shard) => sum + mergeJournals(shard, workspace), 0);
  if (rows > 0) onEvent({ type: "note", text: `${rows} answers taken over from jobs on a cluster` });
  rmSync(shardsPath(workspace), { recursive: true, force: true });
}

/**
 * Appends the answers that the run's journal does not hold under the same key; whether they still count is found out later, as
 * for every stored row. Failed rows are left: they are asked again.
 * @returns Their number.
 */
function mergeJournals(shard: Workspace, workspace: Workspace): number {
  const root = join(shard.path, "journal");
  if (!existsSync(root)) return 0;
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = folders.flatMap(({ name: model }) =>
    readdirSync(join(root, model))
      .filter((file) => file.endsWith(".jsonl"))
      .map((file) => [model, file] as const),
  );
  return files.reduce((sum, [model, file]) => {
    const rows = mergeJournal(join(root, model, file), join(workspace.path, "journal", model, file));
    // What was made from the rows before is out of date.
    const dataset = file.replace(/\.jsonl$/, "");
    for (const path of [predictionsPath, resultsPath])
      if (rows > 0) rmSync(path(workspace, model, dataset), { force: true });
    return sum + rows;
  }, 0);
}

function mergeJournal(from: string, to: string): number {
  const { rows } = indexJournal(from);
  const known = indexJournal(to).rows;
  const missing = [...rows].filter(([row, { key, failed }]) => {
    const stored = known.get(row);
    return !failed && (stored === undefined || stored.failed || stored.key !== key);
  });
  if (missing.length === 0) return 0;
  const source = new JournalRows(from, rows);
  const journal = new Journal(to);
  try {
    for (const [row] of missing) {
      const record = source.get(row);
      if (record !== undefined) journal.append(record);
    }
  } finally {
    journal.close();
    source.close();
  }
  return missing.length;
}
