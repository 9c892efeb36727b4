// Runs on a real Slurm, which the tests start (Debian's slurm-wlm and munge): arrays of jobs, jobs that die, a submitting process
// that dies.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { processesNaming, waitUntil } from "../support/processes.ts";
import { missingSlurmPrograms, type SlurmCluster, startSlurmCluster } from "../support/slurm-cluster.ts";
import { type Cli, installCli, projectRoot } from "./cli.ts";
import { endlessAnswers } from "./endless-answers.ts";

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
const slowAnswers = [
  ...endlessAnswers("demo_gsm8k_chat_gen", "demo_math_chat_gen"),
  ...["--limit", "3", "--batch-size", "1"],
];
/** For a busy machine. */
const hangSeconds = 60;
const twoJobs = ["--slurm", "-p", "debug", "--max-num-workers", "2"];
const datasets = ["demo_gsm8k", "demo_math"];

function runFolder(workDir: string): string {
  const [run] = readdirSync(join(cli.cwd, workDir)) as [string];
  return join(cli.cwd, workDir, run);
}

/** Rows of a journal in the order of its lines. Every line has to be whole. */
function rowsIn(path: string): number[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => (JSON.parse(line) as { row: number }).row);
}

const rowsOf = (workDir: string, dataset: string) =>
  rowsIn(join(runFolder(workDir), "journal", "oc-tiny", `${dataset}.jsonl`)).sort((a, b) => a - b);

function expectAllRows(workDir: string): void {
  for (const dataset of datasets) expect(rowsOf(workDir, dataset)).toEqual([0, 1, 2]);
}

/** Jobs of this cluster that wait or run, as "12_3". */
const activeJobs = () =>
  cluster
    .command("squeue", "--noheader", "--array", "--states=PENDING,RUNNING,COMPLETING", "--format=%F_%K")
    .split("\n")
    .filter((line) => line !== "");

const shardsIn = (workDir: string) => join(runFolder(workDir), "shards");

/** Answers that a shard's job has written. */
const answersOf = (workDir: string, shard: number) =>
  datasets.flatMap((dataset) =>
    rowsIn(join(shardsIn(workDir), String(shard), "journal", "oc-tiny", `${dataset}.jsonl`)),
  ).length;

/** Starts a run and waits until its first job runs, which has answered nothing yet. */
async function startUntilFirstJob(workDir: string, ...flags: string[]) {
  const { child, finished } = cli.start([...slowAnswers, ...twoJobs, "-w", workDir, ...flags]);
  await waitUntil(() => existsSync(join(cli.cwd, workDir)), hangSeconds);
  await waitUntil(() => processesNaming(join(shardsIn(workDir), "1", "shard.json")).length > 0, hangSeconds);
  return { child, finished };
}

/** Starts a run and waits until its jobs have answered something. */
async function startAnswering(workDir: string) {
  const started = await startUntilFirstJob(workDir);
  await waitUntil(() => answersOf(workDir, 1) + answersOf(workDir, 2) > 0, hangSeconds);
  return started;
}

function cancelFirstJob(): void {
  cluster.command("scancel", activeJobs().find((job) => job.endsWith("_0")) as string);
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
  const run = runFolder(workDir);
  expect(existsSync(join(run, "shards"))).toBe(false);
  expect(readdirSync(join(run, "logs", "infer")).filter((name) => /^slurm-\d+_[01]\.log$/.test(name))).toHaveLength(2);
  const again = await cli.run(["eval", "-r", "-w", workDir, ...twoJobs]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).not.toContain("Slurm job");
  expect(again.stderr).toMatch(/(\d+)\/\1, \1 reused/);
});

onSlurm("jobs that are cancelled or killed are submitted again, and no row is lost or stored twice", async () => {
  const { finished } = await startUntilFirstJob("killed");
  cancelFirstJob();
  await waitUntil(() => answersOf("killed", 2) > 0, hangSeconds);
  const [killed] = processesNaming(join(shardsIn("killed"), "2", "shard.json"));
  process.kill(killed as number, "SIGKILL");
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
    const { finished } = await startUntilFirstJob("given-up", "--retry", "0");
    cancelFirstJob();
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
    const { child, finished } = await startAnswering("orphan");
    child.kill("SIGKILL");
    await finished;
    const jobs = activeJobs();
    const shards = shardsIn("orphan");
    const inShards = () => answersOf("orphan", 1) + answersOf("orphan", 2);
    const inRun = () => datasets.flatMap((dataset) => rowsOf("orphan", dataset)).length;
    // The jobs go on without their parent.
    await waitUntil(() => inShards() > inRun(), hangSeconds);
    const answered = inShards();
    const again = await cli.run(["eval", "-r", "-w", "orphan", ...twoJobs]);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain("answers taken over from jobs on a cluster");
    const reused = Number(/oc-tiny: (\d+) rows reused/.exec(again.stderr)?.[1]);
    expect(reused).toBeGreaterThanOrEqual(answered);
    expect(activeJobs().filter((job) => jobs.includes(job))).toEqual([]);
    expectAllRows("orphan");
    expect(existsSync(shards)).toBe(false);
  },
);

onSlurm(
  "Ctrl-C ends the jobs after their rows in flight, and the command that is shown continues the run",
  async () => {
    const { child, finished } = await startAnswering("stopped");
    child.kill("SIGINT");
    const { code, stderr } = await finished;
    expect(code).toBe(130);
    expect(activeJobs()).toEqual([]);
    const [, command = ""] = /continue with: oc-local (.*)/.exec(stderr) ?? [];
    const answered = datasets.flatMap((dataset) => rowsOf("stopped", dataset)).length;
    const again = await cli.run(command.split(" "));
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain(`${answered} rows reused`);
    expectAllRows("stopped");
  },
);

onSlurm("what Slurm would refuse is refused before anything is written", async () => {
  const { code, stderr } = await cli.run([...slowAnswers, "-w", "refused", "--slurm", "-p", "nowhere"]);
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
    const { code, stderr } = await own.run([...slowAnswers, "-w", "bare", "--slurm"], { PATH });
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
  const logs = join(runFolder("printed"), "logs", "infer");
  const [name] = readdirSync(logs).filter((file) => /^slurm-.*\.log$/.test(file)) as [string];
  expect(readFileSync(join(logs, name), "utf8")).toBe("loading https://***@host/weights\n");
});

onSlurm("the end of the terminal is not the end of the jobs: the run follows them and makes its table", async () => {
  const words = [cli.bin, ...slowAnswers, ...twoJobs, "-w", "hung-up"].map((word) => `'${word}'`).join(" ");
  const terminal = spawn("script", ["--quiet", "--command", words, "/dev/null"], { cwd: cli.cwd, stdio: "ignore" });
  await waitUntil(() => existsSync(join(cli.cwd, "hung-up")), hangSeconds);
  await waitUntil(() => processesNaming(join(shardsIn("hung-up"), "1", "shard.json")).length > 0, hangSeconds);
  terminal.kill("SIGKILL");
  const summaries = () => readdirSync(join(runFolder("hung-up"), "summary"));
  await waitUntil(() => summaries().some((name) => name.endsWith(".txt")), hangSeconds);
  await waitUntil(() => processesNaming("hung-up").length === 0, hangSeconds);
  expectAllRows("hung-up");
  expect(activeJobs()).toEqual([]);
});
