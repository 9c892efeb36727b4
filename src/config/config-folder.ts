// The files of configs/models, configs/datasets and configs/collections: the folders are the registry, a file added there is known.

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { OcLocalError } from "../core/errors.ts";
import { codeRoot, moduleExtension } from "../core/package.ts";

export interface LoadedFile<T> {
  /** Of the file, without its suffix. */
  name: string;
  path: string;
  value: T;
}

export type ConfigFolder = "models" | "datasets" | "collections";

const loaded = new Map<ConfigFolder, Promise<LoadedFile<unknown>[]>>();

/** Every file; once for the process, as each of many names is looked up among all of them. */
export function loadFolder<T>(folder: ConfigFolder): Promise<LoadedFile<T>[]> {
  const known = loaded.get(folder) ?? loadFiles(folder);
  loaded.set(folder, known);
  return known as Promise<LoadedFile<T>[]>;
}

async function loadFiles(folder: ConfigFolder): Promise<LoadedFile<unknown>[]> {
  return Promise.all(
    listFolder(folder).map(async (name) => ({
      name,
      path: `configs/${folder}/${name}.ts`,
      value: await importConfig<unknown>(folder, name),
    })),
  );
}

/** Names of the files. @param folder "": configs/ itself. */
export function listFolder(folder: ConfigFolder | ""): string[] {
  return readdirSync(join(codeRoot, "configs", folder))
    .filter((file) => file.endsWith(moduleExtension) && !file.endsWith(".d.ts") && !file.startsWith("_"))
    .map((file) => file.slice(0, -moduleExtension.length))
    .sort();
}

export async function importConfig<T>(folder: ConfigFolder | "", name: string): Promise<T> {
  const file = join(codeRoot, "configs", folder, `${name}${moduleExtension}`);
  const module = (await import(pathToFileURL(file).href)) as { default?: T };
  if (module.default === undefined) {
    throw new OcLocalError("CONFIG", `${relative(codeRoot, file)}: no default export`);
  }
  return module.default;
}
