// Names from files on their way to a terminal, in a line: a control character could move the cursor or set the window's title,
// a bidirectional mark could show other words than are there. Each run of them becomes a blank.

const unprintable = /[\p{Cc}\p{Bidi_Control}]+/gu;

/** The text on one line. Where each character matters, `visible-text.ts` shows them instead. */
export function printable(text: string): string {
  return text.replace(unprintable, " ");
}
