// Commands in limited processes: many in one that lives long, or one in a process of its own as users start it.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { endWithUs, killAll, type Used, watch } from "./limits.ts";

export interface Command {
  args: readonly string[];
  cwd: string;
  env: Record<string, string>;
}

export interface Ended extends Used {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

const main = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));
const script = fileURLToPath(new URL("limited-process.mjs", import.meta.url));
const network = pathToFileURL(fileURLToPath(new URL("watch-network.mjs", import.meta.url))).href;

/** Commands that a process runs before another takes its place: what one leaves behind does not add up. */
const commandsOfOne = 100;

export class LimitedChild {
  readonly #outputs: OutputFiles;
  #child: ChildProcess | undefined;
  #commands = 0;

  /** @param folder Is made. */
  constructor(folder: string) {
    this.#outputs = new OutputFiles(folder);
  }

  /** In the long-lived process; a new one where the last has ended. */
  async run(command: Command): Promise<Ended> {
    if (this.#commands++ >= commandsOfOne) this.#stop();
    this.#child ??= this.#start([script, main], command, "ipc");
    const child = this.#child;
    this.#outputs.empty();
    const ended = endOf(child);
    child.send(command);
    const used = await watch(child, ended, () => this.#outputs.size);
    const end = await ended;
    if (used.stopped !== undefined || end.hasExited) this.#stop();
    return { ...used, ...end, ...this.#outputs.read() };
  }

  /** The built program in a process of its own. */
  async runAlone(command: Command): Promise<Ended> {
    this.#outputs.empty();
    const child = this.#start([main, ...command.args], command, "ignore");
    const ended = endOf(child);
    const used = await watch(child, ended, () => this.#outputs.size);
    return { ...used, ...(await ended), ...this.#outputs.read() };
  }

  close(): void {
    this.#stop();
    this.#outputs.close();
  }

  #start(args: readonly string[], { cwd, env }: Command, channel: "ipc" | "ignore"): ChildProcess {
    const child = spawn(process.execPath, ["--import", network, ...args], {
      cwd,
      env: { ...process.env, ...env, NODE_OPTIONS: `--import=${network}` },
      stdio: ["ignore", ...this.#outputs.files, channel],
      detached: true,
    });
    return endWithUs(child);
  }

  #stop(): void {
    if (this.#child !== undefined) killAll(this.#child);
    this.#child = undefined;
    this.#commands = 0;
  }
}

/** Of the command: it tells it, or its process ends. */
function endOf(
  child: ChildProcess,
): Promise<{ code: number | null; signal: NodeJS.Signals | null; hasExited: boolean }> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => finish(() => reject(error));
    const onMessage = (message: unknown) =>
      finish(() => resolve({ code: (message as { code: number }).code, signal: null, hasExited: false }));
    const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
      finish(() => resolve({ code, signal, hasExited: true }));
    const finish = (settle: () => void) => {
      child.off("error", onError).off("message", onMessage).off("exit", onExit);
      settle();
    };
    child.once("error", onError).once("message", onMessage).once("exit", onExit);
  });
}

/** Standard output and standard error as files: what a process wrote before it was killed is in them. */
class OutputFiles {
  readonly files: readonly [number, number];
  readonly #paths: readonly [string, string];

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#paths = [join(folder, "stdout"), join(folder, "stderr")];
    this.files = [openSync(this.#paths[0], "a"), openSync(this.#paths[1], "a")];
  }

  empty(): void {
    for (const file of this.files) ftruncateSync(file);
  }

  get size(): number {
    return this.files.reduce((sum, file) => sum + fstatSync(file).size, 0);
  }

  read(): { stdout: string; stderr: string } {
    const [stdout, stderr] = this.#paths.map((path) => readFileSync(path, "utf8")) as [string, string];
    return { stdout, stderr };
  }

  close(): void {
    for (const file of this.files) closeSync(file);
  }
}
