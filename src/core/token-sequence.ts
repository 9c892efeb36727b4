// Sequences of token ids: how much two share from the start, and the order in which shared prefixes meet.

/** Tokens that two sequences have in common from the start. */
export function commonPrefix(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = Math.min(a.length, b.length);
  let i = 0;
  while (i < length && a[i] === b[i]) i++;
  return i;
}

/** Lexicographic: for `sort`. A sequence comes before those it begins. */
export function compareSequences(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const i = commonPrefix(a, b);
  return (a[i] ?? -1) - (b[i] ?? -1);
}
