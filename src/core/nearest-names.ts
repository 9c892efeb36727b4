// "Did you mean": names close to one that does not exist.

/** Up to `limit` candidates that contain the name, start alike or differ in few letters, best first. */
export function nearestNames(
  name: string,
  candidates: readonly string[],
  limit = 5,
  { most = Number.POSITIVE_INFINITY }: { most?: number | undefined } = {},
): string[] {
  const wanted = name.toLowerCase();
  const budget = Math.min(most, Math.max(2, Math.ceil(wanted.length * 0.4)));
  return candidates
    .map((candidate) => ({ candidate, distance: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= budget)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** All of them, those with names like the wanted one first. */
export function nearestFirst<Item>(name: string, items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const wanted = name.toLowerCase();
  return items
    .map((item) => ({ item, far: distance(wanted, nameOf(item).toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .map(({ item }) => item);
}

/** " Did you mean a, b or c?" or nothing. @param most Letters that may differ; without it, many of a long name. */
export function didYouMean(name: string, candidates: readonly string[], most?: number): string | undefined {
  const near = nearestNames(name, candidates, undefined, { most });
  if (near.length === 0) return undefined;
  const last = near.at(-1);
  return `did you mean ${near.length === 1 ? last : `${near.slice(0, -1).join(", ")} or ${last}`}?`;
}

function distance(wanted: string, candidate: string): number {
  // One letter is in most names.
  if (wanted.length > 1 && candidate.includes(wanted)) return 1 + (candidate.length - wanted.length) / 100;
  return editDistance(wanted, candidate);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
