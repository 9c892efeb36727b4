// Repeatable random numbers and random trees of token sequences for tests.

/** A generator of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Sequences that share prefixes at many depths; some repeat, some are prefixes of others. */
export function randomTree(random: () => number, { count, vocabulary }: { count: number; vocabulary: number }) {
  const pick = (limit: number): number => Math.floor(random() * limit);
  const fresh = (length: number): number[] => Array.from({ length }, () => pick(vocabulary));
  const sequences: number[][] = [fresh(1 + pick(30))];
  while (sequences.length < count) {
    const parent = sequences[pick(sequences.length)] as number[];
    const kept = parent.slice(0, pick(parent.length + 1));
    sequences.push([...kept, ...fresh(pick(random() < 0.2 ? 40 : 5))]);
  }
  return sequences.filter((sequence) => sequence.length > 0).map((sequence) => Int32Array.from(sequence));
}

export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
