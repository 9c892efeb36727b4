// Python's and numpy's generators (src/core/python-random.ts).

import { bootstrapMedian } from "../../../src/core/bootstrap.ts";
import { NumpyRandomState, PythonRandom } from "../../../src/core/python-random.ts";
import type { GoldenAdapter } from "../golden.ts";

interface Input {
  op: string;
  seed: number;
  count: number;
  n: number;
  bits: number[];
  size: number;
  replace: boolean;
  times: number;
  samples: number;
  values: number[];
}

export const adapter: GoldenAdapter = {
  file: "rng",
  run({ input }) {
    const asked = input as unknown as Input;
    const draw = asked.op.startsWith("py_") ? drawPython : drawNumpy;
    return draw(asked);
  },
};

function drawPython({ op, seed, count, n, bits }: Input): unknown {
  const random = new PythonRandom(seed);
  if (op === "py_random") return Array.from({ length: count }, () => random.random());
  if (op === "py_getrandbits") return bits.map((width) => random.getrandbits(width));
  if (op === "py_shuffle") {
    const items = Array.from({ length: n }, (_, i) => i);
    random.shuffle(items);
    return items;
  }
  throw new Error(`unknown op ${op}`);
}

function drawNumpy({ op, seed, count, n, size, replace, times, samples, values }: Input): unknown {
  const random = new NumpyRandomState(seed);
  if (op === "np_random_sample") return Array.from({ length: count }, () => random.randomSample());
  if (op === "np_permutation") return random.permutation(n);
  if (op === "np_choice") return Array.from({ length: times }, () => random.choice(n, size, { replace }));
  if (op === "bootstrap_median") return bootstrapMedian(random, values, samples);
  throw new Error(`unknown op ${op}`);
}
