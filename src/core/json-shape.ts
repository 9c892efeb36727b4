// How deep JSON nests and how many values it holds, told from its bytes before anything parses them: what walks a value later
// (hashes, comparisons, schemas, JSON.stringify) calls itself once a level, and the stack ends at some thousands.

/**
 * Levels. No data set, config or tokenizer nests deeper than some ten; Python's own reader of JSON, which OpenCompass uses, ends
 * below a thousand.
 */
export const deepestJson = 256;

/** The same of what this program has stored: rows and answers stand in it some levels deep. */
export const deepestStored = 1000;

export interface JsonShape {
  /** At least one; strings are not looked into. */
  values: number;
  /** Where the level after the deepest allowed one begins; undefined where there is none. */
  tooDeepAt: number | undefined;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Of any bytes: whether they are JSON is for the parser to say. */
export function jsonShape(bytes: Uint8Array, deepest = deepestJson): JsonShape {
  let values = 1;
  let depth = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (byte === quote) i = closingQuote(bytes, i);
    else if (byte === comma) values += 1;
    else if (byte === openList || byte === openObject) {
      values += 1;
      depth += 1;
      if (depth > deepest) return { values, tooDeepAt: i };
    } else if (byte === closeList || byte === closeObject) depth -= 1;
  }
  return { values, tooDeepAt: undefined };
}

function closingQuote(bytes: Uint8Array, opening: number): number {
  let i = opening + 1;
  while (i < bytes.length && bytes[i] !== quote) i += bytes[i] === backslash ? 2 : 1;
  return i;
}

/** Of a value that code, YAML or JSON.parse made; what holds itself has no end. A loop, as the value may be deeper than the stack. */
export function isDeeperThan(value: unknown, deepest = deepestJson): boolean {
  let level: object[] = isContainer(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    const next = level.flatMap((each) => Object.values(each as Record<string, unknown>).filter(isContainer));
    // What several hold is gone through once a level.
    level = [...new Set(next)];
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return value !== null && typeof value === "object";
}
