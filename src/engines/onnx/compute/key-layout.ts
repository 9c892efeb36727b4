// Where the keys of a batch lie, and which of them its new tokens may look at. Keys are laid out in one of two ways, after what the
// graph does with its past:
//
//   behind past    [cells 0 .. past) [new 0 .. length)     cells behind a row's valid ones are masked
//   behind valid   [valid cells of the row] [new ...]      each row has its own number of them

/** Added to the score of a key that a token may not look at. */
export const hidden = -1e9;

export interface KeyLayout {
  /** New tokens per row. */
  length: number;
  /** Cells of the past that the graph is given. */
  past: number;
  keys: number;
  /** Of each row: cells that hold something, which attention_mask counts. */
  valid: number[];
  /** Of each row: index of the first new token's key. */
  fresh: number[];
}

/** Ones for the valid cells of each row and for the new tokens, `[rows, keys]`. */
export function keyMask({ length, keys, valid, fresh }: KeyLayout): Int32Array {
  const mask = new Int32Array(valid.length * keys);
  for (const [row, cells] of valid.entries()) {
    mask.fill(1, row * keys, row * keys + cells);
    const start = row * keys + (fresh[row] as number);
    mask.fill(1, start, start + length);
  }
  return mask;
}

/** Shows each token everything before it in its row, `[rows, 1, length, keys]`. */
export function causalBias({ length, keys, valid, fresh }: KeyLayout): Float32Array {
  const bias = new Float32Array(valid.length * length * keys);
  for (const [row, cells] of valid.entries())
    for (let i = 0; i < length; i++) {
      const line = (row * length + i) * keys;
      const start = line + (fresh[row] as number);
      bias.fill(hidden, line + cells, start);
      bias.fill(hidden, start + i + 1, line + keys);
    }
  return bias;
}

/** Index of each new token's key, `[rows, 1, length, 1]`. */
export function freshKeys({ length, fresh }: KeyLayout): Int32Array {
  return Int32Array.from(fresh.flatMap((start) => Array.from({ length }, (_, i) => start + i)));
}
