// Random texts that look for trouble: every kind of Unicode character that code tends to get wrong, and the phrases that the
// patterns under test look for. Repeatable from a seed.

/** A number below `below` from 32 bits of state (xorshift32, Marsaglia 2003). */
export type Draw = (below: number) => number;

export function createDraw(seed: number): Draw {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const alphabets: readonly string[][] = [
  Array.from("ABCDEFGabcdxyzIlOZ0123456789"),
  Array.from(" \t\n\r\f\v\u001c\u0085\u00a0\u2028\u3000\u200b\ufeff"),
  Array.from(".,:;!?()[]{}<>$%^&*#@'\"`\\/|~-_+="),
  Array.from("中文答案是选项的对错，。：；！？（）【】“”的"),
  Array.from("ＡＢＣａ１２３：．－"),
  Array.from("ⅧⒶǅßıİſµ²①٣९𝟘𝐀𝒜😀👩‍👩‍👧🇩🇪"),
  Array.from("\u0301\u0308\u20dd\ufe0f\u200d\u202e\u2066"),
  ["\ud83d", "\ude00", "\udbff", "\udc00", "\ud800"],
  Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
  ["\uffff", "\ufffe", "\u{10ffff}", "\u{e0001}", "\u007f", "\u009f", "\u061c"],
];

const longestRun = 3000;

/** Between 0 and some thousand characters; `phrases` are mixed in, whole and cut. */
export function randomText(draw: Draw, phrases: readonly string[]): string {
  let text = "";
  for (let pieces = draw(14); pieces > 0; pieces--) text += randomPiece(draw, phrases);
  return text;
}

function randomPiece(draw: Draw, phrases: readonly string[]): string {
  const kind = draw(20);
  if (kind < 9 && phrases.length > 0) {
    const phrase = pick(draw, phrases);
    return draw(6) === 0 ? phrase.slice(0, draw(phrase.length + 1)) : phrase;
  }
  const alphabet = pick(draw, alphabets);
  if (kind === 19 && draw(8) === 0) return pick(draw, alphabet).repeat(draw(longestRun));
  if (kind === 18) return randomCharacter(draw);
  return Array.from({ length: 1 + draw(8) }, () => pick(draw, alphabet)).join("");
}

/** Any code point, surrogates among them. */
function randomCharacter(draw: Draw): string {
  return String.fromCodePoint(draw(4) === 0 ? draw(0x110000) : draw(0x3000));
}

export function pick<T>(draw: Draw, items: readonly T[]): T {
  return items[draw(items.length)] as T;
}
