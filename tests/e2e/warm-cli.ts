// Runs the installed `oc-local` many times at little cost: its main file runs again and again in processes that have loaded the program
// once. Each command also tells which errors were made on its way, in whichever process or thread.

import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Cli, Finished } from "./cli.ts";

/** An error of the package, and the place of its `new` in the compiled code. */
export interface MadeError {
  place: string;
  message: string;
  hint?: string;
}

export interface TracedRun extends Finished {
  errors: MadeError[];
}

export interface WarmCli {
  run(args: readonly string[], env?: Record<string, string>): Promise<TracedRun>;
  /** As a process of its own, where what a command leaves behind in its process matters. */
  runCold(args: readonly string[], env?: Record<string, string>): Promise<TracedRun>;
  end(): void;
}

/** Hang limit of one command. */
const limitMs = 240_000;

const local = (name: string) => fileURLToPath(new URL(`./warm/${name}`, import.meta.url));

/** @param processes How many commands run at the same time. */
export function warmCli(cli: Cli, folder: string, processes = 2): WarmCli {
  const main = realpathSync(cli.bin);
  let traces = 0;
  const newTrace = () => new Trace(join(folder, `trace-${++traces}.jsonl`), main);
  const idle = Array.from({ length: processes }, () => new WarmProcess(main, cli.cwd, newTrace()));
  const all = [...idle];
  const waiting: ((free: WarmProcess) => void)[] = [];
  const take = () => {
    const free = idle.pop();
    return free === undefined ? new Promise<WarmProcess>((resolve) => waiting.push(resolve)) : Promise.resolve(free);
  };
  const giveBack = (free: WarmProcess) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(free);
    else next(free);
  };
  return {
    async run(args, env = {}) {
      const free = await take();
      try {
        return await free.run(args, env);
      } finally {
        giveBack(free);
      }
    },
    async runCold(args, env = {}) {
      const trace = newTrace();
      return { ...(await cli.run(args, trace.with(env))), errors: trace.takeNew() };
    },
    end: () => {
      for (const each of all) each.end();
    },
  };
}

/** The file in which errors are written down, read as far as it goes. */
class Trace {
  readonly env: Record<"NODE_OPTIONS" | "OC_TRACED_MODULE" | "OC_TRACE_FILE", string>;
  readonly #path: string;
  #read = 0;

  constructor(path: string, main: string) {
    writeFileSync(path, "");
    this.#path = path;
    this.env = {
      NODE_OPTIONS: `--import=${pathToFileURL(local("trace-errors.mjs"))}`,
      OC_TRACED_MODULE: new URL("../core/errors.js", pathToFileURL(main)).href,
      OC_TRACE_FILE: path,
    };
  }

  /** Of a command that has an environment of its own. */
  with(env: Record<string, string>): Record<string, string> {
    const options = [this.env.NODE_OPTIONS, env.NODE_OPTIONS].filter((text) => text !== undefined).join(" ");
    return { ...this.env, ...env, NODE_OPTIONS: options };
  }

  takeNew(): MadeError[] {
    const lines = readFileSync(this.#path, "utf8").split("\n").slice(0, -1);
    const fresh = lines.slice(this.#read);
    this.#read = lines.length;
    return fresh.map((line) => JSON.parse(line) as MadeError);
  }
}

class WarmProcess {
  readonly #main: string;
  readonly #cwd: string;
  readonly #trace: Trace;
  #child: ChildProcess | undefined;

  constructor(main: string, cwd: string, trace: Trace) {
    this.#main = main;
    this.#cwd = cwd;
    this.#trace = trace;
  }

  async run(args: readonly string[], env: Record<string, string>): Promise<TracedRun> {
    this.#child ??= this.#start();
    const finished = await answerOf(this.#child, { args, env: this.#trace.with(env) });
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) this.#child = undefined;
    return { ...finished, errors: this.#trace.takeNew() };
  }

  end(): void {
    this.#child?.kill("SIGKILL");
  }

  #start(): ChildProcess {
    return fork(local("serve.mjs"), [pathToFileURL(this.#main).href], {
      cwd: this.#cwd,
      env: { ...process.env, NO_COLOR: "1", ...this.#trace.env },
      execArgv: [],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
  }
}

/** A process that ends is the command's end: its code and what it wrote last are the command's. */
function answerOf(child: ChildProcess, command: object): Promise<Finished> {
  let written = "";
  const onWritten = (chunk: unknown) => {
    written += String(chunk);
  };
  return new Promise((resolve) => {
    const limit = setTimeout(() => child.kill("SIGKILL"), limitMs);
    const end = (finished: Finished) => {
      clearTimeout(limit);
      child.off("message", onMessage).off("exit", onExit);
      child.stderr?.off("data", onWritten);
      resolve({ ...finished, stderr: finished.stderr + written });
    };
    const onMessage = (message: unknown) => end(message as Finished);
    const onExit = (code: number | null) => end({ code, stdout: "", stderr: "" });
    child.on("message", onMessage).on("exit", onExit);
    child.stderr?.on("data", onWritten);
    child.send(command);
  });
}
