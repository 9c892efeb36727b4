// Runs on a real Slurm, which the tests start (Debian's slurm-wlm and munge): arrays of jobs, jobs that die, a submitting process
// that dies.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { processesNaming, waitUntil } from "../support/processes.ts";
import { missingSlurmPrograms, type SlurmCluster, startSlurmCluster } from "../support/slurm-cluster.ts";
import { type Cli, installCli, projectRoot } from "./cli.ts";
import { HeldAnswers } from "./held-answers.ts";
import { runFolder } from "./torture/journals.ts";

const missing = missingSlurmPrograms();
const onSlurm = test.skipIf(missing.length > 0);
let cli: Cli;
let cluster: SlurmCluster;

beforeAll(async () => {
  if (missing.length > 0) {
    process.stderr.write(`skipped, no Slurm here: ${missing.join(", ")} missing (apt-get install slurm-wlm munge)\n`);
    return;
  }
  cli = installCli();
  cluster = await startSlurmCluster();
  Object.assign(process.env, cluster.env);
});
afterAll(async () => {
  await cluster?.stop();
  cli?.remove();
});

/** 6 rows, one after the other in each of two jobs. */
const sixAnswers = [
  ...["eval", "--models", "oc_tiny", "--datasets", "siqa_gen", "demo_math_chat_gen"],
  ...["--limit", "3", "--batch-size", "1"],
];
const twoJobs = ["--slurm", "-p", "debug", "--max-num-workers", "2"];
const datasets = ["siqa", "demo_math"];

const runOf = (workDir: string) => runFolder(join(cli.cwd, workDir));

/** Rows of a journal in the order of its lines, but a last one that is being written. */
function rowsIn(path: string): number[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { row: number }).row);
}

const rowsOf = (workDir: string, dataset: string) =>
  rowsIn(join(runOf(workDir), "journal", "oc-tiny", `${dataset}.jsonl`)).sort((a, b) => a - b);

function expectAllRows(workDir: string): void {
  for (const dataset of datasets) expect(rowsOf(workDir, dataset)).toEqual([0, 1, 2]);
}

/** Jobs of this cluster that wait or run, as "12_3". */
const activeJobs = () =>
  cluster
    .command("squeue", "--noheader", "--array", "--states=PENDING,RUNNING,COMPLETING", "--format=%F_%K")
    .split("\n")
    .filter((line) => line !== "");

const shardsIn = (workDir: string) => join(runOf(workDir), "shards");

const isJobRunning = (workDir: string, shard: number) =>
  processesNaming(join(shardsIn(workDir), String(shard), "shard.json")).length > 0;

/** Answers that a shard's job has written. */
const answersOf = (workDir: string, shard: number) =>
  datasets.flatMap((dataset) =>
    rowsIn(join(shardsIn(workDir), String(shard), "journal", "oc-tiny", `${dataset}.jsonl`)),
  ).length;

/** Starts a run and waits until both jobs run; what they answer is held. */
async function startHeld(workDir: string, ...flags: string[]) {
  const answers = new HeldAnswers(cli, workDir, 0);
  const { child, finished } = cli.start([...sixAnswers, ...twoJobs, "-w", workDir, ...flags], answers.env);
  await waitUntil(() => existsSync(join(cli.cwd, workDir)) && readdirSync(join(cli.cwd, workDir)).length > 0);
  await waitUntil(() => isJobRunning(workDir, 1) && isJobRunning(workDir, 2));
  return { child, finished, answers };
}

/** Cancels it and waits until it is gone. */
async function cancelFirstJob(workDir: string): Promise<void> {
  cluster.command("scancel", activeJobs().find((job) => job.endsWith("_0")) as string);
  await waitUntil(() => !isJobRunning(workDir, 1));
}

/** What the table says of a run is the same wherever it was computed. */
const tableOf = (stdout: string) => stdout.split("\n").filter((line) => line.includes(" | "));

