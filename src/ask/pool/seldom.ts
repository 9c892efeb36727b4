/** Calls `act` at once, and while it is called on and on only once per interval. */
export function seldom(intervalMs: number, act: () => void): () => void {
  let actedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - actedAt < intervalMs) return;
    actedAt = now;
    act();
  };
}
