// Half a character in JSON text: an escape such as \ud83d without its other half, as texts cut inside an emoji have. It can be
// written in no encoding, so OpenCompass's tables refuse it, and a tokenizer would see another character in its place.

/** What should stand there instead. */
export const bothHalves = "both halves of a character";

const surrogate = /\\u[dD][89a-fA-F]/;
// Groups: the first half, the other half behind it, and that half alone. Any other escape is passed over as a whole.
const escapes = /\\(?:u(d[89ab][\da-f]{2})(\\ud[c-f][\da-f]{2})?|u(d[c-f][\da-f]{2})|[\s\S])/gi;

/** Where the first one stands in valid JSON; null where there is none. */
export function findLoneSurrogate(text: string): number | null {
  if (!surrogate.test(text)) return null;
  for (const found of text.matchAll(escapes)) {
    const [, first, other, alone] = found;
    if (alone !== undefined || (first !== undefined && other === undefined)) return found.index;
  }
  return null;
}
