// SentencePiece's precompiled table of characters: a double-array trie over UTF-8 bytes, and behind it the replacements, each
// ended by a zero byte. Applied as the Rust crate spm_precompiled does: by grapheme where that is short, else by character.

type Lookup = (text: string) => string | null;

/** @param base64 As tokenizer.json holds it; empty: nothing is replaced. */
export function charsmapNormalizer(base64: string): (text: string) => string {
  const blob = Buffer.from(base64, "base64");
  if (blob.length < 4) return (text) => text;
  const find = lookup(blob);
  const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
  return (text) => Array.from(graphemes.segment(text), ({ segment }) => replaced(segment, find)).join("");
}

const longestGrapheme = 6;

function replaced(grapheme: string, find: Lookup): string {
  const whole = Buffer.byteLength(grapheme) < longestGrapheme ? find(grapheme) : null;
  return whole ?? Array.from(grapheme, (character) => find(character) ?? character).join("");
}

function lookup(blob: Buffer): Lookup {
  const size = blob.readUInt32LE(0);
  const units = Array.from({ length: size / 4 }, (_, at) => blob.readUInt32LE(4 + 4 * at));
  const replacements = blob.subarray(4 + size);
  return (text) => {
    const at = shortestPrefix(units, Buffer.from(text, "utf8"));
    if (at === null) return null;
    const end = replacements.indexOf(0, at);
    return replacements.toString("utf8", at, end === -1 ? undefined : end);
  };
}

// Layout of a unit: darts-clone.
const hasLeaf = (unit: number) => ((unit >>> 8) & 1) === 1;
const label = (unit: number) => (unit & 0x800000ff) >>> 0;
const offset = (unit: number) => ((unit >>> 10) << ((unit & 0x200) >>> 6)) >>> 0;

/** Value of the shortest entry that the bytes begin with. */
function shortestPrefix(units: readonly number[], bytes: Buffer): number | null {
  let at = offset(units[0] ?? 0);
  for (const byte of bytes) {
    if (byte === 0) return null;
    at ^= byte;
    const unit = units[at];
    if (unit === undefined || label(unit) !== byte) return null;
    at ^= offset(unit);
    if (hasLeaf(unit)) return (units[at] ?? 0) & 0x7fffffff;
  }
  return null;
}
