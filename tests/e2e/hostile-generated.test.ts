import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { countsTable } from "../hostile/counts.ts";
import { generatedInputs } from "../hostile/kinds.ts";
import { keptSeeds } from "../hostile/seeds.ts";
import type { Tried } from "../hostile/try-input.ts";
import { tryMany } from "../hostile/try-many.ts";

// Whatever a generated input is: it is read, or refused in words, by a process that stays within its limits. More of them:
// npm run test:hostile

const isLinux = existsSync("/proc/self/clear_refs");
const seed = Number(process.env.HOSTILE_SEED ?? 1);
const lanes = 2;

test.skipIf(!isLinux)("200 hostile inputs of all kinds are read or refused", { timeout: 900_000 }, async () => {
  const tried = await tryMany(generatedInputs({ seed, count: 200 }), { lanes });
  process.stdout.write(`${countsTable(tried)}\n`);
  expect(tried.flatMap(faultsOf)).toEqual([]);
});

test.skipIf(!isLinux)("inputs that once found a fault find none", { timeout: 900_000 }, async () => {
  const seeds = keptSeeds();
  const tried = await tryMany(seeds, { lanes });
  expect(tried.flatMap(faultsOf)).toEqual([]);
  // One that has become another input has to be found again, or removed.
  const name = ({ kind, seed, about }: Pick<Tried, "kind" | "seed" | "about">) => `${kind} ${seed}: ${about}`;
  expect(tried.map(name).sort()).toEqual(seeds.map(name).sort());
});

function faultsOf({ kind, seed, about, faults }: Tried): string[] {
  return faults.map(({ name, evidence, command }) => `${kind} ${seed} (${about}): ${name}: ${evidence}; ${command}`);
}
