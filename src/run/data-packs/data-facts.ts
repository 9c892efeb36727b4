// What is known of the files of OpenCompass's data: their SHA-256, and the archives that bring a folder.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { packageRoot } from "../../core/package.ts";

export interface FileFact {
  /** Below the data root. */
  name: string;
  sha256: string;
  bytes: number;
}

/** The 996 files of OpenCompass's data pack that are not tables of exams (C-Eval, CMMLU, MMLU, NQ and TriviaQA have no sums there). */
export function dataFacts(): FileFact[] {
  const text = gunzipSync(readFileSync(join(packageRoot, "facts", "opencompass-data.tsv.gz"))).toString("utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [path = "", sha256 = "", bytes = ""] = line.split("\t");
      return { name: path.replace(/^data\//, ""), sha256, bytes: Number(bytes) };
    });
}
