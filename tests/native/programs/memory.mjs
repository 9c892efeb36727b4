// Asks for more cells than the process may have, then goes on with fewer.

import { createContext, longBatch, openModel } from "./steps.mjs";

const { model } = await openModel(process.argv.slice(2));
const params = {
  nCtx: 8 * 1024 * 1024,
  nBatch: 64,
  nUbatch: 64,
  nSeqMax: 1,
  nOutputsMax: 64,
  nThreads: 1,
  kvUnified: true,
};
const rest = {
  flashAttention: "off",
  typeK: "f32",
  typeV: "f32",
  offloadKqv: true,
  swaFull: true,
  exactGelu: false,
  adapters: [],
};
try {
  await model.createContext({ ...params, ...rest });
} catch (error) {
  process.stdout.write(`${error.code} ${error.message}\n`);
}
const context = await createContext(model);
await context.step(longBatch(10));
await context.close();
await model.close();
