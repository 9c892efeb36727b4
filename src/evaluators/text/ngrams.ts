// Runs of n words with how often they occur.

export function countNgrams(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + n <= words.length; start++) {
    const ngram = words.slice(start, start + n).join(" ");
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

/** Occurrences that both have. */
export function sharedCount(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [ngram, count] of a) shared += Math.min(count, b.get(ngram) ?? 0);
  return shared;
}

/** Harmonic mean of the shares of words that two texts have in common, each occurrence once; 0 where they have none. */
export function wordOverlap(words: readonly string[], others: readonly string[]): number {
  const shared = sharedCount(countNgrams(words, 1), countNgrams(others, 1));
  if (shared === 0) return 0;
  const [precision, recall] = [shared / words.length, shared / others.length];
  return (2 * precision * recall) / (precision + recall);
}
