// Reads the real files of several benchmarks, where they lie beside the project, and counts their rows. The counts are
// those of the releases.

import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type CsvOptions, readCsv } from "../../src/data/csv.ts";
import { readJson } from "../../src/data/json.ts";
import { readJsonl } from "../../src/data/jsonl.ts";
import { readTsv } from "../../src/data/tsv.ts";
import { readText } from "../../src/data/txt.ts";

const root = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const here = test.skipIf(!existsSync(root));
const mmlu: CsvOptions = { columns: ["input", "A", "B", "C", "D", "target"] };

here.each<[string, CsvOptions, { files: number; rows: number }]>([
  ["ceval/formal_ceval/dev", {}, { files: 52, rows: 260 }],
  ["ceval/formal_ceval/val", {}, { files: 52, rows: 1346 }],
  ["ceval/formal_ceval/test", {}, { files: 52, rows: 12342 }],
  ["cmmlu/dev", {}, { files: 67, rows: 335 }],
  ["cmmlu/test", {}, { files: 67, rows: 11582 }],
  ["mmlu/dev", mmlu, { files: 57, rows: 285 }],
  ["mmlu/test", mmlu, { files: 57, rows: 14042 }],
])("every CSV file of %s", async (folder, options, expected) => {
  const names = await readdir(`${root}/${folder}`);
  const tables = await Promise.all(names.map((name) => readCsv(`${root}/${folder}/${name}`, options)));
  expect({ files: names.length, rows: tables.flat().length }).toEqual(expected);
  const answers = new Set(tables.flat().map((row) => row.answer ?? row.Answer ?? row.target ?? "none"));
  expect([...answers].sort()).toEqual(folder.endsWith("_ceval/test") ? ["none"] : ["A", "B", "C", "D"]);
});

here.each([
  ["gsm8k/train.jsonl", 7473],
  ["gsm8k/test.jsonl", 1319],
  ["siqa/dev.jsonl", 1954],
  ["siqa/train.jsonl", 5],
  ["winogrande/dev.jsonl", 1267],
  ["winogrande/train_xs.jsonl", 160],
  ["humanevalx/humanevalx_cpp.jsonl.gz", 164],
  ["humanevalx/humanevalx_python.jsonl.gz", 164],
])("%s has %i rows", async (path, rows) => {
  expect(await readJsonl(`${root}/${path}`)).toHaveLength(rows);
});

here.each([
  ["math/math.json", 5000],
  ["math/test_prm800k_500.json", 500],
])("%s holds %i problems", async (path, problems) => {
  const value = await readJson(`${root}/${path}`);
  expect(Object.keys(value as object)).toEqual(Array.from({ length: problems }, (_, i) => String(i)));
});

here("SIQA has a label for every row", async () => {
  const labels = (await readText(`${root}/siqa/dev-labels.lst`)).trim().split("\n");
  expect(labels).toHaveLength(1954);
  expect([...new Set(labels)].sort()).toEqual(["1", "2", "3"]);
});

here("MGSM and TriviaQA split at tabs", async () => {
  const columns = ["question", "answer"];
  for (const language of ["en", "es", "zh"]) {
    const rows = await readTsv(`${root}/mgsm/mgsm_${language}.tsv`, { columns, quotes: false });
    expect(rows).toHaveLength(250);
  }
  expect(await readTsv(`${root}/triviaqa/trivia-dev.qa.csv`, { columns })).toHaveLength(8837);
});

here("whole floats of GSM-Hard keep their point", async () => {
  const rows = await readJsonl(`${root}/gsm-hard/test.jsonl`, { numbers: "python-text" });
  expect(rows.filter((row) => String(row.target).endsWith(".0"))).toHaveLength(1016);
});
