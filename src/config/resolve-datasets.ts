// The datasets of a run: entries written out in a config, and names looked up in the catalog. A name stands for a dataset or for a
// collection; a dimension keeps what measures it, or stands for the defaults of all families that do.

import { counted } from "../core/counted.ts";
import type { Dimension } from "../core/dimension.ts";
import { OcLocalError } from "../core/errors.ts";
import { groupBy } from "../core/group-by.ts";
import { listed } from "../core/listed.ts";
import type { SummaryGroup } from "../core/summary.ts";
import { unscorableReason } from "../core/unscorable.ts";
import { findDefaults, findFamily, listFamilies, type NamedDatasets } from "./catalog.ts";
import { findCollection, findMember, type LeftOut, unscorable } from "./collections.ts";
import { findDatasetsOrParts } from "./dataset-parts.ts";
import { type DatasetConfig, datasetSchema } from "./dataset-schema.ts";
import type { Collection } from "./define.ts";
import { parseConfig } from "./parse.ts";
import { type UserEntries, withUserLoader } from "./user-entries.ts";

export interface SelectedDatasets {
  entries: DatasetConfig[];
  /** The name that chose each entry; null for one that a config writes out. */
  names: (string | null)[];
  /** What each entry measures, the main one first. */
  dimensions: (readonly Dimension[])[];
  /** Groups of the families that were named. */
  groups: SummaryGroup[];
  collections: SelectedCollection[];
  /** What the collections hold and is not asked, each once. */
  leftOut: LeftOut[];
  /** What names stood for, where that was not obvious: "ceval means ceval_ppl_578f8d". */
  notes: string[];
}

/** Its groups are over its own entries, whatever else is asked. */
export interface SelectedCollection {
  name: string;
  groups: readonly SummaryGroup[];
  entries: { variant: string; abbr: string }[];
}

export interface SelectOptions {
  /** For messages. */
  origin: string;
  user: UserEntries;
  /** What is kept, of any of them. @default everything */
  dimensions?: readonly Dimension[] | undefined;
}

type Kinds = ReadonlySet<"base" | "chat">;

export async function selectDatasets(
  items: readonly (DatasetConfig | string)[],
  kinds: Kinds,
  options: SelectOptions,
): Promise<SelectedDatasets> {
  const selection = new Selection(options);
  for (const [i, item] of items.entries()) {
    if (typeof item !== "string") await selection.addWritten(item, i);
    else {
      const collection = await findCollection(item);
      if (collection === undefined) await selection.addNamed(item, kinds);
      else await selection.addCollection(collection);
    }
  }
  if (items.length === 0) await selection.addDefaults(kinds);
  return selection.selected();
}

