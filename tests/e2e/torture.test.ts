// Runs that are killed at random moments and continued each time end as undisturbed ones do. The moments follow a seed, which is
// printed: OC_TORTURE_SEED=N repeats them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scoringSequences } from "../../src/engines/llama/context-sizes.ts";
import { seededRandom } from "../contracts/random.ts";
import { installCli, projectRoot } from "./cli.ts";
import { compare, gapsOf } from "./torture/compare.ts";
import { differences, promisedFiles } from "./torture/files.ts";
import { journalBytes, runFolder, type StoredLines, storedLines } from "./torture/journals.ts";
import { KilledRun, type Moment, type Victim } from "./torture/killed-run.ts";
import { writeQuestions } from "./torture/questions.ts";

const cli = installCli();
afterAll(() => cli.remove());

const seed = Number(process.env.OC_TORTURE_SEED ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const victims: readonly Victim[] = ["child", "parent", "both"];
const maxTokens = 8;
const slots = 16;

function evaluationOf(rows: number): string[] {
  const data = join(cli.cwd, `data-${rows}`);
  writeQuestions(data, rows);
  return [
    ...["eval", "--models", "oc_tiny_base", "--datasets", "siqa_ppl", "siqa_gen", "--data-dir", data],
    ...["--max-out-len", String(maxTokens)],
  ];
}

/** Most kills come while rows are answered, one in five at any moment from the start of a process on. */
function momentOf(kill: number, bytes: number): Moment {
  if (kill % 5 === 4) return { afterMs: random() * 1500 };
  return { afterBytes: Math.floor(random() * bytes), afterMs: random() * 50 };
}

test("a run of 2,000 rows that is killed 25 times and continued each time answers every row once, as an undisturbed run does", async () => {
  const kills = 25;
  const args = [...evaluationOf(1000), "--batch-size", String(slots)];
  const calm = await cli.run([...args, "-w", "calm"]);
  expect(calm.code, calm.stderr).toBe(0);
  const expected = storedLines(join(cli.cwd, "calm"), { mayBeTorn: false });
  expect(expected.size).toBe(2000);

  const answered = join(cli.cwd, "answered");
  const run = new KilledRun(cli, { workDir: "killed", args, env: countingAnswers(answered) });
  const killed = { child: 0, parent: 0, both: 0, none: 0 };
  const share = journalBytes(join(cli.cwd, "calm")) / kills;
  let stored: StoredLines = new Map();
  const progress: number[] = [];
  /** Rows computed and not stored when a run had died, all together. */
  const lost = [0];
  for (let kill = 0; kill < kills; kill++) {
    const victim = await run.kill(victims[kill % victims.length] as Victim, momentOf(kill, 1.6 * share));
    killed[victim] += 1;
    const now = storedLines(join(cli.cwd, "killed"), { mayBeTorn: true });
    requireKept(stored, now);
    stored = now;
    progress.push(now.size);
    if (victim === "parent" || victim === "both") lost.push(countLines(answered) - now.size);
  }
  const { code, stderr } = await run.end();
  expect(code, `seed ${seed}: ${stderr}`).toBe(0);
  const ended = storedLines(join(cli.cwd, "killed"), { mayBeTorn: false });
  requireKept(stored, ended);

  const again = countLines(answered) - ended.size;
  const lostAtOnce = Math.max(...lost.slice(1).map((rows, i) => rows - (lost[i] as number)));
  const comparison = compare(expected, ended);
  const { differing, largest } = comparison;
  const gaps = await gapsOf(comparison, maxTokens);
  tell(
    `seed ${seed}: killed ${JSON.stringify(killed)} with ${progress.join(" ")} rows stored; ${again} rows computed again, ` +
      `${lostAtOnce} at most for one death; log-probabilities differ by at most ${largest.ppl.toExponential(1)} (ppl) and ` +
      `${largest.relative.toExponential(1)} of their size (all conventions); ${differing.length} rows answered differently` +
      `${gaps.length > 0 ? `, their top two at most ${Math.max(...gaps).toExponential(1)} apart` : ""}`,
  );
  // Most of the moments have to be moments of work.
  expect(new Set(progress).size).toBeGreaterThan(kills / 2);
  expect(again).toBeGreaterThanOrEqual(0);
  // Before a run dies, its inference process may have died once.
  expect(lostAtOnce).toBeLessThanOrEqual(2 * mostInFlight);
  expect(largest.ppl).toBeLessThan(1e-3);
  expect(largest.relative).toBeLessThan(1e-3);
  for (const gap of gaps) expect(gap).toBeLessThan(nearTie);
}, 600_000);

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Rows that one step of the engine may finish: sequences of a round of scoring, slots of generation. */
const mostInFlight = Math.max(scoringSequences, slots);
/** Logits, or perplexities per token, of two candidates that rounding may put in either order. */
const nearTie = 1e-2;

test("with --deterministic the files of a run that was killed and continued are those of an undisturbed one, byte by byte", async () => {
  const kills = 6;
  const args = [...evaluationOf(150), "--deterministic", "--max-num-workers", "2", "--threads", "1"];
  const calm = await cli.run([...args, "-w", "calm-deterministic"]);
  expect(calm.code, calm.stderr).toBe(0);
  const run = new KilledRun(cli, { workDir: "killed-deterministic", args });
  const share = journalBytes(join(cli.cwd, "calm-deterministic")) / kills;
  for (let kill = 0; kill < kills; kill++)
    await run.kill(victims[kill % victims.length] as Victim, momentOf(kill, 1.6 * share));
  const { code, stderr } = await run.end();
  expect(code, `seed ${seed}: ${stderr}`).toBe(0);
  const files = promisedFiles(runFolder(join(cli.cwd, "killed-deterministic")));
  const expected = promisedFiles(runFolder(join(cli.cwd, "calm-deterministic")));
  expect(differences(expected, files), `seed ${seed}`).toEqual([]);
  expect(Object.keys(files).filter((name) => name.startsWith("journal"))).toHaveLength(2);
}, 600_000);

function countingAnswers(path: string): Record<string, string> {
  const preload = join(projectRoot, "tests", "e2e", "faults", "answered-rows.cjs");
  return { OC_ANSWERED: path, NODE_OPTIONS: `--require ${JSON.stringify(preload)}` };
}

function countLines(path: string): number {
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").length - 1 : 0;
}

/** What was stored once stays as it is: it was not computed again. */
function requireKept(before: StoredLines, after: StoredLines): void {
  for (const [row, { text }] of before) expect(after.get(row)?.text, `seed ${seed}: ${row} was stored`).toBe(text);
}
