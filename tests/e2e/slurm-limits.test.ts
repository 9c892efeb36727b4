// A real Slurm whose limits are small.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingSlurmPrograms, type SlurmCluster, startSlurmCluster } from "../support/slurm-cluster.ts";
import { type Cli, installCli } from "./cli.ts";

const missing = missingSlurmPrograms();
const onSlurm = test.skipIf(missing.length > 0);
let cli: Cli;
let cluster: SlurmCluster;

beforeAll(async () => {
  if (missing.length > 0) return;
  cli = installCli();
  cluster = await startSlurmCluster({ MaxArraySize: 2 });
  Object.assign(process.env, cluster.env);
});
afterAll(async () => {
  await cluster?.stop();
  cli?.remove();
});

onSlurm("more shards than an array of the cluster may have jobs are put together", async () => {
  const args = [
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "demo_math_chat_gen",
    "siqa_ppl",
    "winogrande_ppl",
    "--limit",
    "3",
  ];
  const { code, stderr } = await cli.run([...args, "--slurm", "-p", "debug", "--max-num-workers", "3", "-w", "three"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("3 shards are put together to 2: arrays of this cluster have no more jobs");
  expect(stderr).toMatch(/Slurm job \d+: 2 shards, 3 at a time at most/);
  const [run] = readdirSync(join(cli.cwd, "three")) as [string];
  for (const dataset of ["demo_math", "siqa", "winogrande"]) {
    const path = join(cli.cwd, "three", run, "journal", "oc-tiny", `${dataset}.jsonl`);
    expect(existsSync(path), dataset).toBe(true);
    expect(readFileSync(path, "utf8").trimEnd().split("\n")).toHaveLength(3);
  }
});
