// What a config file calls. These functions return what they are given: they exist for types, completion and early errors.

import type { LoadedDataset } from "../core/dataset.ts";
import type { Dimension } from "../core/dimension.ts";
import type { SummaryGroup } from "../core/summary.ts";
import type { DatasetConfig } from "./dataset-schema.ts";
import type { EvalConfigInput } from "./eval-schema.ts";
import type { ModelInput } from "./model-schema.ts";

/**
 * Reads one dataset entry. `path` is absolute; `options` are the other keys of the entry's `source`; `splits` are those that are
 * needed: others may be left out, and all are read where it is absent.
 */
export type DatasetLoader = (
  path: string,
  options: Record<string, unknown>,
  splits?: readonly string[],
) => Promise<LoadedDataset>;

/** A dataset with everything its variants share. The file's name is the family's name. */
export interface DatasetFamily {
  /** One line for listings. */
  title: string;
  /** What it measures, the main one first: `--dimension` finds it by any of them, the table shows it under the first. */
  dimensions?: readonly Dimension[];
  /** Absent where every variant's `source.type` names another family. */
  load?: DatasetLoader;
  /** Variant name, as OpenCompass names its config file, to the entries it stands for. Built on demand. */
  variants: Record<string, () => DatasetConfig[]>;
  /** Default names: `ceval_gen` answers to one of the variants. */
  aliases?: Record<string, string>;
  /** Averages shown below the rows of this family. */
  groups?: SummaryGroup[];
}

/** Returns the family with its variants' names in the type, so that another config can call them. */
export function defineDataset<Family extends DatasetFamily>(family: Family): Family {
  return family;
}

/** Benchmarks that one name stands for, as OpenCompass's collections of config files do. The file's name is the name. */
export interface Collection {
  /** One line for listings. */
  title: string;
  members: readonly CollectionMember[];
  /** Averages over members, by the rows that they have in a table, or over averages of their families. */
  groups?: readonly SummaryGroup[];
}

/** A variant below the folder that OpenCompass has it in: "mmlu/mmlu_gen_4d595a". */
export type CollectionMember =
  | string
  | {
      variant: string;
      /** Rows of the table that stand for it where it is not built in. @default the variant's name */
      rows?: readonly string[];
      /** What it measures, where no family of the folder's name says it. */
      dimensions?: readonly Dimension[];
    };

export function defineCollection(collection: Collection): Collection {
  return collection;
}

/** Models of one family; the key is the name `--models` takes. */
export type ModelFamily = Record<string, ModelInput>;

export function defineModels(family: ModelFamily): ModelFamily {
  return family;
}

/**
 * A config's datasets may be entries or names (`"ceval_gen"`), its models entries or names (`"hf_internlm2_1_8b"`);
 * names are looked up among the built-in ones.
 */
export interface EvalConfigFile extends Omit<EvalConfigInput, "models" | "datasets"> {
  models?: (ModelInput | string)[];
  datasets?: (DatasetConfig | string)[];
}

/** Fields as OpenCompass spells them: max_out_len, run_cfg, infer_cfg … */
interface UpstreamFields {
  [field: `${string}_${string}`]: unknown;
}

type WrittenModel = Partial<ModelInput> & { type?: string } & UpstreamFields;
type WrittenDataset = DatasetConfig | ({ abbr?: string; type: string; path: string; name?: string } & UpstreamFields);

/** A config as a file may write it: in our spelling or in OpenCompass's, one entry or several. */
export interface WrittenConfig
  extends Omit<EvalConfigFile, "models" | "datasets" | "summarizer" | "infer" | "eval">,
    UpstreamFields {
  models?: WrittenModel | string | (WrittenModel | string)[];
  datasets?: WrittenDataset | string | (WrittenDataset | string)[];
  summarizer?: EvalConfigFile["summarizer"] | UpstreamFields;
  infer?: EvalConfigFile["infer"] | Record<"partitioner" | "runner", { type: string } & UpstreamFields>;
  eval?: EvalConfigFile["eval"] | Record<"partitioner" | "runner", { type: string } & UpstreamFields>;
}

export function defineConfig(config: WrittenConfig): WrittenConfig {
  return config;
}

/** Copies of the entries with some fields changed: `patch(entries, (entry) => ({ abbr: `mine_${entry.abbr}` }))`. */
export function patch<Entry extends object>(
  entries: readonly Entry[],
  change: (entry: Entry) => Partial<Entry>,
): Entry[] {
  return entries.map((entry) => ({ ...entry, ...change(entry) }));
}
