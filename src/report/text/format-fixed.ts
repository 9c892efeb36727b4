// Numbers with two decimals as Python's "%.2f" prints them: the exact binary value decides, ties go to the even digit.
// docs/exactness.md E13.10.

// Only odd eighths lie halfway between two hundredths, so these four are all the ties there are.
const ties = new Map([
  [0.125, "12"],
  [0.375, "38"],
  [0.625, "62"],
  [0.875, "88"],
]);

export function formatFixed(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + formatMagnitude(Math.abs(value));
}

function formatMagnitude(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "inf";
  // From here on toFixed switches to exponents; such doubles are whole numbers.
  if (value >= 1e21) return `${BigInt(value)}.00`;
  const tie = ties.get(value % 1);
  // toFixed works on the exact value too, but rounds ties up.
  return tie === undefined ? value.toFixed(2) : `${Math.trunc(value)}.${tie}`;
}
