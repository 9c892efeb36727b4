// Whether the files of one dataset family are there and can be read, and how many rows they have.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { variantsOf } from "../../config/catalog.ts";
import type { DatasetConfig } from "../../config/dataset-schema.ts";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { DataRoot } from "../../data/data-root.ts";
import { loadSplits } from "../../plan/plan-run.ts";
import { type Finding, fail, info, ok, warn } from "../check.ts";

/** @param name Of the family's file in configs/datasets. */
export async function checkDataset(name: string, root: DataRoot): Promise<Finding> {
  const entries = distinctSources(await variantsOf(name));
  const parts: Part[] = [];
  for (const entry of entries) parts.push(await readPart(entry, root.path));
  return describe(parts, root);
}

interface Part {
  /** Below the data folder. */
  path: string;
  /** Null where it could not be read. */
  rows: number | null;
  error?: unknown;
}

/** Variants differ in prompts and mostly read the same files: of each path, the entries of the first that reads it. */
function distinctSources(variants: readonly DatasetConfig[][]): DatasetConfig[] {
  const taken = new Map<string, { variant: number; entries: Map<string, DatasetConfig> }>();
  for (const [variant, entries] of variants.entries()) {
    for (const entry of entries) {
      const { path } = entry.source;
      const known = taken.get(path) ?? { variant, entries: new Map() };
      taken.set(path, known);
      if (known.variant === variant) known.entries.set(JSON.stringify(entry.source), entry);
    }
  }
  return [...taken.values()].flatMap((source) => [...source.entries.values()]);
}

async function readPart(entry: DatasetConfig, folder: string): Promise<Part> {
  try {
    return { path: entry.source.path, rows: (await loadSplits(entry, folder)).test.length };
  } catch (error) {
    return { path: entry.source.path, rows: null, error };
  }
}

/** A path that is not there belongs to variants that nobody brought data for; one that lacks files is a problem. */
function describe(all: readonly Part[], { path: root, isSample }: DataRoot): Finding {
  const isBrought = (path: string) =>
    existsSync(resolve(root, path)) || all.some((part) => part.path === path && !isMissing(part.error));
  const parts = all.filter(({ path }) => isBrought(path));
  const absent = [...new Set(all.map(({ path }) => path))].filter((path) => !isBrought(path));
  const missing = parts.filter(({ error }) => isMissing(error));
  const broken = parts.filter(({ error }) => error !== undefined && !isMissing(error));
  const rows = parts.reduce((sum, part) => sum + (part.rows ?? 0), 0);
  const readCount = parts.length - missing.length - broken.length;
  const found = `${rows} rows${parts.length === 1 ? "" : ` in ${readCount} of ${parts.length} parts`}`;
  const without = absent.length === 0 ? "" : `; not there: ${absent.join(", ")}`;
  if (all.length === 0) return info("no prompts for it yet: a config can bring them and read its files");
  if (parts.length === 0) return info(`not there (${absent.join(", ")})`);
  if (broken.length > 0) return describeBroken(broken, found);
  if (missing.length === 0) return ok(found + without);
  if (isSample) return info(`${found}, a sample`);
  const first = missing[0]?.error;
  const remedy = first instanceof OcLocalError && first.hint !== undefined ? first.hint : "bring the missing files";
  return warn(`incomplete, ${found}: ${errorMessage(first)}`, remedy);
}

function describeBroken(broken: readonly Part[], found: string): Finding {
  const first = broken[0]?.error;
  const more = broken.length === 1 ? "" : ` (and ${broken.length - 1} more)`;
  const remedy = first instanceof OcLocalError ? first.hint : undefined;
  return fail(`${found}; cannot be read: ${errorMessage(first)}${more}`, remedy ?? "bring the file again");
}

function isMissing(error: unknown): boolean {
  return error instanceof OcLocalError && error.code === "MISSING_DATA";
}
