// What whoever computes a model leaves out of what its checkpoint says.

export interface Deviation {
  /** A sentence without its full stop. */
  what: string;
  /** Tokens of the longest text that it does not touch; null: it touches every text. */
  upTo: number | null;
}

/** Tokens of the longest text that no deviation touches; undefined where none is touched. */
export function exactUpTo(deviations: readonly Deviation[]): number | undefined {
  return deviations.length === 0 ? undefined : Math.min(...deviations.map(({ upTo }) => upTo ?? 0));
}
