// How things end: aborted steps, closing in any order, workers that are terminated and processes that exit with a step in flight.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Batch } from "../../src/engines/llama/addon.ts";
import {
  addonPath,
  batchOf,
  contextParams,
  expectClose,
  expectFailure,
  libraryFolder,
  loadModel,
  modelPath,
  scoreAlone,
  scoredSequence,
  someTokens,
  withContext,
} from "./addon.ts";

const longPrompt = (sequences: number[], from: number) =>
  batchOf(someTokens(1000, 3).map((token, i) => ({ token, position: from + i, sequences })));

test("an aborted step takes all its cells back, also those of several sequences", async () => {
  await withContext({ nCtx: 2048, nBatch: 1024, nUbatch: 32 }, async (context) => {
    const tokens = someTokens(30);
    const alone = await scoreAlone(context, tokens);
    const all = [0, 1, 2];
    await context.step(batchOf(tokens.slice(0, 20).map((token, position) => ({ token, position, sequences: all }))));
    let aborted = 0;
    for (const delay of [0, 1, 5, 20, 60]) {
      const step = context.step(longPrompt(all, 20));
      const timer = setTimeout(() => context.abort(), delay);
      const outcome = await step.then(
        () => "done",
        (error) => error,
      );
      clearTimeout(timer); // of a step that was quicker: it must not abort the next one
      if (outcome === "done") {
        context.edit(Int32Array.from(all.flatMap((sequence) => [0, sequence, 0, 20, -1])));
      } else {
        aborted++;
        expect(outcome).toMatchObject({ code: "ABORTED" });
      }
    }
    expect(aborted).toBeGreaterThan(0);
    context.abort(); // with nothing in flight it does nothing
    for (const sequence of all) {
      const { logProbs } = await context.step(batchOf(scoredSequence(tokens.slice(20), [sequence], 20)));
      expectClose(logProbs, alone.slice(20), 2e-5);
    }
  });
});

test("closing waits for the step in flight, and can be repeated", async () => {
  const model = await loadModel();
  const context = await model.createContext(contextParams);
  const step = context.step(batchOf(scoredSequence(someTokens(60))));
  const closes = [context.close(), context.close()];
  expect((await step).logProbs).toHaveLength(59);
  await Promise.all(closes);
  await context.close();
  await expectFailure(() => context.step(batchOf([])), "CLOSED", /the context is closed/);
  await expectFailure(() => context.edit(new Int32Array(0)), "CLOSED", /the context is closed/);
  await expectFailure(() => context.saveState(0), "CLOSED", /the context is closed/);
  await Promise.all([model.close(), model.close()]);
  await model.close();
  await expectFailure(() => model.tokenize("a", true, true), "CLOSED", /the model is closed/);
  await expectFailure(() => model.createContext(contextParams), "CLOSED", /the model is closed/);
  await expectFailure(() => model.loadAdapter("/none"), "CLOSED", /the model is closed/);
});

/** The same batch, with a getter that does something while the step reads it. */
function withGetter(batch: Batch, name: keyof Batch, act: () => unknown): Batch {
  const value = batch[name];
  return Object.defineProperty({ ...batch }, name, {
    get: () => {
      act();
      return value;
    },
  });
}

test("a getter of a batch that closes the context, begins a step or closes a sampler is an error", async () => {
  const model = await loadModel();
  const batch = batchOf(scoredSequence(someTokens(20)));

  const closing = await model.createContext(contextParams);
  await expectFailure(() => closing.step(withGetter(batch, "banEnd", () => void closing.close())), "CLOSED", /closed/);
  await closing.close();

  const stepping = await model.createContext(contextParams);
  let inner: Promise<unknown> | undefined;
  const nested = withGetter(batch, "tokens", () => {
    inner = stepping.step(batch);
  });
  await expectFailure(() => stepping.step(nested), "ARGUMENT", /a step of this context is in flight/);
  expect(await inner).toMatchObject({ drawn: new Int32Array(0) });
  await stepping.close();

  const params = withParamsGetter(() => void model.close());
  await expectFailure(() => model.createContext(params), "CLOSED", /the model is closed/);
});