class Selection {
  readonly #selected: SelectedDatasets = {
    ...{ entries: [], names: [], dimensions: [], groups: [], collections: [], leftOut: [], notes: [] },
  };
  /** Chosen by a part, a collection or a dimension: naming them again adds nothing. */
  readonly #passing = new Set<string>();
  readonly #options: SelectOptions;

  constructor(options: SelectOptions) {
    this.#options = options;
  }

  async addWritten(item: DatasetConfig, place: number): Promise<void> {
    const { origin, user } = this.#options;
    const entry = parseConfig(datasetSchema, item, `${origin}: datasets[${place}]`);
    const dimensions = await dimensionsOfLoader(entry, user);
    if (this.#isWanted(dimensions)) this.#add(await withUserLoader(entry, user), null, dimensions);
  }

  async addNamed(item: string, kinds: Kinds): Promise<void> {
    const { name, meaning, family, entries } = await findDatasetsOrParts(item, kinds, this.#options.user);
    if (!this.#isWanted(family.dimensions)) return;
    // A part may be named beside the whole, or twice.
    const isPart = meaning !== name;
    for (const entry of entries) {
      if (this.#passing.has(keyOf(entry, name)) || (isPart && this.#isChosen(entry, name))) continue;
      if (isPart) this.#passing.add(keyOf(entry, name));
      this.#add(entry, name, family.dimensions);
    }
    if (meaning !== item) this.#selected.notes.push(`${item} means ${meaning}`);
    this.#addGroups(family.groups);
  }

  async addCollection({ name, value }: { name: string; value: Collection }): Promise<void> {
    const collection: SelectedCollection = { name, groups: value.groups ?? [], entries: [] };
    const lost: LeftOut[] = [];
    for (const member of value.members) {
      const { found, dimensions, leftOut } = await findMember(member, this.#options.user);
      if (!this.#isWanted(dimensions)) continue;
      if (found !== undefined) this.#addScorable(found, collection);
      lost.push(...leftOut);
    }
    this.#selected.collections.push(collection);
    this.#leaveOut(name, lost);
  }

  /** The defaults of every family that measures what is wanted. */
  async addDefaults(kinds: Kinds): Promise<void> {
    const { dimensions = [] } = this.#options;
    if (kinds.size > 1)
      throw new OcLocalError(
        "CONFIG",
        "--dimension: base models are asked by ppl, chat models by gen, and this run has both",
        { hint: "run them one after the other, or name the variants with --datasets" },
      );
    const lost: LeftOut[] = [];
    const isWanted = (of: readonly Dimension[] = []) => this.#isWanted(of);
    for (const found of await findDefaults(kinds, isWanted, this.#options.user)) {
      this.#addScorable(found);
      lost.push(...unscorable(found));
    }
    this.#leaveOut(`--dimension ${dimensions.join(" ")}`, lost);
  }

  selected(): SelectedDatasets {
    const { leftOut, names, entries } = this.#selected;
    const asked = new Set(entries.map((entry, i) => keyOf(entry, names[i] ?? "")));
    const seen = new Set<string>();
    const isGap = ({ row, variant }: LeftOut) => {
      const key = keyOf({ abbr: row }, variant);
      if (asked.has(key) || seen.has(key)) return false;
      seen.add(key);
      return true;
    };
    return { ...this.#selected, leftOut: leftOut.filter(isGap) };
  }

  #addScorable({ name, family, entries }: NamedDatasets, collection?: SelectedCollection): void {
    const scorable = entries.filter(({ evaluate }) => unscorableReason(evaluate.evaluator) === undefined);
    for (const entry of scorable) {
      collection?.entries.push({ variant: name, abbr: entry.abbr });
      this.#passing.add(keyOf(entry, name));
      if (!this.#isChosen(entry, name)) this.#add(entry, name, family.dimensions);
    }
    if (scorable.length > 0) this.#addGroups(family.groups);
  }

  #add(entry: DatasetConfig, name: string | null, dimensions: readonly Dimension[] = []): void {
    this.#selected.entries.push(entry);
    this.#selected.names.push(name);
    this.#selected.dimensions.push(dimensions);
  }

  #addGroups(groups: readonly SummaryGroup[] = []): void {
    for (const group of groups) if (!this.#selected.groups.includes(group)) this.#selected.groups.push(group);
  }

  #leaveOut(from: string, lost: readonly LeftOut[]): void {
    this.#selected.leftOut.push(...lost);
    if (lost.length > 0) this.#selected.notes.push(describeLeftOut(from, lost));
  }

  #isWanted(of: readonly Dimension[] = []): boolean {
    const { dimensions = [] } = this.#options;
    return dimensions.length === 0 || of.some((dimension) => dimensions.includes(dimension));
  }

  #isChosen({ abbr }: DatasetConfig, variant: string): boolean {
    const { entries, names } = this.#selected;
    return entries.some((entry, at) => entry.abbr === abbr && names[at] === variant);
  }
}

function keyOf({ abbr }: Pick<DatasetConfig, "abbr">, variant: string): string {
  return `${variant} ${abbr}`;
}

/** Those of one reason together. */
function describeLeftOut(from: string, lost: readonly LeftOut[]): string {
  const byReason = groupBy(lost, ({ reason }) => reason.split(";")[0] ?? "");
  const texts = [...byReason].map(([reason, sets]) => {
    const rows = sets.map(({ row }) => row);
    return `${listed(rows, 4)}: ${reason}`;
  });
  return `${from}: ${counted(lost.length, "dataset")} left out, with a row that says why (${texts.join("; ")})`;
}

/** What the family measures that an entry of a config is read by. */
async function dimensionsOfLoader({ source }: DatasetConfig, user: UserEntries): Promise<readonly Dimension[]> {
  const { type } = source;
  if (typeof type !== "string") return [];
  const own = (await user.datasets()).find(({ name }) => name === type);
  const family = own?.value ?? (listFamilies().includes(type) ? await findFamily(type) : undefined);
  return family?.dimensions ?? [];
}
