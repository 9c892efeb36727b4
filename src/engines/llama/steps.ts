// The open context of an engine: every native step passes through here, one at a time, timed.

import { OcLocalError } from "../../core/errors.ts";
import type { GenerationWork } from "../engine.ts";
import type { FlowGuard } from "../scheduler/flow-guard.ts";
import type { CellEdit } from "../scheduler/round-batch.ts";
import { type Batch, type Context, editClear, editCopy, editRemove, type StepResult } from "./addon.ts";
import { engineError, isNativeError } from "./native-error.ts";

/** Accumulated since the engine was opened. */
export interface Timings {
  /** Milliseconds inside llama_decode. */
  decodeMs: number;
  /** Milliseconds reading log-probabilities and drawing tokens. */
  readMs: number;
  steps: number;
  computedTokens: number;
}

export class Steps {
  readonly timings: Timings = { decodeMs: 0, readMs: 0, steps: 0, computedTokens: 0 };
  readonly #guard: FlowGuard;
  readonly #onStep: (work?: GenerationWork) => void;
  #running: Promise<StepResult> | undefined;

  /** @param onStep Called after each step. */
  constructor(guard: FlowGuard, onStep: (work?: GenerationWork) => void = () => {}) {
    this.#guard = guard;
    this.#onStep = onStep;
  }

  /**
   * @param work What the step does for generated answers.
   * @throws OcLocalError; the addon's own error where it is out of memory, so that the caller can do with less.
   */
  async run(
    context: Context,
    batch: Batch,
    { signal, work }: { signal: AbortSignal | undefined; work?: GenerationWork },
  ): Promise<StepResult> {
    this.#guard.check(signal);
    const abort = () => context.abort();
    signal?.addEventListener("abort", abort);
    try {
      this.#running = context.step(batch);
      const result = await this.#running;
      this.timings.decodeMs += result.decodeMs;
      this.timings.readMs += result.readMs;
      this.timings.steps += 1;
      this.timings.computedTokens += batch.tokens.length;
      this.#onStep(work);
      return result;
    } catch (error) {
      this.#guard.check(signal);
      if (isNativeError(error) && error.code === "NO_MEMORY") throw error;
      throw engineError(`compute ${batch.tokens.length} tokens`, error);
    } finally {
      this.#running = undefined;
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Ends the step in flight. */
  async stop(context: Context | undefined): Promise<void> {
    context?.abort();
    await this.#running?.catch(() => undefined); // its caller gets the error
  }
}

/** @throws OcLocalError where llama.cpp cannot cut a sequence as asked: the cells would not be what was planned. */
export function applyEdits(context: Context, edits: readonly CellEdit[]): void {
  if (edits.length === 0) return;
  const codes = edits.flatMap(encodeEdit);
  if (!context.edit(Int32Array.from(codes)))
    throw new OcLocalError("ENGINE", "llama.cpp could not cut a sequence back to a shared prefix");
}

function encodeEdit(edit: CellEdit): number[] {
  switch (edit.kind) {
    case "clear":
      return [editClear, -1, -1, -1, -1];
    case "remove":
      return [editRemove, edit.sequence, -1, edit.from, -1];
    case "copy":
      return [editCopy, edit.sequence, edit.target, edit.to === -1 ? -1 : 0, edit.to];
  }
}
