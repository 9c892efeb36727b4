// Text from files and models on its way to a terminal: a control character could move the cursor or set the window's title,
// a bidirectional mark could show other words than are there. Each run of them becomes a blank.

const unprintable = /[\p{Cc}\p{Bidi_Control}]+/gu;
const unprintableInLine = /[^\P{Cc}\n]|\p{Bidi_Control}/gu;

/** The text on one line. */
export function printable(text: string): string {
  return text.replace(unprintable, " ");
}

/** The text with its line breaks; "\r\n" counts as one, every other unprintable character becomes a blank. */
export function printableLines(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(unprintableInLine, " ");
}

/** JSON of a value on one line, in which the characters above are escapes: safe to show and the same when it is read. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
