// The library's public names: what a config file or a program built on oc-local imports.

export type { DatasetConfig } from "./config/dataset-schema.ts";
export {
  type Collection,
  type CollectionMember,
  type DatasetFamily,
  type DatasetLoader,
  defineCollection,
  defineConfig,
  defineDataset,
  defineModels,
  type EvalConfigFile,
  type ModelFamily,
  patch,
  type WrittenConfig,
} from "./config/define.ts";
export { env } from "./config/env.ts";
export type { EvalConfig } from "./config/eval-schema.ts";
export type { ModelConfig, ModelInput } from "./config/model-schema.ts";
export type { LoadedDataset, Row } from "./core/dataset.ts";
export type { Dimension } from "./core/dimension.ts";
export { OcLocalError } from "./core/errors.ts";
export type { JsonValue } from "./core/json.ts";
export type { SummaryGroup } from "./core/summary.ts";
export { type CsvOptions, readCsv, type TextRow } from "./data/csv.ts";
export { sampleDataPath } from "./data/data-root.ts";
export { type HubOptions, readHubSplit } from "./data/hub-folder.ts";
export { type JsonOptions, readJson } from "./data/json.ts";
export { asRows } from "./data/json-rows.ts";
export { readJsonl } from "./data/jsonl.ts";
export { readParquet } from "./data/parquet.ts";
export { readTsv, type TsvOptions } from "./data/tsv.ts";
export { readText, type TextOptions } from "./data/txt.ts";
export { extractBoxedAnswer } from "./postprocess/math/boxed.ts";
export { parseStringList } from "./postprocess/text/string-literal.ts";
