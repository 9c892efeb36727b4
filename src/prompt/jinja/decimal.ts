// Floats in decimal notation as C's %f, %e and %g write them: rounded from the exact binary value, ties to even.

export type Notation = "f" | "e" | "g";

/** Of a finite magnitude. @param keepsZeros The flag `#`: %g keeps trailing zeros. */
export function decimal(magnitude: number, notation: Notation, precision: number, keepsZeros = false): string {
  if (notation === "f") return fixed(magnitude, precision);
  if (notation === "e") return exponential(magnitude, precision).text;
  const digits = Math.max(precision, 1);
  const { text, exponent } = exponential(magnitude, digits - 1);
  if (exponent < -4 || exponent >= digits) return keepsZeros ? text : text.replace(/\.?0*(?=e)/, "");
  const plain = fixed(magnitude, digits - 1 - exponent);
  return keepsZeros || !plain.includes(".") ? plain : plain.replace(/\.?0+$/, "");
}

/** `round(value, decimals)` of a float. */
export function roundFloat(value: number, decimals: number): number {
  if (!Number.isFinite(value) || decimals > 340) return value;
  if (decimals < -340) return value < 0 || Object.is(value, -0) ? -0 : 0;
  const magnitude = Number(`${scaled(Math.abs(value), decimals)}e${-decimals}`);
  return value < 0 || Object.is(value, -0) ? -magnitude : magnitude;
}

function fixed(magnitude: number, precision: number): string {
  const digits = scaled(magnitude, precision)
    .toString()
    .padStart(precision + 1, "0");
  return precision === 0 ? digits : `${digits.slice(0, -precision)}.${digits.slice(-precision)}`;
}

function exponential(magnitude: number, precision: number): { text: string; exponent: number } {
  let exponent = magnitude === 0 ? 0 : Number(magnitude.toExponential().split("e")[1]);
  let digits = scaled(magnitude, precision - exponent).toString();
  // The shortest notation can stand on the other side of a power of ten, and rounding can reach the next.
  while (magnitude !== 0 && digits.length !== precision + 1) {
    exponent += digits.length > precision + 1 ? 1 : -1;
    digits = scaled(magnitude, precision - exponent).toString();
  }
  const mantissa = precision === 0 ? digits.slice(0, 1) : `${digits[0]}.${digits.slice(1).padEnd(precision, "0")}`;
  const sign = exponent < 0 ? "-" : "+";
  return { text: `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`, exponent };
}

/** magnitude · 10^decimals as a whole number. */
function scaled(magnitude: number, decimals: number): bigint {
  const { mantissa, exponent } = parts(magnitude);
  const numerator = mantissa * 2n ** BigInt(Math.max(exponent, 0)) * 10n ** BigInt(Math.max(decimals, 0));
  const denominator = 2n ** BigInt(Math.max(-exponent, 0)) * 10n ** BigInt(Math.max(-decimals, 0));
  const [whole, twice] = [numerator / denominator, (numerator % denominator) * 2n];
  const isUp = twice > denominator || (twice === denominator && whole % 2n === 1n);
  return isUp ? whole + 1n : whole;
}

/** A float is mantissa · 2^exponent. */
function parts(magnitude: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, magnitude);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}
