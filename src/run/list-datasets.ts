// What a listing says of each dataset that --datasets takes: what it measures, how it is asked and scored, what scoring it needs, and,
// where that is asked for, how many rows of it the data here has.

import { type CatalogEntry, listBuilders } from "../config/catalog.ts";
import type { DatasetConfig } from "../config/dataset-schema.ts";
import type { UserEntries } from "../config/user-entries.ts";
import type { Dimension } from "../core/dimension.ts";
import { OcLocalError } from "../core/errors.ts";
import { type MissingPart, unscorableSpec } from "../core/unscorable.ts";
import { loadSplits } from "../plan/open-dataset.ts";
import { labelOf } from "../plan/parts.ts";
import { wayOfAsking } from "../plan/ways-of-asking.ts";

export interface ListedDataset extends CatalogEntry {
  dimensions: readonly Dimension[];
  /** "gen", "ppl" …: more than one where its parts are asked in several ways. */
  modes: string[];
  evaluators: string[];
  /** What scoring it needs and is not here; empty: it is scored. */
  needs: MissingPart[];
  /** Parts, as C-Eval's subjects are. */
  parts: number;
  entries: readonly DatasetConfig[];
}

export async function describeDatasets(user: UserEntries): Promise<ListedDataset[]> {
  const builders = await listBuilders(user);
  return builders.map(({ name, path, family, build }) => {
    const entries = buildOrTell(build, { path, user });
    const specs = entries.map(({ evaluate }) => unscorableSpec(evaluate.evaluator));
    return {
      name,
      path,
      dimensions: family.dimensions ?? [],
      modes: distinct(entries.map((entry) => wayOfAsking(entry).tableMode)),
      evaluators: distinct(entries.map(({ evaluate }, i) => specs[i]?.upstream ?? labelOf(evaluate.evaluator))),
      needs: distinct(specs.flatMap((spec) => (spec === undefined ? [] : [spec.needs]))),
      parts: entries.length,
      entries,
    };
  });
}

/** A user's entry that cannot be made is told, and listed by its name alone. */
function buildOrTell(
  build: () => DatasetConfig[],
  { path, user }: { path: string; user: UserEntries },
): readonly DatasetConfig[] {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
    user.notes.push(`${path}: ${error.message}`);
    return [];
  }
}

/** Rows that would be asked; null where no part of it is there. Variants that read the same rows read them once. */
export class RowCounts {
  readonly #dataRoot: string;
  readonly #bySource = new Map<string, Promise<number | null>>();

  constructor(dataRoot: string) {
    this.#dataRoot = dataRoot;
  }

  async rowsOf(entries: readonly DatasetConfig[]): Promise<{ rows: number | null; partsWithoutData: number }> {
    let rows: number | null = null;
    let partsWithoutData = 0;
    for (const entry of entries) {
      const found = await this.#rowsOfEntry(entry);
      if (found === null) partsWithoutData += 1;
      else rows = (rows ?? 0) + found;
    }
    return { rows, partsWithoutData };
  }

  #rowsOfEntry(entry: DatasetConfig): Promise<number | null> {
    const { source, reader } = entry;
    const { type } = source;
    const key = JSON.stringify([typeof type === "string" ? type : String(type), source, reader]);
    const known = this.#bySource.get(key) ?? this.#count(entry);
    this.#bySource.set(key, known);
    return known;
  }

  /** What cannot be read has no rows here; a run says why. */
  async #count(entry: DatasetConfig): Promise<number | null> {
    try {
      return (await loadSplits(entry, this.#dataRoot)).test.length;
    } catch (error) {
      if (error instanceof OcLocalError) return null;
      throw error;
    }
  }
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
