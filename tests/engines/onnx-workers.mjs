// Two workers of one process, each with an engine of its own: both score and generate, close and end. The process ends with 0 where
// nothing went wrong at load, run or exit.
//
// node onnx-workers.mjs <engine module> <options as JSON>

import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

if (isMainThread) {
  const [, script, module, options] = process.argv;
  const workers = [0, 1].map(() => new Worker(script, { workerData: { module, options: JSON.parse(options) } }));
  const results = await Promise.all(
    workers.map(async (worker) => {
      const [[result], [code]] = await Promise.all([once(worker, "message"), once(worker, "exit")]);
      return { result, code };
    }),
  );
  process.stdout.write(JSON.stringify(results));
} else {
  const { open } = await import(workerData.module);
  const engine = await open(workerData.options);
  const tokens = Int32Array.from({ length: 40 }, (_, i) => 300 + i);
  let score = 0;
  for await (const { logProbs } of engine.score(flow({ index: 0, tokens, from: 1 })))
    score = logProbs.reduce((sum, value) => sum + value, 0);
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  let text = "";
  for await (const generation of engine.generate(
    flow({ index: 0, tokens, maxTokens: 8, minTokens: 8, stopWords: [], sampling }),
  ))
    text = generation.text;
  await engine.close();
  parentPort.postMessage({ score, text });
}

async function* flow(request) {
  yield request;
}
