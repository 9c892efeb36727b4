// Python slice texts such as "[0:64]", "[::-1]" or the chain "[:100][10:20]", as OpenCompass configs write row ranges.
// Parsed, never evaluated: a config cannot smuggle code in through a range.
// docs/exactness.md E4.3.

export interface PythonSlice {
  start: number | null;
  stop: number | null;
  /** Never 0. */
  step: number;
}

const integer = "[+-]?(?:0|[1-9][0-9]*)";
const onePart = new RegExp(`\\s*\\[\\s*(${integer})?\\s*:\\s*(${integer})?\\s*(?::\\s*(${integer})?\\s*)?\\]\\s*`, "y");

/** The slices of the text in the order they apply; an empty text has none. Null when it is not a chain of slices. */
export function parsePythonSlices(text: string): PythonSlice[] | null {
  const slices: PythonSlice[] = [];
  onePart.lastIndex = 0;
  for (let at = 0; at < text.length; at = onePart.lastIndex) {
    const found = onePart.exec(text);
    if (found === null) return null;
    const [, start, stop, step] = found;
    const slice = { start: toInteger(start), stop: toInteger(stop), step: toInteger(step) ?? 1 };
    if (slice.step === 0) return null;
    slices.push(slice);
  }
  return slices;
}

/** `items[slice]` for each slice in turn. */
export function applySlices<T>(items: readonly T[], slices: readonly PythonSlice[]): T[] {
  return slices.reduce<T[]>((kept, slice) => pickSlice(kept, slice), [...items]);
}

// The rules of Python's slice.indices: negative bounds count from the end, bounds outside are moved to the edge.
function pickSlice<T>(items: readonly T[], { start, stop, step }: PythonSlice): T[] {
  const lowest = step > 0 ? 0 : -1;
  const highest = step > 0 ? items.length : items.length - 1;
  const bound = (value: number | null, missing: number) =>
    value === null ? missing : Math.min(highest, Math.max(lowest, value < 0 ? value + items.length : value));
  const first = bound(start, step > 0 ? lowest : highest);
  const end = bound(stop, step > 0 ? highest : lowest);
  const picked: T[] = [];
  for (let i = first; step > 0 ? i < end : i > end; i += step) picked.push(items[i] as T);
  return picked;
}

function toInteger(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