onSlurm("an array of two shards ends with the table of a local run, in a folder whose name needs quotes", async () => {
  const workDir = "it's 100% $HOME";
  const args = ["eval", "--models", "oc_tiny", "--datasets", "tiny_mmlu_ppl", "tiny_ceval_gen", "--limit", "40"];
  const local = await cli.run([...args, "-w", "local"]);
  const { code, stdout, stderr } = await cli.run([...args, "-w", workDir, ...twoJobs]);
  expect(code, stderr).toBe(0);
  expect(tableOf(stdout)).toEqual(tableOf(local.stdout));
  expect(stderr).toMatch(/Slurm job \d+: 2 shards, 2 at a time at most/);
  const run = runOf(workDir);
  expect(existsSync(join(run, "shards"))).toBe(false);
  expect(readdirSync(join(run, "logs", "infer")).filter((name) => /^slurm-\d+_[01]\.log$/.test(name))).toHaveLength(2);
  const again = await cli.run(["eval", "-r", "-w", workDir, ...twoJobs]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).not.toContain("Slurm job");
  expect(again.stderr).toMatch(/(\d+)\/\1, \1 reused/);
});

onSlurm("jobs that are cancelled or killed are submitted again, and no row is lost or stored twice", async () => {
  const { finished, answers } = await startHeld("killed");
  await cancelFirstJob("killed");
  answers.allow(1);
  await waitUntil(() => answersOf("killed", 2) > 0);
  const [killed] = processesNaming(join(shardsIn("killed"), "2", "shard.json"));
  process.kill(killed as number, "SIGKILL");
  answers.release();
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(
    /Slurm job \d+_\d was cancelled \(CANCELLED\), with \d rows? open; submitting them again \(1 of 2\)/,
  );
  expect(stderr).toMatch(/Slurm job \d+_\d failed \(.*\), with \d rows? open; submitting them again \(1 of 2\)/);
  expectAllRows("killed");
});

onSlurm(
  "a job that is given up fails its tasks with the state Slurm tells, and -r asks what is missing here",
  async () => {
    const { finished, answers } = await startHeld("given-up", "--retry", "0");
    await cancelFirstJob("given-up");
    answers.release();
    const { code, stderr } = await finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(/tasks? failed:.*Slurm job \d+_\d was cancelled \(CANCELLED\)/s);
    expect(stderr).toMatch(/-r \d+_\d+ -w given-up --slurm -p debug --max-num-workers 2/);
    const answered = datasets.flatMap((dataset) => rowsOf("given-up", dataset)).length;
    const again = await cli.run(["eval", "-r", "-w", "given-up"]);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain(`6/6, ${answered} reused`);
    expectAllRows("given-up");
  },
);

onSlurm(
  "after the submitting process was killed -r ends its jobs, takes their answers over and asks only the rest",
  async () => {
    const { child, finished, answers } = await startHeld("orphan");
    child.kill("SIGKILL");
    await finished;
    const jobs = activeJobs();
    const shards = shardsIn("orphan");
    const inShards = () => answersOf("orphan", 1) + answersOf("orphan", 2);
    // The jobs go on without their parent: the run itself has no answer.
    answers.allow(1);
    await waitUntil(() => inShards() === 2);
    expect(datasets.flatMap((dataset) => rowsOf("orphan", dataset))).toEqual([]);
    const answered = inShards();
    const continued = cli.start(["eval", "-r", "-w", "orphan", ...twoJobs]);
    continued.child.stderr?.on("data", (chunk) => String(chunk).includes("ending what is left") && answers.release());
    const again = await continued.finished;
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain("answers taken over from jobs on a cluster");
    const reused = Number(/oc-tiny: (\d+) rows reused/.exec(again.stderr)?.[1]);
    expect(reused).toBeGreaterThanOrEqual(answered);
    expect(activeJobs().filter((job) => jobs.includes(job))).toEqual([]);
    expectAllRows("orphan");
    expect(existsSync(shards)).toBe(false);
  },
);

