// Where a text ends when any of several words ends it (docs/exactness.md E8.5).

/** The text before the first of the words; null when none of them is in it. */
export function textBeforeFirst(text: string, words: readonly string[]): string | null {
  const found = words.map((word) => text.indexOf(word)).filter((index) => index >= 0);
  return found.length === 0 ? null : text.slice(0, Math.min(...found));
}
