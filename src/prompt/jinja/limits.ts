// How much a template may do: whoever makes a model file writes the template, and it runs here. Counted, not timed: a template renders
// on every machine or on none. Real templates stay a thousand times below (docs/security.md lists the limits).

export const templateLimits = {
  /** Characters of the source. */
  sourceLength: 1 << 19,
  /**
   * Of one text that is rendered: a part of an expression is one, and so are an item of a list and eight characters of a text that
   * something goes through.
   */
  steps: 10_000_000,
  /** Characters of a text, also of those on the way to the one that is written. */
  textLength: 1 << 24,
  /** Characters of the text that is written, beside several times what the template was given. */
  ownLength: 1 << 20,
  timesGiven: 4,
  /** Blocks, loops and macros inside of one another. */
  depth: 400,
  /** Binary digits of an integer; Python writes out none above 14,280. */
  integerBits: 1 << 14,
  /** Digits behind the point. */
  precision: 1000,
} as const;

/** Says which limit, to complete "the chat template …". */
export class LimitError extends Error {
  override readonly name = "LimitError";
}

/** Steps left for the text that is being rendered; undefined in between. */
let left: number | undefined;
let depth = 0;

/** Counts anew. @throws LimitError from whatever is done inside. */
export function withinLimits<T>(run: () => T): T {
  [left, depth] = [templateLimits.steps, 0];
  try {
    return run();
  } catch (error) {
    throw asLimitError(error);
  } finally {
    left = undefined;
  }
}

/** What the JavaScript engine itself gives up at. */
function asLimitError(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  if (/call stack/.test(error.message)) return new LimitError("nests deeper than can be followed");
  if (/Invalid (?:string|array) length|BigInt/.test(error.message))
    return new LimitError("makes a value beyond all use");
  return error;
}

/** @throws LimitError */
export function takeSteps(steps: number): void {
  if (left === undefined) return;
  left -= steps;
  if (!(left >= 0)) throw new LimitError(`takes more than ${count(templateLimits.steps)} steps`);
}

/** Of whatever looks at every character. @throws LimitError */
export function goThrough(text: string): void {
  takeSteps(text.length / 8);
}

/** Asked before a text is made, where its length is known. @throws LimitError */
export function requireLength(length: number): void {
  if (length > templateLimits.textLength)
    throw new LimitError(`makes a text of more than ${count(templateLimits.textLength)} characters`);
}

/** A tokenizer takes a second for a million characters. @throws LimitError */
export function requireWritten(text: string, given: unknown): void {
  const { ownLength, timesGiven } = templateLimits;
  if (text.length <= ownLength || text.length <= ownLength + timesGiven * JSON.stringify(given).length) return;
  throw new LimitError(`writes ${count(text.length)} characters, many times what it is given`);
}

/** `text.repeat(times)` @throws LimitError */
export function repeated(text: string, times: number): string {
  const whole = Math.max(0, times);
  requireLength(text.length * whole);
  takeSteps((text.length * whole) / 8);
  return text.repeat(whole);
}

/** `texts.join(separator)` @throws LimitError */
export function joined(texts: readonly string[], separator: string): string {
  takeSteps(texts.length);
  requireLength(texts.reduce((sum, { length }) => sum + length, separator.length * Math.max(0, texts.length - 1)));
  return texts.join(separator);
}

/** Runs what goes one level deeper. @throws LimitError */
export function oneDeeper<T>(run: () => T): T {
  if (depth >= templateLimits.depth) throw new LimitError(`nests deeper than ${templateLimits.depth} levels`);
  depth += 1;
  try {
    return run();
  } finally {
    depth -= 1;
  }
}

const largestInteger = 2n ** BigInt(templateLimits.integerBits);

/** @throws LimitError */
export function requireInteger(value: bigint): bigint {
  if (value >= largestInteger || value <= -largestInteger)
    throw new LimitError(`computes an integer of more than ${count(templateLimits.integerBits)} bits`);
  return value;
}

/** @throws LimitError */
export function requirePrecision(digits: number): number {
  if (digits > templateLimits.precision)
    throw new LimitError(`writes a number with more than ${templateLimits.precision} digits behind the point`);
  return digits;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
