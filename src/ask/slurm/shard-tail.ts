// Reads what a shard's job has written since the last look, as the messages that a worker on this machine would have sent. Only
// whole lines are taken: the last one may still be being written.

import { z } from "zod";
import { journalLines } from "../../store/journal/journal-lines.ts";
import { parseLine } from "../../store/journal/parse-line.ts";
import { journalPath, type Workspace } from "../../store/workspace/workspace.ts";
import type { AskMessage } from "../row-sink.ts";
import { messagesPath, type ShardMessage } from "./shard-folder.ts";

export class ShardTail {
  readonly #messages: LineTail;
  readonly #journals: { dataset: string; lines: LineTail }[];
  /** Rows that come from the cache, as "dataset row". */
  readonly #cached = new Set<string>();

  constructor(folder: Workspace, model: string, datasets: readonly string[]) {
    this.#messages = new LineTail(messagesPath(folder));
    this.#journals = datasets.map((dataset) => ({
      dataset,
      lines: new LineTail(journalPath(folder, model, dataset)),
    }));
  }

  /** In the order in which they were written, rows behind the other messages. @throws OcLocalError STORAGE */
  read(): AskMessage[] {
    // Journals first: what is said about a row was written before it.
    const rows = this.#journals.flatMap(({ dataset, lines }) =>
      lines.read(parseLine).map((record) => ({ type: "row" as const, dataset, record })),
    );
    const news: AskMessage[] = [];
    for (const message of this.#messages.read(parseMessage)) {
      if (message.type === "cached") this.#cached.add(keyOf(message.dataset, message.row));
      else news.push(message);
    }
    for (const row of rows) {
      const isCached = this.#cached.delete(keyOf(row.dataset, row.record.row));
      news.push(isCached ? { ...row, cached: true } : row);
    }
    return news;
  }
}

class LineTail {
  readonly #path: string;
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** New whole lines; those that cannot be read as anything are left out, and their rows asked again. */
  read<T>(parse: (bytes: Buffer) => T | undefined): T[] {
    const found: T[] = [];
    for (const { bytes, offset, length, isEnded } of journalLines(this.#path, this.#offset)) {
      if (!isEnded) break;
      this.#offset = offset + length + 1;
      const parsed = parse(bytes);
      if (parsed !== undefined) found.push(parsed);
    }
    return found;
  }
}

/** What else a message holds follows from its type. */
const messageSchema = z.looseObject({ type: z.string() });

function parseMessage(bytes: Buffer): ShardMessage | undefined {
  try {
    const { success, data } = messageSchema.safeParse(JSON.parse(bytes.toString("utf8")));
    return success ? (data as unknown as ShardMessage) : undefined;
  } catch {
    return undefined; // cut short when the job was killed
  }
}

function keyOf(dataset: string, row: number): string {
  return `${dataset} ${row}`;
}
