// The tools that the engine is compared with, built from llama.cpp's source and run beside it. They are linked against the
// libraries that the engine loads, so that both sides run the same kernels.

import { loadedBackends } from "./loaded-backends.ts";
import { buildPeer } from "./peers/build.ts";
import { peerLimitMs, runCommand } from "./peers/command.ts";
import { findLibraries } from "./peers/libraries.ts";
import type { PeerName } from "./peers/tools.ts";
import { batchSize, microBatchSize, type Setup } from "./setup.ts";

export class Peer {
  readonly path: string;
  /** Has to be the working directory: that is where the tools look for the backends' libraries. */
  readonly folder: string;
  /** The model, the threads and the batch sizes, which all tools take alike. */
  readonly commonFlags: readonly string[];
  readonly #name: PeerName;
  readonly #libraries: string;
  #backends: string[] = [];

  /** @throws Unavailable where it cannot be built. */
  static async open(name: PeerName, setup: Setup, batch: number = batchSize): Promise<Peer> {
    const libraries = findLibraries(setup.backend);
    const path = await buildPeer(name, libraries, setup.note);
    const flags = ["-t", `${setup.threads}`, "-b", `${batch}`, "-ub", `${microBatchSize}`];
    if (setup.backend !== "cpu") flags.push("-ngl", "99");
    return new Peer({ name, path, libraries, commonFlags: ["-m", await setup.model(), ...flags] });
  }

  private constructor(parts: {
    name: PeerName;
    path: string;
    libraries: { folder: string; package: string };
    commonFlags: string[];
  }) {
    this.#name = parts.name;
    this.#libraries = parts.libraries.package;
    this.path = parts.path;
    this.folder = parts.libraries.folder;
    this.commonFlags = parts.commonFlags;
  }

  /** Runs to its end. @returns What it wrote to standard output. */
  run(flags: readonly string[], onLine?: (line: string) => void): Promise<string> {
    const args = [...this.commonFlags, ...flags];
    const onStart = (pid: number) => this.watch(pid);
    return runCommand(this.path, args, { cwd: this.folder, onStart, limitMs: peerLimitMs, ...(onLine && { onLine }) });
  }

  /** Notes the backends of a process for as long as it lives: at its start it tries some that it does not keep. */
  watch(pid: number): void {
    const timer = setInterval(() => {
      const found = loadedBackends(pid);
      if (found.length > 0) this.#backends = found;
      else if (this.#backends.length > 0 || !isAlive(pid)) clearInterval(timer);
    }, watchIntervalMs);
    timer.unref();
  }

  /** Backend, threads (-t) and flags. */
  describe(flags: readonly string[]): string {
    const backends = this.#backends.join(", ") || "no backend seen";
    const shown = this.commonFlags.slice(2); // all but the model
    return `${backends} of ${this.#libraries}; ${this.#name} ${[...shown, ...flags].join(" ")}`;
  }
}

const watchIntervalMs = 250;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