onSlurm("Ctrl-C ends the jobs, and the command that is shown continues the run", async () => {
  const { child, finished, answers } = await startHeld("stopped");
  answers.allow(1);
  await waitUntil(() => answersOf("stopped", 1) + answersOf("stopped", 2) > 0);
  child.kill("SIGINT");
  const { code, stderr } = await finished;
  expect(code).toBe(130);
  expect(activeJobs()).toEqual([]);
  const [, command = ""] = /continue with: oc-local (.*)/.exec(stderr) ?? [];
  const answered = datasets.flatMap((dataset) => rowsOf("stopped", dataset)).length;
  const again = await cli.run(command.split(" "));
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toMatch(new RegExp(`: ${answered} rows? reused`));
  expectAllRows("stopped");
});

onSlurm("what Slurm would refuse is refused before anything is written", async () => {
  const { code, stderr } = await cli.run([...sixAnswers, "-w", "refused", "--slurm", "-p", "nowhere"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/error: Slurm would refuse the jobs: .*nowhere\nhint: {2}partitions: debug/);
  expect(existsSync(join(cli.cwd, "refused"))).toBe(false);
});

onSlurm("where the queue does not tell, the shards' own files do", async () => {
  const sbatch = cluster.command("sh", "-c", "command -v sbatch").trim();
  const PATH = folderOf(cli, { node: process.execPath, sbatch });
  const args = [
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "tiny_mmlu_ppl",
    "--limit",
    "5",
    "-w",
    "untold",
    ...twoJobs,
  ];
  const { code, stderr } = await cli.run(args, { PATH });
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("following the shards' own files, for the queue does not tell: squeue cannot be started");
  expect(stderr).toContain("10/10");
});

/** A folder with these programs only. */
function folderOf({ cwd }: Cli, programs: Record<string, string>): string {
  const folder = mkdtempSync(join(cwd, "programs-"));
  for (const [name, path] of Object.entries(programs)) symlinkSync(path, join(folder, name));
  return folder;
}

test("without Slurm's commands the error says where to run", async () => {
  const own = cli ?? installCli();
  try {
    const PATH = folderOf(own, { node: process.execPath });
    const { code, stderr } = await own.run([...sixAnswers, "-w", "bare", "--slurm"], { PATH });
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: sbatch cannot be started: .*\nhint: .*login node/);
  } finally {
    if (cli === undefined) own.remove();
  }
});

onSlurm("what a job prints goes to its log without secrets", async () => {
  const preload = join(projectRoot, "tests", "e2e", "faults", "print-output.cjs");
  const args = [
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "siqa_ppl",
    "--limit",
    "2",
    "--slurm",
    "-p",
    "debug",
    "--max-num-workers",
    "1",
  ];
  const { code, stderr } = await cli.run([...args, "-w", "printed"], {
    OC_PRINT: "loading https://user:hunter22@host/weights",
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
  });
  expect(code, stderr).toBe(0);
  const logs = join(runOf("printed"), "logs", "infer");
  const [name] = readdirSync(logs).filter((file) => /^slurm-.*\.log$/.test(file)) as [string];
  expect(readFileSync(join(logs, name), "utf8")).toBe("loading https://***@host/weights\n");
});

onSlurm("the end of the terminal is not the end of the jobs: the run follows them and makes its table", async () => {
  // No other file of tests has processes of this name.
  const workDir = "hung-up on Slurm";
  const words = [cli.bin, ...sixAnswers, ...twoJobs, "-w", workDir].map((word) => `'${word}'`).join(" ");
  const answers = new HeldAnswers(cli, workDir, 0);
  const terminal = spawn("script", ["--quiet", "--command", words, "/dev/null"], {
    cwd: cli.cwd,
    stdio: "ignore",
    env: { ...process.env, ...answers.env },
  });
  await waitUntil(() => existsSync(join(cli.cwd, workDir)) && readdirSync(join(cli.cwd, workDir)).length > 0);
  await waitUntil(() => isJobRunning(workDir, 1));
  terminal.kill("SIGKILL");
  answers.release();
  await waitUntil(() => processesNaming(workDir).length === 0);
  expect(readdirSync(join(runOf(workDir), "summary")).some((name) => name.endsWith(".txt"))).toBe(true);
  expectAllRows(workDir);
  expect(activeJobs()).toEqual([]);
});
