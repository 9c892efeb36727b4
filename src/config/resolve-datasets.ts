// The datasets of a run: entries written out in a config, and names looked up in the catalog.

import type { SummaryGroup } from "../core/summary.ts";
import { findDatasetsOrParts } from "./dataset-parts.ts";
import { type DatasetConfig, datasetSchema } from "./dataset-schema.ts";
import { parseConfig } from "./parse.ts";
import { type UserEntries, withUserLoader } from "./user-entries.ts";

export interface SelectedDatasets {
  entries: DatasetConfig[];
  /** The name that chose each entry; null for one that a config writes out. */
  names: (string | null)[];
  /** Groups of the families that were named. */
  groups: SummaryGroup[];
  /** What names stood for, where that was not obvious: "ceval means ceval_ppl_578f8d". */
  notes: string[];
}

export async function selectDatasets(
  items: readonly (DatasetConfig | string)[],
  kinds: ReadonlySet<"base" | "chat">,
  { origin, user }: { origin: string; user: UserEntries },
): Promise<SelectedDatasets> {
  const selected: SelectedDatasets = { entries: [], names: [], groups: [], notes: [] };
  const byPart = new Set<string>();
  for (const [i, item] of items.entries()) {
    if (typeof item !== "string") {
      const entry = parseConfig(datasetSchema, item, `${origin}: datasets[${i}]`);
      selected.entries.push(await withUserLoader(entry, user));
      selected.names.push(null);
      continue;
    }
    const { name, meaning, family, entries } = await findDatasetsOrParts(item, kinds, user);
    // A part may be named beside the whole, or twice.
    const isPart = meaning !== name;
    const added = entries.filter(
      (entry) => !byPart.has(keyOf(entry, name)) && !(isPart && isChosen(selected, entry, name)),
    );
    if (isPart) for (const entry of added) byPart.add(keyOf(entry, name));
    selected.entries.push(...added);
    selected.names.push(...added.map(() => name));
    if (meaning !== item) selected.notes.push(`${item} means ${meaning}`);
    for (const group of family.groups ?? []) {
      if (!selected.groups.includes(group)) selected.groups.push(group);
    }
  }
  return selected;
}

function keyOf({ abbr }: DatasetConfig, variant: string): string {
  return `${variant} ${abbr}`;
}

function isChosen({ entries, names }: SelectedDatasets, { abbr }: DatasetConfig, variant: string): boolean {
  return entries.some((entry, at) => entry.abbr === abbr && names[at] === variant);
}
