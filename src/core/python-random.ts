// Python's `random.Random` and numpy's legacy `RandomState`, number for number: both are the Mersenne Twister MT19937
// (Matsumoto and Nishimura, 1998) and differ in how a seed fills the state and how integers are drawn.
// OpenCompass picks rows, examples and bootstrap samples with them (docs/exactness.md E9.1, E9.2).

const STATE_SIZE = 624;
const MIDDLE = 397;
const TWO_POW_32 = 2 ** 32;

/** `random.Random(seed)`. */
export class PythonRandom {
  readonly #twister: MersenneTwister;

  /** @param seed An integer; its sign is ignored, as in CPython. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`the seed must be a safe integer, got ${seed}`);
    const magnitude = Math.abs(seed);
    const high = Math.floor(magnitude / TWO_POW_32);
    this.#twister = MersenneTwister.fromKey(high === 0 ? [magnitude] : [magnitude >>> 0, high]);
  }

  /** Uniform in [0, 1). */
  random(): number {
    return this.#twister.nextDouble();
  }

  /** A uniform integer of `bits` bits, at most 53. */
  getrandbits(bits: number): number {
    if (!Number.isInteger(bits) || bits < 0 || bits > 53) throw new RangeError(`bits must be 0 to 53, got ${bits}`);
    if (bits === 0) return 0;
    if (bits <= 32) return this.#twister.nextUint32() >>> (32 - bits);
    const low = this.#twister.nextUint32();
    return (this.#twister.nextUint32() >>> (64 - bits)) * TWO_POW_32 + low;
  }

  /** A uniform integer in [0, stop), or in [start, stop). */
  randrange(start: number, stop?: number): number {
    return stop === undefined ? this.#below(start) : start + this.#below(stop - start);
  }

  choice<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }

  /** Shuffles in place. */
  shuffle<T>(items: T[]): void {
    for (let i = items.length - 1; i > 0; i -= 1) swap(items, i, this.#below(i + 1));
  }

  /** `count` different items in random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const total = items.length;
    if (!Number.isInteger(count) || count < 0 || count > total) {
      throw new RangeError(`cannot take a sample of ${count} from ${total} items`);
    }
    const picked = total <= poolLimit(count) ? this.#indicesFromPool(total, count) : this.#indicesBySet(total, count);
    return picked.map((index) => items[index] as T);
  }

  #below(limit: number): number {
    if (!Number.isSafeInteger(limit) || limit <= 0) throw new RangeError(`empty range: no integer below ${limit}`);
    const bits = bitLength(limit);
    let value = this.getrandbits(bits);
    while (value >= limit) value = this.getrandbits(bits);
    return value;
  }

  #indicesFromPool(total: number, count: number): number[] {
    const pool = indices(total);
    return Array.from({ length: count }, (_, i) => {
      const at = this.#below(total - i);
      const index = pool[at] as number;
      pool[at] = pool[total - i - 1] as number;
      return index;
    });
  }

  #indicesBySet(total: number, count: number): number[] {
    const picked = new Set<number>();
    while (picked.size < count) picked.add(this.#below(total));
    return [...picked];
  }
}

/** `numpy.random.RandomState(seed)`, the generator behind `numpy.random.seed(seed)`. */
export class NumpyRandomState {
  readonly #twister: MersenneTwister;

  /** @param seed 0 to 2**32 - 1. */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed >= TWO_POW_32) {
      throw new RangeError(`the seed must be an integer between 0 and 2**32 - 1, got ${seed}`);
    }
    this.#twister = MersenneTwister.fromSeed(seed);
  }

  /** Uniform in [0, 1). */
  randomSample(): number {
    return this.#twister.nextDouble();
  }

  /** 0 to `total - 1` in random order. */
  permutation(total: number): number[] {
    const order = indices(total);
    for (let i = total - 1; i > 0; i -= 1) swap(order, i, this.#upTo(i));
    return order;
  }

  /** `size` numbers of 0 to `total - 1`. Without replacement they are the head of a whole permutation, as in numpy. */
  choice(total: number, size: number, options: { replace: boolean }): number[] {
    if (!options.replace) {
      if (size > total) throw new RangeError(`cannot take ${size} of ${total} without replacement`);
      return this.permutation(total).slice(0, size);
    }
    if (total <= 0 && size > 0) throw new RangeError("cannot choose from nothing");
    return Array.from({ length: size }, () => this.#upTo(total - 1));
  }

  /** Uniform in [0, max]: draws are masked to the width of `max` and repeated while too large. */
  #upTo(max: number): number {
    if (max === 0) return 0;
    if (max >= TWO_POW_32) throw new RangeError(`ranges of 2**32 and more are not supported, got ${max}`);
    const mask = 2 ** bitLength(max) - 1;
    for (;;) {
      const value = (this.#twister.nextUint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }
}

class MersenneTwister {
  readonly #state: Uint32Array;
  #position = STATE_SIZE;

  private constructor(state: Uint32Array) {
    this.#state = state;
  }

  /** The reference implementation's `init_genrand`. */
  static fromSeed(seed: number): MersenneTwister {
    return new MersenneTwister(seededState(seed));
  }

  /** The reference implementation's `init_by_array`: 32-bit words, least significant first. */
  static fromKey(key: readonly number[]): MersenneTwister {
    const state = seededState(19650218);
    let i = 1;
    const step = (multiplier: number, add: (old: number) => number) => {
      const previous = state[i - 1] as number;
      const mixed = (state[i] as number) ^ Math.imul(previous ^ (previous >>> 30), multiplier);
      state[i] = add(mixed);
      i += 1;
      if (i === STATE_SIZE) {
        state[0] = state[STATE_SIZE - 1] as number;
        i = 1;
      }
    };
    for (let k = 0; k < Math.max(STATE_SIZE, key.length); k += 1) {
      const j = k % key.length;
      step(1664525, (mixed) => mixed + (key[j] as number) + j);
    }
    for (let k = 1; k < STATE_SIZE; k += 1) {
      const at = i;
      step(1566083941, (mixed) => mixed - at);
    }
    state[0] = 0x80000000;
    return new MersenneTwister(state);
  }

  nextUint32(): number {
    if (this.#position === STATE_SIZE) this.#refill();
    let y = this.#state[this.#position] as number;
    this.#position += 1;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** 53 random bits as a fraction. */
  nextDouble(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < STATE_SIZE; i += 1) {
      const y = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % STATE_SIZE] as number) & 0x7fffffff);
      state[i] = (state[(i + MIDDLE) % STATE_SIZE] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#position = 0;
  }
}

function seededState(seed: number): Uint32Array {
  const state = new Uint32Array(STATE_SIZE);
  state[0] = seed;
  for (let i = 1; i < STATE_SIZE; i += 1) {
    const previous = state[i - 1] as number;
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
  }
  return state;
}

/** CPython keeps a pool of the whole population up to this size, else a set of what was taken. */
function poolLimit(count: number): number {
  return count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21;
}

function bitLength(value: number): number {
  return value < TWO_POW_32 ? 32 - Math.clz32(value) : 64 - Math.clz32(Math.floor(value / TWO_POW_32));
}

function indices(total: number): number[] {
  return Array.from({ length: total }, (_, i) => i);
}

function swap<T>(items: T[], a: number, b: number): void {
  const kept = items[a] as T;
  items[a] = items[b] as T;
  items[b] = kept;
}