function withParamsGetter(act: () => void) {
  return Object.defineProperty({ ...contextParams }, "nThreads", {
    get: () => {
      act();
      return contextParams.nThreads;
    },
  });
}

test("a model stays open as long as a context of it is", async () => {
  const model = await loadModel();
  const creating = model.createContext(contextParams);
  await expectFailure(() => model.close(), "ARGUMENT", /contexts or adapters of this model are open/);
  const context = await creating;
  await expectFailure(() => model.close(), "ARGUMENT", /are open; close them first/);
  await context.close();
  await expectFailure(() => model.createContext({ ...contextParams, typeV: "q4_0" }), "CONTEXT", /./);
  await model.close();
});

test("two contexts of one model step at the same time", async () => {
  await withContext({}, async (context, model) => {
    const other = await model.createContext({ ...contextParams, nThreads: 1 });
    const tokens = someTokens(60);
    const batch = batchOf(scoredSequence(tokens));
    const [first, second] = await Promise.all([context.step(batch), other.step(batch)]);
    expectClose(first.logProbs, second.logProbs, 2e-5);
    await other.close();
  });
});

interface Ended {
  status: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

function run(program: string, args: (string | number)[] = [], nodeFlags: string[] = []): Ended {
  const path = fileURLToPath(new URL(`programs/${program}.mjs`, import.meta.url));
  const all = [...nodeFlags, path, addonPath, libraryFolder, modelPath, ...args.map(String)];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8", timeout: 120_000 });
  return { status, signal, stdout, stderr };
}

const quiet = { signal: null, stdout: "", stderr: "" };

test.each([
  { name: "while a step is in flight", args: ["exit", 0] },
  { name: "a little into a step", args: ["exit", 5] },
  { name: "further into a step", args: ["exit", 60] },
  { name: "while models load", args: ["loading"] },
  { name: "while a context is made", args: ["creating"] },
  { name: "while a context waits to be closed", args: ["closing"] },
  { name: "with everything left open", args: ["idle"] },
])("the process exits $name", ({ args }) => {
  expect(run("exit", args)).toEqual({ ...quiet, status: 7 });
});

test("the process exits while workers step", () => {
  expect(run("workers", ["main", 1])).toEqual({ ...quiet, status: 7 });
});

test("an exception that nobody caught ends the process as ever, with a step in flight", () => {
  const { status, signal, stderr } = run("exit", ["throw"]);
  expect({ status, signal }).toEqual({ status: 1, signal: null });
  expect(stderr).toMatch(/Error: on purpose/);
});

test("contexts and models that were not closed are collected", () => {
  expect(run("exit", ["dropped"], ["--expose-gc"])).toEqual({ ...quiet, status: 7 });
});

test.each([
  { name: "are terminated in the middle of steps", args: ["terminate", 6] },
  { name: "exit in the middle of steps", args: ["exit", 2] },
  { name: "run to their end", args: ["finish", 1] },
])("several workers step at once and $name", ({ args }) => {
  expect(run("workers", args)).toEqual({ ...quiet, stdout: "1 result\n", status: 0 });
});

// A sanitizer needs more address space than that.
test.skipIf(process.env.OC_NATIVE_ADDON !== undefined)(
  "cells that the machine has no room for are refused, and fewer can be had",
  () => {
    const path = fileURLToPath(new URL("programs/memory.mjs", import.meta.url));
    const command = 'ulimit -v 6000000 && exec "$@"';
    const args = ["-c", command, "sh", process.execPath, path, addonPath, libraryFolder, modelPath];
    const { status, stdout, stderr } = spawnSync("sh", args, { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^NO_MEMORY llama_init_from_model \(n_ctx 8388608, .*alloc/);
  },
);
