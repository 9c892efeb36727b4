// Several worker_threads step at once; they are ended while they do, or stop by themselves. Prints what the workers computed.

import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { clear, createContext, longBatch, openModel } from "./steps.mjs";

if (isMainThread) await end(process.argv.slice(2));
else await stepOn(workerData);

async function end(args) {
  const [how, rounds] = args.slice(3);
  const sums = new Set();
  for (let round = 0; round < Number(rounds); round++) {
    const workers = [0, 1, 2].map(() => new Worker(fileURLToPath(import.meta.url), { workerData: args }));
    // Listened for at once: one may end before another has computed anything.
    const ends = workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
    const first = workers.map((worker) => new Promise((resolve) => worker.once("message", resolve)));
    for (const sum of await Promise.all(first)) sums.add(sum);
    if (how === "main") process.exit(7);
    if (how === "terminate") {
      await new Promise((resolve) => setTimeout(resolve, 17 * round));
      await Promise.all(workers.map((worker) => worker.terminate()));
    } else {
      await Promise.all(ends);
    }
  }
  process.stdout.write(`${[...sums].length} result\n`);
}

async function stepOn(args) {
  const { model } = await openModel(args);
  const context = await createContext(model);
  for (let i = 0; ["terminate", "main"].includes(args[3]) || i < 3; i++) {
    const { logProbs } = await context.step(longBatch(i === 0 ? 100 : 1000));
    if (i === 0) parentPort.postMessage(logProbs.reduce((sum, x) => sum + x, 0).toFixed(4));
    context.edit(clear);
    if (args[3] === "exit" && i === 1) {
      void context.step(longBatch());
      process.exit(0); // ends the worker, not the process
    }
  }
}
