// What short dataset names stand for, and the families that have none because they only read files.

import { bareNames, defaultVariant, findFamily, listFamilies } from "./catalog.ts";
import type { DatasetFamily } from "./define.ts";

export interface ShortName {
  name: string;
  /** The variant that it means for base models. */
  base: string;
  /** And for chat models. */
  chat: string;
}

export interface Reader {
  /** What `source.type` takes. */
  name: string;
  path: string;
  title: string;
}

interface Family {
  name: string;
  value: DatasetFamily;
}

export async function listShortNames(): Promise<ShortName[]> {
  const families = (await loadFamilies()).filter(({ value }) => !isReader(value));
  const bare = families.flatMap(({ value }) => bareNames(value).map((name) => meaningOf(name, value)));
  const aliases = families.flatMap(({ value }) =>
    Object.entries(value.aliases ?? {}).map(([name, variant]) => ({ name, base: variant, chat: variant })),
  );
  return [...bare, ...aliases].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function listReaders(): Promise<Reader[]> {
  const families = (await loadFamilies()).filter(({ value }) => isReader(value));
  return families.map(({ name, value }) => ({
    name,
    path: `configs/datasets/${name}.ts`,
    title: value.title.replace(/ \(rows only\)$/, ""),
  }));
}

function loadFamilies(): Promise<Family[]> {
  return Promise.all(listFamilies().map(async (name) => ({ name, value: await findFamily(name) })));
}

function isReader({ variants }: DatasetFamily): boolean {
  return Object.keys(variants).length === 0;
}

function meaningOf(name: string, value: DatasetFamily): ShortName {
  const { aliases = {} } = value;
  const [base, chat] = (["base", "chat"] as const).map((kind) => {
    const variant = defaultVariant({ name, value }, new Set([kind]));
    return aliases[variant] ?? variant;
  });
  return { name, base: base ?? "", chat: chat ?? "" };
}
