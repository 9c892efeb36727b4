// Loaders of the shipped families on small files, and what every dataset goes through after loading: labels, repeats,
// splits and ranges.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findLoader } from "../../../src/config/catalog.ts";
import type { LoadedDataset, Range, ReaderConfig } from "../../../src/core/dataset.ts";
import { applyReader } from "../../../src/data/apply-reader.ts";
import { alignColumns, labelRows } from "../../../src/data/label-rows.ts";
import { upstreamLoaders } from "../../configs/upstream-parts.ts";
import { type GoldenAdapter, NotShipped } from "../golden.ts";

interface LoaderInput {
  op: "load" | "construct";
  loader: string;
  files: Record<string, string>;
  kwargs: {
    path: string;
    data_files?: string;
    split?: string;
    local_mode?: boolean;
    abbr?: string;
    n?: number;
    k?: number | number[];
    reader_cfg?: {
      input_columns: string[];
      output_column: string;
      train_split?: string;
      test_split?: string;
      test_range?: Range;
    };
    [own: string]: unknown;
  };
}

const strictRows = "a malformed record is an error that names its line, where upstream asks an empty question";

const droppedMark = "a byte order mark is no part of the first column's name, as upstream has it";
const strictLabels =
  "a label that is none is an error that names its line, where upstream takes the last option or calls every answer false";

export const adapter: GoldenAdapter = {
  file: "dataset_loaders",
  async run(goldenCase) {
    const input = goldenCase.input as unknown as LoaderInput;
    const loaded = await load(input);
    if (input.op === "construct") return construct(loaded, input.kwargs);
    const aligned = alignColumns(loaded);
    return Array.isArray(aligned) ? aligned : { $splits: aligned };
  },
  excuse({ input }, outcome) {
    const { files } = input as unknown as LoaderInput;
    if (Object.values(files).some((text) => text.startsWith("\ufeff"))) return droppedMark;
    const reason = "threw" in outcome ? String(outcome.threw) : "";
    if (/\.csv:\d+: expected \d+ columns/.test(reason)) return strictRows;
    return /\.lst:\d+: expected a whole number|expected one of the texts .* found (true|false)/.test(reason)
      ? strictLabels
      : undefined;
  },
};

async function load({ loader, files, kwargs }: LoaderInput): Promise<LoadedDataset> {
  const shipped = upstreamLoaders.find(({ upstream }) => upstream === loader);
  if (shipped === undefined) throw new NotShipped(loader);
  const folder = await mkdtemp(join(tmpdir(), "oc-local-loader-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const read = await findLoader(shipped.family);
    const { path, data_files, options } = splitKwargs(kwargs);
    return await read((data_files ?? path).replace("$DIR", folder), { ...shipped.options, ...options });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A path `json` with `data_files` is upstream's generic reader; the other keys are the loader's own. */
function splitKwargs({ path, data_files, abbr, n, k, reader_cfg, split, local_mode, ...own }: LoaderInput["kwargs"]) {
  const camel = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const options = Object.fromEntries(Object.entries(own).map(([key, value]) => [camel(key), value]));
  return { path, data_files, options };
}

function construct(loaded: LoadedDataset, { abbr = "dataset", n = 1, k = 1, reader_cfg }: LoaderInput["kwargs"]) {
  const { input_columns = [], output_column = null, train_split, test_split, test_range } = reader_cfg ?? {};
  const reader: ReaderConfig = {
    inputColumns: input_columns,
    outputColumn: output_column,
    ...(train_split !== undefined && { trainSplit: train_split }),
    ...(test_split !== undefined && { testSplit: test_split }),
    ...(test_range !== undefined && { testRange: test_range }),
  };
  const labelled = labelRows(loaded, { abbr, n, k });
  const splits = Array.isArray(labelled) ? null : [...new Set([...Object.keys(labelled), "train", "test"])].sort();
  return { ...applyReader(labelled, reader, { abbr }), splits };
}
