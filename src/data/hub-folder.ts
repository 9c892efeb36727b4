// A data set as a hub's repository holds it: parts of a split (`test-00000-of-00002.parquet`) or one file of it (`test.jsonl`), in the
// folder itself, below data/, or in a folder of the configuration's name.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import { readCsv } from "./csv.ts";
import { readJson } from "./json.ts";
import { asRows } from "./json-rows.ts";
import { readJsonl } from "./jsonl.ts";
import { readParquet } from "./parquet.ts";

const readers: readonly { ending: RegExp; read: (path: string) => Promise<Row[]> }[] = [
  { ending: /\.parquet$/, read: readParquet },
  { ending: /\.jsonl(\.gz)?$/, read: readJsonl },
  { ending: /\.json$/, read: async (path) => asRows(await readJson(path), path) },
  { ending: /\.csv$/, read: readCsv },
];

export interface HubOptions {
  /** The configuration ("subset") of the data set. */
  name?: string;
}

/** The rows of one split. @throws OcLocalError MISSING_DATA saying where its files were looked for. */
export async function readHubSplit(folder: string, split: string, { name }: HubOptions = {}): Promise<Row[]> {
  const below = name === undefined ? ["", "data"] : [name, join("data", name), "data", ""];
  const places = below.map((part) => join(folder, part));
  for (const place of places) {
    const names = (await readdir(place).catch(() => [])).sort();
    for (const { ending, read } of readers) {
      const files = names.filter((file) => ending.test(file) && isOfSplit(file, split));
      if (files.length > 0) return (await Promise.all(files.map((file) => read(join(place, file))))).flat();
    }
  }
  throw new OcLocalError("MISSING_DATA", `no file of the split "${split}" in ${places.join(", ")}`, {
    hint: `bring the data set's repository as the folder ${folder}: files such as data/${split}-00000-of-00001.parquet or ${split}.jsonl`,
  });
}

function isOfSplit(file: string, split: string): boolean {
  const [stem = ""] = file.split(".");
  return stem === split || stem.startsWith(`${split}-`) || stem.startsWith(`${split}_`);
}
