// A Slurm cluster of one node on this machine, with configuration, state and ports of its own in a temporary folder: munged,
// slurmctld and slurmd are children of the tests and ended by their process ids.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel"];
const systemFolders = ["/usr/sbin", "/sbin"];
const path = [process.env.PATH, ...systemFolders].join(":");

/** Empty where a cluster can be started here. */
export function missingSlurmPrograms(): string[] {
  return programs.filter((program) => !path.split(":").some((folder) => existsSync(join(folder, program))));
}

export interface SlurmCluster {
  /** What tells Slurm's commands of this cluster. */
  env: { SLURM_CONF: string };
  /** Runs one of Slurm's commands. @throws where it fails. */
  command(program: string, ...args: string[]): string;
  stop(): Promise<void>;
}

/** @param settings Of slurm.conf, besides those it needs. @throws where it does not come up within half a minute. */
export async function startSlurmCluster(settings: Record<string, string | number> = {}): Promise<SlurmCluster> {
  // Paths of sockets have to be short.
  const folder = mkdtempSync(join(tmpdir(), "slurm-"));
  chmodSync(folder, 0o711); // munged refuses a socket that others cannot reach
  const env = { SLURM_CONF: join(folder, "slurm.conf") };
  for (const name of ["state", "spool"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "munge.key"), randomBytes(1024), { mode: 0o600 });
  writeFileSync(env.SLURM_CONF, configuration(folder, { ...settings, ...(await freePorts()) }));
  const daemons: ChildProcess[] = [];
  const start = (program: string, ...args: string[]) => {
    const output = openSync(join(folder, `${program}.out`), "a");
    const options = { env: { ...process.env, ...env, PATH: path }, stdio: ["ignore" as const, output, output] };
    daemons.push(spawn(program, args, options));
    closeSync(output);
  };
  const command = (program: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { env: { ...process.env, ...env }, encoding: "utf8" });
    if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  const stop = async () => {
    for (const daemon of daemons.reverse()) await end(daemon);
    rmSync(folder, { recursive: true, force: true });
  };
  const file = (name: string) => join(folder, name);
  start(
    "munged",
    "--foreground",
    ...["--key-file", file("munge.key"), "--socket", file("munge.socket"), "--seed-file", file("munge.seed")],
    ...["--pid-file", file("munged.pid")],
  );
  const abandon = async (error: unknown) => {
    await stop();
    throw error;
  };
  await until(() => existsSync(file("munge.socket")), folder).catch(abandon);
  start("slurmctld", "-D", "-c");
  start("slurmd", "-D", "-N", "node0");
  const isIdle = () => {
    const { stdout } = spawnSync("sinfo", ["--noheader", "--format=%T"], {
      env: { ...process.env, ...env },
      encoding: "utf8",
      timeout: 5000,
    });
    return stdout.trim() === "idle";
  };
  await until(isIdle, folder).catch(abandon);
  return { env, command, stop };
}

async function freePorts() {
  return { SlurmctldPort: await freePort(), SlurmdPort: await freePort() };
}

function configuration(folder: string, settings: Record<string, string | number>): string {
  const { username } = userInfo();
  return Object.entries({
    ClusterName: "test",
    SlurmctldHost: `${hostname()}(127.0.0.1)`,
    SlurmUser: username,
    SlurmdUser: username,
    AuthType: "auth/munge",
    AuthInfo: `socket=${folder}/munge.socket`,
    CredType: "cred/munge",
    StateSaveLocation: `${folder}/state`,
    SlurmdSpoolDir: `${folder}/spool`,
    SlurmctldPidFile: `${folder}/slurmctld.pid`,
    SlurmdPidFile: `${folder}/slurmd.pid`,
    MailProg: "/bin/true",
    ProctrackType: "proctrack/linuxproc",
    TaskPlugin: "task/none",
    SwitchType: "switch/none",
    MpiDefault: "none",
    ReturnToService: 2,
    SchedulerType: "sched/builtin",
    SelectType: "select/cons_tres",
    SelectTypeParameters: "CR_CPU",
    JobAcctGatherType: "jobacct_gather/none",
    KillWait: 5,
    SlurmdParameters: "config_overrides",
    ...settings,
    NodeName: `node0 NodeHostname=${hostname()} NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN`,
    PartitionName: "debug Nodes=node0 Default=YES MaxTime=INFINITE State=UP",
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

async function until(isTrue: () => boolean, folder: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (isTrue()) return;
    await sleep(300);
  }
  const outputs = readdirSync(folder).filter((name) => name.endsWith(".out"));
  const said = outputs.map((name) => `${name}: ${readFileSync(join(folder, name), "utf8").slice(-2000)}`);
  throw new Error(`Slurm did not come up:\n${said.join("\n")}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function end(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise((resolve) => daemon.once("exit", resolve));
  daemon.kill("SIGTERM");
  const timer = setTimeout(() => daemon.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(timer);
}
