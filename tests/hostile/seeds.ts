// Inputs that found a fault once are kept as a kind and a seed, and tried again by every test run.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Tried } from "./try-input.ts";

const seedSchema = z.strictObject({
  kind: z.string(),
  seed: z.int().min(0),
  about: z.string().describe("what the input was: another text after a change of its generator means another input"),
  found: z.string().describe("the faults that it showed"),
});

export type KeptSeed = z.infer<typeof seedSchema>;

const folder = fileURLToPath(new URL("seeds", import.meta.url));

export function readSeed(path: string): KeptSeed {
  return seedSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}

export function keptSeeds(): KeptSeed[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => readSeed(join(folder, name)));
}

/** @returns Where. */
export function keepSeed({ kind, seed, about, faults }: Tried): string {
  const path = join(folder, `${kind}-${seed}.json`);
  const found = [...new Set(faults.map(({ name }) => name))].join(", ");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${JSON.stringify({ kind, seed, about, found } satisfies KeptSeed, null, 2)}\n`);
  return path;
}
