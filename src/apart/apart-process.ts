// A process for work that may end it, never end, or take all memory: what llama.cpp does with a vocabulary, tokenizers' regular
// expressions, readers of model files. It is started when it is asked, and again after it has ended; this process goes on.

import { OcLocalError } from "../core/errors.ts";
import type { Question } from "./messages.ts";
import { type ProcessProgram, RunningProcess } from "./running-process.ts";

export interface ApartOptions extends ProcessProgram {
  /** Ends it at once. */
  signal?: AbortSignal | undefined;
  /** False for work that opens a model's weights. @default true */
  isMemoryBound?: boolean;
}

let spare: { program: string; running: RunningProcess } | undefined;

/** For whoever needs the program soon, and has to load a lot before. @returns What ends it where nobody came. */
export function startSpare(program: string): () => void {
  const running = new RunningProcess({ program });
  spare = { program, running };
  return () => {
    if (spare?.running === running) running.end();
  };
}

function takeSpare({ program, cwd }: ProcessProgram): RunningProcess | undefined {
  if (spare?.program !== program || cwd !== undefined || spare.running.hasEnded) return undefined;
  const { running } = spare;
  spare = undefined;
  return running;
}

export class ApartProcess {
  readonly #options: ApartOptions;
  #running: RunningProcess | undefined;

  constructor(options: ApartOptions) {
    this.#options = options;
  }

  /** It takes a moment until it can answer. */
  start(): RunningProcess {
    if (this.#running === undefined || this.#running.hasEnded)
      this.#running = takeSpare(this.#options) ?? new RunningProcess(this.#options);
    return this.#running;
  }

  /**
   * @param doing Completes "stopped while …".
   * @param onTold Told what the process tells before it answers.
   * @throws EndedApart; OcLocalError ABORTED, or what the answer is; whatever `onTold` throws
   */
  async ask(
    { name, args }: Question,
    { doing, onTold = () => {} }: { doing: string; onTold?: (what: unknown) => void },
  ): Promise<unknown> {
    const { signal, isMemoryBound = true } = this.#options;
    if (signal?.aborted) throw stopped(doing);
    const running = this.start();
    const stop = () => running.end();
    signal?.addEventListener("abort", stop, { once: true });
    try {
      return await running.ask({ name, args }, isMemoryBound, onTold);
    } catch (error) {
      throw signal?.aborted ? stopped(doing) : error;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  /** What it can do before it is asked. */
  hint(name: string, args: unknown): void {
    this.start().hint({ name, args });
  }

  /** What it holds is freed; the next question starts another one. */
  end(): void {
    this.#running?.end();
    this.#running = undefined;
  }
}

function stopped(doing: string): OcLocalError {
  return new OcLocalError("ABORTED", `stopped while ${doing}`);
}
