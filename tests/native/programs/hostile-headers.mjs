// Opens damaged copies of the model, each as the addon gets it: node hostile-headers.mjs <addon> <library folder> <model> <seed> <count>
// Bits of the header are flipped, and counts, lengths and types overwritten. The library may refuse a file, and ends the process where it
// asserts (which is why vocabularies are opened in children); a sanitizer's report is what must not come.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [addonPath, folder, modelPath, seed, count] = process.argv.slice(2);
const library = createRequire(import.meta.url)(addonPath).openLibrary(folder);
const good = readFileSync(modelPath);
const headerBytes = 60_000;
const params = { devices: [], nGpuLayers: 0, splitMode: "layer", tensorSplit: [], useMmap: true, vocabOnly: true };

let state = Number(seed) + 1;
/** Park and Miller's generator. */
function random(below) {
  state = (state * 48271) % 2147483647;
  return state % below;
}

const hostile = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0xffffn,
  0x7fffffffn,
  0xffffffffn,
  0x100000000n,
  0x7fffffffffffffffn,
  0xffffffffffffffffn,
];

function damage(bytes) {
  const at = random(3) === 0 ? 4 + random(28) : random(headerBytes);
  const how = random(4);
  if (how === 0) bytes[at] ^= 1 << random(8);
  else if (how === 1) bytes.writeBigUInt64LE(hostile[random(hostile.length)], at);
  else if (how === 2) bytes.writeUInt32LE(Number(hostile[random(7)]), at);
  else bytes.copy(bytes, at, random(headerBytes), random(headerBytes));
}

const path = join(tmpdir(), `oc-local-hostile-${process.pid}.gguf`);
const outcomes = { opened: 0, refused: 0 };
for (let file = 0; file < Number(count); file++) {
  const bytes = Buffer.from(good);
  for (let times = 1 + random(3); times > 0; times--) damage(bytes);
  writeFileSync(path, bytes);
  try {
    const model = await library.loadModel(path, params);
    outcomes.opened += 1;
    for (const text of ["Hello 3 + 4 =", "\u0000ä你好<|im_end|>", "a".repeat(200)]) {
      try {
        const tokens = model.tokenize(text, true, true);
        model.detokenize(tokens, false);
      } catch (error) {
        if (error.code === undefined) throw error;
      }
    }
    await model.close();
  } catch (error) {
    if (error.code === undefined) throw error;
    outcomes.refused += 1;
  }
}
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
