// One life of a process that works apart, seen from outside: start, one question after the other, the end.

import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { errorMessage } from "../core/errors.ts";
import { codeRoot, moduleExtension } from "../core/package.ts";
import type { HeldMemory } from "./apart-watch.ts";
import { type ApartWatch, watchApart } from "./apart-watch.ts";
import { describeDeath } from "./death.ts";
import { type ApartMessage, type Question, receivedError } from "./messages.ts";
import { OutputTail } from "./output-tail.ts";

/** It ended, or had to be ended, before it answered. */
export class EndedApart extends Error {
  override readonly name = "EndedApart";

  /** @param how Completes "the process …", with what it said last. */
  constructor(how: string) {
    super(how);
  }
}

export interface ProcessProgram {
  /** Below src/, without the extension. */
  program: string;
  cwd?: string | undefined;
}

interface OpenQuestion {
  watch: ApartWatch;
  onTold(what: unknown): void;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export class RunningProcess {
  readonly #child: ChildProcess;
  readonly #held: HeldMemory = { bytes: 0 };
  readonly #tail = new OutputTail();
  readonly #kill = () => this.end();
  #open: OpenQuestion | undefined;
  /** Why it was ended from here. */
  #beyond: string | undefined;
  hasEnded = false;

  constructor({ program, cwd }: ProcessProgram) {
    const file = join(codeRoot, "src", `${program}${moduleExtension}`);
    this.#child = fork(file, {
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      ...(cwd !== undefined && { cwd }),
      ...(moduleExtension === ".ts" && { execArgv: ["--import", typescriptLoader()] }),
    });
    for (const output of [this.#child.stdout, this.#child.stderr] as Readable[]) {
      output.setEncoding("utf8");
      output.on("data", (text) => this.#tail.add(text));
    }
    this.#child.on("message", (message: ApartMessage) => this.#take(message));
    this.#child.once("close", (code, signal) => this.#ended(describeDeath({ code, signal }, undefined)));
    this.#child.on("error", (error) => {
      if (this.#child.pid === undefined) this.#ended(`could not be started: ${errorMessage(error)}`);
    });
    process.on("exit", this.#kill);
  }

  /** One question at a time. */
  ask(question: Question, isMemoryBound: boolean, onTold: (what: unknown) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const watch = watchApart(this.#child.pid ?? 0, { isMemoryBound, held: this.#held }, (what) => {
        this.#beyond = what;
        this.end();
      });
      this.#open = { watch, onTold, resolve, reject };
      // Where it is gone already its end tells.
      this.#child.send(question, () => {});
    });
  }

  hint(question: Question): void {
    this.#child.send({ ...question, isHint: true }, () => {});
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }

  #take(message: ApartMessage): void {
    const open = this.#open;
    if (open === undefined) return;
    open.watch.step();
    if (message.type === "begin") open.watch.begin();
    else if (message.type === "tell") this.#tell(open, message.what);
    else if (message.type !== "step") {
      this.#settle();
      if (message.type === "answer") open.resolve(message.value);
      else open.reject(receivedError(message.error));
    }
  }

  #tell({ onTold, reject }: OpenQuestion, what: unknown): void {
    try {
      onTold(what);
    } catch (error) {
      this.#settle();
      reject(error);
      this.end();
    }
  }

  #ended(how: string): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    process.off("exit", this.#kill);
    const open = this.#settle();
    open?.reject(new EndedApart(this.#beyond ?? `${how}${lastWords(this.#tail.lines)}`));
  }

  #settle(): OpenQuestion | undefined {
    const open = this.#open;
    open?.watch.end();
    this.#open = undefined;
    return open;
  }
}

const longestWords = 300;

/** The line that tells what went wrong, worded for the end of a sentence; empty when it said nothing. */
function lastWords(lines: readonly string[]): string {
  const telling = lines.find((line) => /error|assert/i.test(line)) ?? lines.at(-1);
  return telling === undefined ? "" : `: ${telling.trim().slice(0, longestWords)}`;
}

/** From the sources, as tests run, Node.js needs a loader for TypeScript. */
function typescriptLoader(): string {
  const manifest = createRequire(import.meta.url).resolve("jiti/package.json");
  return join(dirname(manifest), "lib", "jiti-register.mjs");
}
