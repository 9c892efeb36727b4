// What was asked for, as plain data: the command line writes it, every worker resolves the same configuration from it, and
// it is stored in the workspace so that a later stage can be run without repeating it.

import type { ModelInput } from "../config/model-schema.ts";
import type { Dimension } from "../core/dimension.ts";

export type RunMode = "all" | "infer" | "eval" | "viz";

/** As OpenCompass's flags --custom-dataset-… ask for it; what is left out is seen from the file's columns. */
export interface CustomDatasetRequest {
  path: string;
  dataType?: "mcq" | "qa";
  inferMethod?: "gen" | "ppl";
  metaPath?: string;
}

export interface Invocation {
  /** Folder that relative paths refer to. */
  cwd: string;
  /** A config file or the name of a built-in evaluation. */
  config?: string;
  /** Folder with models/ and datasets/ of the user's own; absent: configs/ beside the config and here. */
  configDir?: string;
  /** Names of models; given, they replace the config's. */
  models: string[];
  /** Model files or folders; given, they replace the config's models too. */
  modelPaths: string[];
  /** Names of datasets; given, they replace the config's. */
  datasets: string[];
  /** A table of the user's own, asked beside the datasets that are named. */
  customDataset?: CustomDatasetRequest;
  /** What is kept of the datasets; without any, what the defaults of all families are chosen by. */
  dimensions?: Dimension[];
  /** Fields that override those of every model. */
  modelOverrides: Partial<ModelInput>;
  /** Every dataset is asked and scored OpenCompass's way, also where the default corrects it. */
  compat?: "opencompass";
  /** Every row is asked alone, in batches of a fixed shape: its answer depends on nothing but its own prompts. */
  deterministic?: true;
  /** First N rows of each dataset entry. */
  limit?: number;
  /** Python slice over each dataset entry's rows. */
  range?: string;
  dataDir?: string;
  /** Folders searched for model files, before OC_LOCAL_MODELS, ./models and the package's own. */
  modelDirs: string[];
  /** Set where a run's folder says what is read, not the user: what of it may be code is looked at before (stored-code.ts). */
  stored?: StoredSource;
  /** What chat templates that ask for the date are told (core/render-time.ts); without it the config's, or now. */
  date?: string;
}

/** Whether flags say what is asked; a config may say it otherwise. */
export function namesDatasets(invocation: Pick<Invocation, "datasets" | "dimensions" | "customDataset">): boolean {
  const { datasets, dimensions, customDataset } = invocation;
  return datasets.length > 0 || dimensions !== undefined || customDataset !== undefined;
}

/** The run whose folder an invocation was read from. */
export interface StoredSource {
  /** Absolute path of the run's folder, and its name. */
  folder: string;
  timestamp: string;
  /** What the run was started with: files without links, with the hashes they had. */
  executed: readonly { path: string; sha256: string }[];
  /** A folder of entries that the user has named now. */
  named?: string;
  /** What else it was asked with, for people: whoever names its config again says it again. */
  flags: readonly string[];
}

export type LogFormat = "json" | "text";

/** What a run computes with. */
export type RunSettings = {
  mode: RunMode;
  workDir: string;
  /** Scoring convention that the table shows for datasets scored by label; none: each dataset's own. */
  metric: string | undefined;
  /** A dataset of which some rows failed is scored over the others. */
  partial: boolean;
  /** Absolute path of the folder of answers that runs share; absent: none is used. */
  cache: string | undefined;
  /** Timestamp of an earlier run, or "latest". */
  reuse: string | undefined;
  /** A command that is told when the run starts, ends and tasks fail; "": one was asked for, and none is named. */
  hook: string | undefined;
  /** Address of a Feishu or Lark bot that is told the same; "" likewise. */
  lark: string | undefined;
  /** Form of the lines in logs/. */
  logFormat: LogFormat;
  /** One task after the other in this process, everything on screen. */
  debug: boolean;
  /** Workers that share a GPU and its memory. */
  maxWorkersPerGpu: number;
  /** Slurm partition. */
  partition: string | undefined;
  /** Slurm's quality of service. */
  qos: string | undefined;
  /**
   * Restarts of the inference process before the rows in flight are asked one at a time; on Slurm also how often a failed shard is
   * submitted again.
   */
  retry: number;
  /** An inference process of which a worker makes no step for so long is killed and started again. */
  stuckAfterSeconds: number;
} & (
  | { /** Jobs of the Slurm cluster, and how many at the same time. */ slurm: true; maxNumWorkers: number }
  | { /** Most workers; none: one for each GPU, one on the CPU. */ slurm: false; maxNumWorkers: number | undefined }
);

/** What flags say of them. */
export type RunOptions = Pick<RunSettings, "mode" | "debug"> &
  Partial<Omit<RunSettings, "mode" | "debug" | "hook" | "lark">> & {
    /** True: the command of the config. */
    hook?: string | true;
    /** The bot of the config, or of the environment. */
    lark?: boolean;
  };
