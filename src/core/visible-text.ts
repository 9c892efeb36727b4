// Text from files on a terminal: characters that would move the cursor, colour the screen, turn the writing direction or
// that nobody sees are shown instead of sent. Newlines stay newlines.

// Controls and format characters, line and paragraph separators, private use, lone surrogates, spaces that look like others.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u00a0\u1680\u2000-\u200a\u202f\u205f]/gu;

export function visibleText(text: string): string {
  return text.replace(unseen, (character) => (character === "\n" ? "\n" : visibleCharacter(character)));
}

// Newlines are ours.
const acting = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/** Only what a terminal acts on is shown; everything else is sent as it is. */
export function harmlessText(text: string): string {
  return text.replace(acting, visibleCharacter);
}

/** On one line, in quotes: newlines too are shown. */
export function quotedText(text: string): string {
  return visibleText(JSON.stringify(text));
}

/** JSON with nothing in it that a terminal would act on. @param indent Blanks a level; none: on one line. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(unseen, (character) =>
    // Between values; within texts it is an escape.
    character === "\n" ? character : unicodeEscapes(character),
  );
}

function unicodeEscapes(character: string): string {
  const units = character.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  return units.map((digits) => `\\u${digits}`).join("");
}

/** U+2400 and on are pictures of the first 32 controls. */
function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "\u2421" : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
