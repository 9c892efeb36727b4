// Random weights as Q8_0 blocks: 32 signed bytes behind the half-precision number they are multiplied by.

export const q8BlockWeights = 32;
export const q8BlockBytes = 34;

/** Root mean square of the odd numbers from -127 to 127, which the bytes below are. */
const byteDeviation = Math.sqrt((128 * 128 - 1) / 3);

export class WeightSource {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 1;
  }

  /** Fills whole blocks with weights of the given standard deviation. The length is a multiple of 4 and of 34. */
  fill(bytes: Buffer, deviation: number): void {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    let state = this.#state;
    for (let i = 0; i < words.length; i++) {
      state ^= state << 13; // xorshift32
      state ^= state >>> 17;
      state ^= state << 5;
      // Odd bytes only: the quantisation never makes -128, and kernels may count on that.
      words[i] = state | 0x01010101;
    }
    this.#state = state;
    const scale = toHalf(deviation / byteDeviation);
    for (let at = 0; at < bytes.length; at += q8BlockBytes) bytes.writeUInt16LE(scale, at);
  }
}

/** Half-precision bits of a positive number from 2^-14 to 65,504, rounded down. */
function toHalf(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0] as number;
  const exponent = (bits >>> 23) - 127 + 15;
  return (exponent << 10) | ((bits >>> 13) & 0x3ff);
}
