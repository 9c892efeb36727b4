// `npm run test:hostile`: hostile files of every kind, tried in limited processes; counts how they ended, and keeps those that
// found a fault. Needs Linux.
//
//   npm run test:hostile                                    2,000 inputs
//   npm run test:hostile -- --count 200 --seed 7            others, fewer
//   npm run test:hostile -- --kind data-text --count 50     of one kind
//   npm run test:hostile -- --kind data-text --seed 12 --replay
//   npm run test:hostile -- --replay tests/hostile/seeds/data-text-12.json

import { availableParallelism } from "node:os";
import { Command } from "commander";
import { positiveInteger } from "../../src/cli/flags/add-flags.ts";
import { countsTable } from "./counts.ts";
import { generatedInputs } from "./kinds.ts";
import { keepSeed, readSeed } from "./seeds.ts";
import type { Tried } from "./try-input.ts";
import { type InputId, isOfText, tryMany } from "./try-many.ts";

const { seed, count, kind, replay, keep, lanes } = new Command("test:hostile")
  .option("--seed <number>", "the first seed; each input has its own", Number, 1)
  .option("--count <inputs>", "how many", positiveInteger, 2000)
  .option("--kind <name>", "of one kind only")
  .option("--replay [file]", "one input again: of a kept seed, or of --kind and --seed")
  .option("--no-keep", "keep no seeds of what is found")
  .option("--lanes <count>", "limited processes at a time", positiveInteger, Math.min(availableParallelism(), 4))
  .parse()
  .opts<{ seed: number; count: number; kind?: string; replay?: string | true; keep: boolean; lanes: number }>();

// The limited processes lead groups of their own, which a Ctrl-C does not reach.
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    tellCounts();
    process.exit(130);
  });

const say = (text: string) => process.stdout.write(`${text}\n`);
const start = performance.now();
const tried: Tried[] = [];
const inputs: InputId[] = replay === undefined ? generatedInputs({ seed, count, kind }) : [replayed(replay)];
await tryMany(inputs, { lanes, onTried, ...(replay !== undefined && { alone: true }) });
tellCounts();
process.exitCode = tried.some(isFaulty) ? 1 : 0;

function replayed(file: string | true): InputId {
  if (file !== true) return readSeed(file);
  if (kind === undefined) throw new Error("--replay without a file needs --kind and --seed");
  return { kind, seed };
}

function tellCounts(): void {
  if (replay === undefined && tried.length > 0) say(countsTable(tried));
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  say(`${tried.length} of ${inputs.length} inputs, ${tried.filter(isFaulty).length} with a fault, ${minutes} min`);
}

function isFaulty({ faults }: Tried): boolean {
  return faults.length > 0;
}

function onTried(one: Tried): void {
  tried.push(one);
  if (tried.length % 100 === 0) process.stderr.write(`${tried.length} of ${inputs.length}\n`);
  if (isFaulty(one) || replay !== undefined) tell(one);
}

function tell(tried: Tried): void {
  say(`${tried.kind} ${tried.seed}: ${tried.about}`);
  if (tried.faults.length === 0) say(`  ${tried.end}`);
  const where = tried.isAlone || tried.faults.every(isOfText) ? "" : " (not in a process of its own)";
  for (const { name, evidence, command } of tried.faults)
    say(`  ${name.toUpperCase()}${where}: ${evidence}\n    ${command}`);
  if (tried.faults.length > 0 && keep && replay === undefined) say(`  kept: ${keepSeed(tried)}`);
}
