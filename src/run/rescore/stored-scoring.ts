// How the answers of a stored run are scored, as plain data: the newest resolved config that its folder holds. Nothing is executed
// for it. What no data can hold, a function of the user's own config, is named there; who needs it has to read that config.

import { z } from "zod";
import { type DatasetConfig, datasetSchema } from "../../config/dataset-schema.ts";
import { subset, summaryGroupSchema } from "../../config/eval-schema.ts";
import { parseConfig } from "../../config/parse.ts";
import type { UserEntries } from "../../config/user-entries.ts";
import { dimensions } from "../../core/dimension.ts";
import { OcLocalError } from "../../core/errors.ts";
import { checkGroups } from "../../plan/check-groups.ts";
import type { ResolvedDataset, ResolvedScoring } from "../../plan/resolve.ts";
import { dumpPaths } from "../../store/stored/dump-paths.ts";
import { plainFileBytes, readStoredJson } from "../../store/stored/stored-json.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import { leavesOut } from "../dump-config.ts";

export interface StoredScoring extends ResolvedScoring {
  /** Ids of datasets whose config holds what cannot be stored. */
  incomplete: ReadonlySet<string>;
}

const names = z.object({
  id: z.string().min(1),
  version: z.string(),
  mode: z.string(),
  variant: z.string().nullable().default(null),
  dimension: z.enum(dimensions).exactOptional(),
});

const schema = z.looseObject({
  datasets: z.array(z.looseObject({ id: z.string() })),
  leftOut: z
    .array(
      z.object({
        id: z.string(),
        variant: z.string(),
        reason: z.string(),
        dimension: z.enum(dimensions).exactOptional(),
      }),
    )
    .default([]),
  summarizer: z.object({
    datasetAbbrs: z.array(subset).nullable().default(null),
    summaryGroups: z.array(summaryGroupSchema),
  }),
});

/** Of the newest start whose config can be read; undefined where there is none. */
export function readStoredScoring(workspace: Workspace): StoredScoring | undefined {
  for (const path of dumpPaths(workspace)) {
    const found = readWhole(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Undefined where it is damaged: the one before may be whole. */
function readWhole(path: string): StoredScoring | undefined {
  try {
    const dump = readStoredJson(path, schema, { expected: "a resolved config", hint: "", maxBytes: plainFileBytes });
    const datasets = dump.datasets.map((entry, i) => datasetOf(entry, `${path}: datasets[${i}]`));
    const { datasetAbbrs, summaryGroups: groups } = dump.summarizer;
    checkGroups(groups);
    const incomplete = new Set(datasets.filter(({ config }) => leavesOut(config)).map(({ id }) => id));
    const rows = { datasets, leftOut: dump.leftOut, groups, datasetAbbrs: datasetAbbrs ?? undefined };
    return { ...rows, infer: {}, notes: [], incomplete };
  } catch (error) {
    if (error instanceof OcLocalError) return undefined;
    throw error;
  }
}

function datasetOf(
  { id, version, mode, variant, dimension, ...config }: Record<string, unknown>,
  origin: string,
): ResolvedDataset {
  return {
    ...parseConfig(names, { id, version, mode, variant, ...(dimension !== undefined && { dimension }) }, origin),
    config: parseConfig(datasetSchema, config, origin),
  };
}

/** What names are looked up in where nothing of the user's own is executed: the entries of the run, by variant and by id. */
export function storedEntries({ datasets }: Pick<ResolvedScoring, "datasets">): UserEntries {
  const variants = new Map<string, DatasetConfig[]>();
  for (const { id, variant, config } of datasets) {
    variants.set(id, [config]);
    if (variant !== null && variant !== id) variants.set(variant, [...(variants.get(variant) ?? []), config]);
  }
  const built = [...variants].map(([name, entries]) => [name, () => entries] as const);
  const family = { title: "the stored run", variants: Object.fromEntries(built) };
  return {
    notes: [],
    models: async () => [],
    datasets: async () => [{ name: "", path: "the stored run", value: family }],
  };
}
