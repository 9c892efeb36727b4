// A text as one word of a POSIX shell's command line.

/** 'it'\''s' */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

// What the screen would act on, or show as something else; a newline in quotes is one.
const unprintable = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/** Those characters by their numbers, for a command is printed before it is copied. */
function escapedWord(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replace(unprintable, octalEscapes);
  return `"$(printf %b ${shellQuoted(escaped)})"`;
}

function octalEscapes(character: string): string {
  return Array.from(Buffer.from(character), (byte) => `\\0${byte.toString(8).padStart(3, "0")}`).join("");
}

/** As it is where a shell takes it as it is. For commands that people read and copy. */
export function shellWord(text: string): string {
  if (text.search(unprintable) >= 0) return escapedWord(text);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellQuoted(text);
}
