// The keys and values of some rows, kept between steps in memory that the runtime reads in place:
//
//   tensor  [rows, heads, capacity, width]     of every row the first `length` cells are valid
//
// Capacity grows in steps, so that the shapes of consecutive steps are the same.

import type { CacheTensor, KeyValueCache } from "../graph/key-value-cache.ts";
import { elementTypes } from "../graph/onnx-graph.ts";

export type CacheNumbers = Float32Array | Uint16Array;

/** Cells that capacity grows by. */
const growth = 32;

export class CacheRows {
  readonly rows: number;
  readonly lengths: number[];
  readonly tensors: readonly CacheTensor[];
  /** Name of the numbers' type at the runtime. */
  readonly type: "float32" | "float16";
  readonly #leastCells: number;
  #capacity = 0;
  #data: CacheNumbers[];

  /** @param leastCells Capacity of each row from the start. */
  constructor({ tensors, elementType }: KeyValueCache, rows: number, leastCells = 0) {
    this.#leastCells = leastCells;
    this.tensors = tensors;
    this.rows = rows;
    this.lengths = Array.from({ length: rows }, () => 0);
    this.type = elementType === elementTypes.float16 ? "float16" : "float32";
    this.#data = tensors.map(() => this.#allocate(0));
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Makes room for so many cells of every row; gives back what is far more. */
  reserve(cells: number): void {
    const wanted = Math.ceil(Math.max(cells, this.#leastCells) / growth) * growth;
    if (wanted <= this.#capacity && this.#capacity <= 2 * wanted + growth) return;
    const longest = Math.max(0, ...this.lengths);
    const capacity = Math.max(wanted, Math.ceil(longest / growth) * growth);
    if (capacity === this.#capacity) return;
    this.#data = this.tensors.map((tensor, i) => {
      const resized = this.#allocate(this.rows * tensor.heads * capacity * tensor.width);
      this.#eachHead(tensor, (row, head) => {
        const length = this.lengths[row] as number;
        const from = this.#offset(tensor, row, head, 0);
        const valid = this.#numbers(i).subarray(from, from + length * tensor.width);
        resized.set(valid as Float32Array & Uint16Array, (row * tensor.heads + head) * capacity * tensor.width);
      });
      return resized;
    });
    this.#capacity = capacity;
  }

  /** Numbers of consecutive rows, `[count, heads, capacity, width]`: no copy. */
  view(tensor: number, first: number, count: number): CacheNumbers {
    const { heads, width } = this.tensors[tensor] as CacheTensor;
    const size = heads * this.#capacity * width;
    return this.#numbers(tensor).subarray(first * size, (first + count) * size);
  }

  /** A copy of consecutive rows without the cells behind `length`, `[count, heads, length, width]`. */
  compact(tensor: number, { first, count, length }: { first: number; count: number; length: number }): CacheNumbers {
    const shape = this.tensors[tensor] as CacheTensor;
    const { heads, width } = shape;
    const packed = this.#allocate(count * heads * length * width);
    for (let row = 0; row < count; row++)
      for (let head = 0; head < heads; head++) {
        const from = this.#offset(shape, first + row, head, 0);
        const valid = this.#numbers(tensor).subarray(from, from + length * width);
        packed.set(valid as Float32Array & Uint16Array, (row * heads + head) * length * width);
      }
    return packed;
  }

  /**
   * Stores consecutive new tokens of a row behind each other.
   * @param source `[batch, heads, length, width]`
   */
  write(
    tensor: number,
    source: { numbers: CacheNumbers; length: number; batchRow: number; from: number; count: number },
    target: { row: number; cell: number },
  ): void {
    const shape = this.tensors[tensor] as CacheTensor;
    const { heads, width } = shape;
    const { numbers, length, batchRow, from, count } = source;
    for (let head = 0; head < heads; head++) {
      const start = ((batchRow * heads + head) * length + from) * width;
      const fresh = numbers.subarray(start, start + count * width);
      this.#numbers(tensor).set(
        fresh as Float32Array & Uint16Array,
        this.#offset(shape, target.row, head, target.cell),
      );
    }
  }

  /** A row becomes the same as another. */
  copy(from: number, to: number): void {
    for (const [i, tensor] of this.tensors.entries()) {
      const size = tensor.heads * this.#capacity * tensor.width;
      this.#numbers(i).copyWithin(to * size, from * size, (from + 1) * size);
    }
    this.lengths[to] = this.lengths[from] as number;
  }

  #numbers(tensor: number): CacheNumbers {
    return this.#data[tensor] as CacheNumbers;
  }

  #allocate(length: number): CacheNumbers {
    return this.type === "float16" ? new Uint16Array(length) : new Float32Array(length);
  }

  #offset({ heads, width }: CacheTensor, row: number, head: number, cell: number): number {
    return ((row * heads + head) * this.#capacity + cell) * width;
  }

  #eachHead({ heads }: CacheTensor, use: (row: number, head: number) => void): void {
    for (let row = 0; row < this.rows; row++) for (let head = 0; head < heads; head++) use(row, head);
  }
}
