// Tab-separated files: CSV with another separator. Some are written with csv.writer and quote fields (NQ, TriviaQA),
// others are plain lines (MGSM): those need `quotes: false`.

import { type CsvOptions, readCsv, type TextRow } from "./csv.ts";

export type TsvOptions = Omit<CsvOptions, "delimiter">;

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming file and line. */
export async function readTsv(path: string, options: TsvOptions = {}): Promise<TextRow[]> {
  return await readCsv(path, { ...options, delimiter: "\t" });
}
