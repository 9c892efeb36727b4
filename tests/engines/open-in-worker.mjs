// A worker thread that opens an engine, scores one sequence, closes the engine and answers with the log-probabilities.

import { parentPort, workerData } from "node:worker_threads";
import { createJiti } from "jiti";

const { openTiny } = await createJiti(import.meta.url).import("./tiny-model.ts");
const engine = await openTiny();
async function* requests() {
  yield { index: 0, tokens: Int32Array.from(workerData), from: 1 };
}
for await (const { logProbs } of engine.score(requests())) parentPort.postMessage([...logProbs]);
await engine.close();
