// Levenshtein distance in code points, unit costs.

export function editDistance(a: string, b: string): number {
  const [long, short] = [[...a], [...b]].sort((x, y) => y.length - x.length) as [string[], string[]];
  const row = Uint32Array.from({ length: short.length + 1 }, (_, at) => at);
  for (const [above, character] of long.entries()) {
    let diagonal = above;
    row[0] = above + 1;
    for (let at = 1; at <= short.length; at++) {
      const substitution = diagonal + (short[at - 1] === character ? 0 : 1);
      diagonal = row[at] as number;
      row[at] = Math.min(substitution, diagonal + 1, (row[at - 1] as number) + 1);
    }
  }
  return row[short.length] as number;
}
