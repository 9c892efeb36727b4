// Collections by name: configs/collections is the registry. A member is asked where it is built in and can be scored; any other is left
// out, with its reason.

import type { Dimension } from "../core/dimension.ts";
import { unscorableReason } from "../core/unscorable.ts";
import { type CatalogEntry, findVariant, type NamedDatasets } from "./catalog.ts";
import { importConfig, listFolder, loadFolder } from "./config-folder.ts";
import { nameIn } from "./config-path.ts";
import type { Collection, CollectionMember, DatasetFamily } from "./define.ts";
import type { UserEntries } from "./user-entries.ts";

/** What a collection or a dimension holds and a run does not ask: a row of the table that says why. */
export interface LeftOut {
  /** The dataset's abbr, or the row that stands for a member that is not built in. */
  row: string;
  variant: string;
  reason: string;
  dimensions: readonly Dimension[];
}

export interface FoundMember {
  /** Undefined where it is not built in. */
  found: NamedDatasets | undefined;
  dimensions: readonly Dimension[];
  leftOut: LeftOut[];
}

export async function listCollections(): Promise<(CatalogEntry & Pick<Collection, "title" | "members">)[]> {
  const files = await loadFolder<Collection>("collections");
  return files.map(({ name, path, value: { title, members } }) => ({ name, path, title, members }));
}

/** Undefined where no collection has the name. */
export async function findCollection(reference: string): Promise<{ name: string; value: Collection } | undefined> {
  const name = nameIn(reference);
  if (!listFolder("collections").includes(name)) return undefined;
  return { name, value: await importConfig<Collection>("collections", name) };
}

export async function findMember(member: CollectionMember, user?: UserEntries): Promise<FoundMember> {
  const { variant: reference, rows, dimensions: own } = typeof member === "string" ? { variant: member } : member;
  const variant = variantOf(reference);
  const found = await findVariant(variant, user);
  const dimensions = found?.family.dimensions ?? own ?? (await dimensionsOf(folderOf(reference)));
  if (found !== undefined) return { found, dimensions, leftOut: unscorable(found) };
  const leftOut = (rows ?? [variant]).map((row) => ({
    row,
    variant,
    reason: `${variant} is not built in`,
    dimensions,
  }));
  return { found, dimensions, leftOut };
}

/** Entries that nothing here can score. */
export function unscorable({ name: variant, family: { dimensions = [] }, entries }: NamedDatasets): LeftOut[] {
  return entries.flatMap(({ abbr: row, evaluate }): LeftOut[] => {
    const reason = unscorableReason(evaluate.evaluator);
    return reason === undefined ? [] : [{ row, variant, reason, dimensions }];
  });
}

/** "mmlu/mmlu_gen_4d595a" is the variant mmlu_gen_4d595a of OpenCompass's folder mmlu. */
export function variantOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

function folderOf(reference: string): string {
  return reference.slice(0, Math.max(0, reference.indexOf("/")));
}

async function dimensionsOf(family: string): Promise<readonly Dimension[]> {
  if (!listFolder("datasets").includes(family)) return [];
  return (await importConfig<DatasetFamily>("datasets", family)).dimensions ?? [];
}
