// A million rows through journal, index, resume and evaluation: how long, whether time grows with the rows only, and whether
// memory stays flat: four times the rows take at most half as much again, of which most is Node itself.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../cache.ts";
import { atMost, type BenchRow, failed, informs, measured, type RowPlan } from "../row.ts";
import { commandLimit } from "../row-limit.ts";

const child = fileURLToPath(new URL("child.ts", import.meta.url));
const jiti = join(packageRoot, "node_modules/jiti/lib/jiti-cli.mjs");

const many = 1_000_000;
const few = 250_000;
const steps = ["append", "index", "resume", "evaluate", "read"] as const;

type Step = (typeof steps)[number];
type Measure = { seconds: number; cpuSeconds: number; peakMiB: number };
type Measures = Record<Step, Measure>;
type Both = { few: Measures; many: Measures };

/** Of the processor: what else the machine does is not in it. */
const total = (measures: Measures) => steps.reduce((sum, step) => sum + measures[step].cpuSeconds, 0);

const plans: { plan: RowPlan; value(of: Both): number }[] = [
  { plan: atMost("1M rows: journal's index loaded", "s", 5), value: ({ many }) => many.index.seconds },
  { plan: informs("1M rows: journal written", "s"), value: ({ many }) => many.append.seconds },
  { plan: informs("1M rows: resumed, predictions written", "s"), value: ({ many }) => many.resume.seconds },
  { plan: informs("1M rows: evaluated", "s"), value: ({ many }) => many.evaluate.seconds },
  {
    plan: atMost("1M rows: CPU time per row against 250k rows", "x", 1.5),
    value: (of) => total(of.many) / many / (total(of.few) / few),
  },
  ...steps.flatMap((step) => [
    {
      plan: informs(`1M rows: peak memory, ${step}`, "MiB"),
      value: ({ many }: Both) => many[step].peakMiB,
    },
    {
      plan: atMost(`1M rows: peak memory against 250k rows, ${step}`, "x", 1.5),
      value: ({ few, many }: Both) => many[step].peakMiB / few[step].peakMiB,
    },
  ]),
];

export function* manyRowsRows(isWanted: (name: string) => boolean): Generator<BenchRow> {
  const wanted = plans.filter(({ plan }) => isWanted(plan.name));
  if (wanted.length === 0) return;
  try {
    const found = { few: measureAll(few), many: measureAll(many) };
    for (const { plan, value } of wanted) yield measured(plan, value(found));
  } catch (error) {
    for (const { plan } of wanted) yield failed(plan, (error as Error).message);
  }
}

function measureAll(rows: number): Measures {
  const folder = mkdtempSync(join(tmpdir(), "oc-local-bench-rows-"));
  try {
    const found = steps.map((step) => [step, measure(step, folder, rows)] as const);
    return Object.fromEntries(found) as Measures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(step: Step, folder: string, rows: number): Measure {
  const done = spawnSync(process.execPath, [jiti, child, step, folder, String(rows)], {
    ...commandLimit,
    encoding: "utf8",
  });
  if (done.status !== 0)
    throw new Error(`${step} of ${rows} rows ended with ${done.status ?? done.signal}: ${done.stderr}`);
  return JSON.parse(done.stdout) as Measure;
}
