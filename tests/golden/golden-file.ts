// Reading golden files: which adapter runs one, and whether it has the form.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { parseJson } from "../../src/data/json.ts";
import type { GoldenAdapter, GoldenFile } from "./golden.ts";

const adaptersDir = fileURLToPath(new URL("./adapters", import.meta.url));
const adapterNames = readdirSync(adaptersDir)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => basename(file, ".ts"));

const schema = z.looseObject({
  cases: z.array(z.looseObject({ name: z.string(), input: z.record(z.string(), z.unknown()), expected: z.unknown() })),
});

/** A folder of golden files and the second set beside it, where there is one: golden, golden2. */
export function goldenFolders(folder: string): string[] {
  return [folder, `${folder}2`].filter(existsSync);
}

/** Paths of a folder's golden files, by name. @throws Error when there is no such folder or nothing in it. */
export function listGoldenFiles(folder: string): string[] {
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}: name one that holds golden files`);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  if (files.length === 0) throw new Error(`${folder} holds no golden files (*.json)`);
  return files.sort().map((file) => `${folder}/${file}`);
}

/** @throws Error that says what is wrong with the file. */
export function readGoldenFile(path: string): GoldenFile {
  const parsed = schema.safeParse(parse(path));
  if (parsed.success) return parsed.data as unknown as GoldenFile;
  throw new Error(`${path} is no golden file: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`);
}

function parse(path: string): unknown {
  try {
    // As files of data are read: integers beyond 2^53 keep their digits.
    return parseJson(readFileSync(path, "utf8"), { path, line: 1 }, {});
  } catch (cause) {
    throw new Error(`${path} is no JSON: ${(cause as Error).message}`, { cause });
  }
}

/**
 * The adapter of the file's name. A name that goes on behind a known one (`rng.more.json`, `rng_2.json`) takes that one's,
 * the longest where several fit; null when none does.
 */
export async function findAdapter(path: string): Promise<GoldenAdapter | null> {
  const wanted = basename(path, ".json");
  const fits = (name: string) =>
    wanted === name || (wanted.startsWith(name) && /^[^A-Za-z]/.test(wanted.slice(name.length)));
  const name = adapterNames.filter(fits).sort((a, b) => b.length - a.length)[0];
  if (name === undefined) return null;
  const module = (await import(`${adaptersDir}/${name}.ts`)) as { adapter: GoldenAdapter };
  return module.adapter;
}
