// Opens the tiny model and gives steps that take a while. Shared by the programs in this folder, which the tests run as processes
// of their own: node <program> <addon> <library folder> <model> [more]

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export async function openModel([addonPath, folder, modelPath]) {
  const library = require(addonPath).openLibrary(folder);
  const params = { devices: [], nGpuLayers: 0, splitMode: "layer", tensorSplit: [], useMmap: true, vocabOnly: false };
  return { library, model: await library.loadModel(modelPath, params), params };
}

export async function createContext(model) {
  return await model.createContext({
    nCtx: 2048,
    nBatch: 2048,
    nUbatch: 64,
    nSeqMax: 4,
    nOutputsMax: 512,
    nThreads: 1,
    kvUnified: true,
    flashAttention: "off",
    typeK: "f16",
    typeV: "f16",
    offloadKqv: true,
    swaFull: true,
    exactGelu: false,
    adapters: [],
  });
}

/** A prompt that takes some hundred milliseconds, every fourth row scored. */
export function longBatch(n = 1500) {
  const index = (length) => Int32Array.from({ length }, (_, i) => i);
  const rows = Int32Array.from({ length: Math.floor(n / 4) }, (_, i) => 4 * i);
  return {
    tokens: Int32Array.from({ length: n }, (_, i) => (i * 7) % 2000),
    positions: index(n),
    seqOffsets: index(n + 1),
    seqIds: new Int32Array(n),
    rows,
    targetOffsets: index(rows.length + 1),
    targets: rows,
    drawRows: new Int32Array(0),
    samplers: [],
    banEnd: new Uint8Array(0),
  };
}

export const clear = Int32Array.of(2, 0, 0, 0, 0);
