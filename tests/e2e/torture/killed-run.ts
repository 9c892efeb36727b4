// One run that is killed again and again and continued each time.

import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childrenOf, isRunning, type ProcessId, processId, waitUntil } from "../../support/processes.ts";
import type { Cli, Finished } from "../cli.ts";
import { journalBytes } from "./journals.ts";

export type Victim = "child" | "parent" | "both";

/** When a kill comes: so many bytes of answers after its process began or after the last kill, or so many milliseconds. */
export interface Moment {
  afterBytes?: number;
  afterMs: number;
}

interface Life {
  child: ChildProcess;
  finished: Promise<Finished>;
  isOver: boolean;
}

export class KilledRun {
  readonly #cli: Cli;
  readonly #workDir: string;
  readonly #path: string;
  readonly #args: readonly string[];
  readonly #env: Record<string, string>;
  #life: Life | undefined;
  /** Every process that was seen. */
  readonly #seen: ProcessId[] = [];

  /** @param args Of the run; once it has begun, it is continued from what it stored. */
  constructor(
    cli: Cli,
    { workDir, args, env = {} }: { workDir: string; args: readonly string[]; env?: Record<string, string> },
  ) {
    this.#cli = cli;
    this.#workDir = workDir;
    this.#path = join(cli.cwd, workDir);
    this.#args = args;
    this.#env = env;
  }

  /** Waits for the moment and kills. @returns What was killed: a run that ended before is none. */
  async kill(victim: Victim, moment: Moment): Promise<Victim | "none"> {
    const life = this.#life ?? this.#start();
    await this.#wait(life, moment);
    const pid = life.child.pid as number;
    const hosts = life.isOver ? [] : childrenOf(pid);
    for (const host of hosts) this.#see(host);
    // Before the inference process is there or after it has ended only the parent can be killed.
    const victims = victim === "child" && hosts.length > 0 ? hosts : victim === "both" ? [...hosts, pid] : [pid];
    const killed = victims.map(killIfAlive).filter((wasAlive) => wasAlive).length;
    if (victims.includes(pid)) {
      await life.finished;
      this.#life = undefined;
      await this.#waitForOrphans();
    }
    if (killed === 0) return "none";
    return victims.length > 1 ? "both" : victims[0] === pid ? "parent" : "child";
  }

  /** Lets it end. */
  async end(): Promise<Finished> {
    const finished = await (this.#life ?? this.#start()).finished;
    await this.#waitForOrphans();
    return finished;
  }

  #start(): Life {
    const args = isBegun(this.#path) ? ["eval", "-r", "-w", this.#workDir] : [...this.#args, "-r", "-w", this.#workDir];
    const { child, finished } = this.#cli.start(args, this.#env);
    this.#see(child.pid as number);
    const life: Life = { child, finished, isOver: false };
    child.once("exit", () => {
      life.isOver = true;
    });
    this.#life = life;
    return life;
  }

  async #wait(life: Life, { afterBytes, afterMs }: Moment): Promise<void> {
    const before = journalBytes(this.#path);
    while (afterBytes !== undefined && !life.isOver && journalBytes(this.#path) < before + afterBytes) await sleep(2);
    await Promise.race([sleep(afterMs), life.finished]);
  }

  /** @throws when a process outlives the run it belonged to. */
  async #waitForOrphans(): Promise<void> {
    await waitUntil(() => !this.#seen.some(isRunning));
  }

  #see(pid: number): void {
    const seen = processId(pid);
    if (seen !== undefined) this.#seen.push(seen);
  }
}

/** Killed before it had noted what it was asked for, a run is asked again. */
function isBegun(workDir: string): boolean {
  return (
    existsSync(workDir) &&
    readdirSync(workDir).some((run) => existsSync(join(workDir, run, "configs", "invocation.json")))
  );
}

function killIfAlive(pid: number): boolean {
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
