// Text from files on a terminal: characters that would move the cursor, colour the screen, turn the writing direction or
// that nobody sees are shown instead of sent. Newlines stay newlines.

// Controls and format characters, line and paragraph separators, private use, lone surrogates, spaces that look like others.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u00a0\u1680\u2000-\u200a\u202f\u205f]/gu;

export function visibleText(text: string): string {
  return text.replace(unseen, (character) => (character === "\n" ? "\n" : visibleCharacter(character)));
}

/** On one line, in quotes: newlines too are shown. */
export function quotedText(text: string): string {
  return visibleText(JSON.stringify(text));
}

/** JSON with nothing in it that a terminal would act on. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(unseen, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** U+2400 and on are pictures of the first 32 controls. */
function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "\u2421" : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
