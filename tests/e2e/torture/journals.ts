// The journals of the only run below a work dir, as the bytes that a kill left.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RowRecord } from "../../../src/core/record.ts";

export interface StoredLine {
  /** As it stands in the file. */
  text: string;
  record: RowRecord;
}

/** Dataset and row to its line. */
export type StoredLines = Map<string, StoredLine>;

export function runFolder(workDir: string): string {
  const runs = existsSync(workDir) ? readdirSync(workDir) : [];
  if (runs.length !== 1) throw new Error(`${workDir} holds ${runs.length} runs`);
  return join(workDir, runs[0] as string);
}

/** Bytes in all journals: grows while rows are answered. */
export function journalBytes(workDir: string): number {
  return journalFiles(workDir).reduce((sum, path) => sum + statSync(path).size, 0);
}

/**
 * Every line of all journals. @param mayBeTorn The writer was killed: a last line may be cut.
 * @throws where a line cannot be read or a row has two.
 */
export function storedLines(workDir: string, { mayBeTorn }: { mayBeTorn: boolean }): StoredLines {
  const lines: StoredLines = new Map();
  for (const path of journalFiles(workDir)) {
    const texts = readFileSync(path, "utf8").split("\n");
    const last = texts.pop();
    if (last !== "" && !mayBeTorn) throw new Error(`${path} ends within a line: ${last}`);
    for (const text of texts) {
      const record = JSON.parse(text) as RowRecord;
      const key = `${path.slice(path.lastIndexOf("/") + 1, -".jsonl".length)} ${record.row}`;
      if (lines.has(key)) throw new Error(`${path} has two lines of row ${record.row}`);
      lines.set(key, { text, record });
    }
  }
  return lines;
}

function journalFiles(workDir: string): string[] {
  if (!existsSync(workDir) || readdirSync(workDir).length === 0) return [];
  const folder = join(runFolder(workDir), "journal");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => join(folder, name));
}
