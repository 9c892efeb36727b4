// Pairs the rows of a dataset, as its files hold them now, with the stored answers to them. Where the number still fits nothing
// moves; else a row's answer is found by its question. Equal questions take one answer each while there are enough.

export interface MatchedRows {
  /** By row of the data, the row its answer is stored under; undefined where there is none. */
  storedAt: (number | undefined)[];
  /** Stored rows that no row of the data asks for any more. */
  left: number[];
}

/**
 * @param stored Question hashes of the stored answers by row; undefined where one is not known: it belongs to the row of its number.
 * @param asked Question hashes of the data's rows.
 */
export function matchRows(stored: ReadonlyMap<number, string | undefined>, asked: readonly string[]): MatchedRows {
  const isKept = (row: number) => stored.has(row) && (stored.get(row) ?? asked[row]) === asked[row];
  const free = new Map<string, number[]>();
  for (const [row, question] of stored) {
    if (question === undefined || isKept(row)) continue;
    const rows = free.get(question);
    if (rows === undefined) free.set(question, [row]);
    else rows.push(row);
  }
  for (const rows of free.values()) rows.sort((a, b) => b - a);
  const used = new Map<string, number>();
  asked.forEach((question, row) => {
    if (isKept(row)) used.set(question, row);
  });
  const storedAt = asked.map((question, row) => {
    if (isKept(row)) return row;
    const found = free.get(question)?.pop();
    if (found !== undefined) used.set(question, found);
    return found ?? used.get(question);
  });
  const taken = new Set(storedAt);
  return { storedAt, left: [...stored.keys()].filter((row) => !taken.has(row)) };
}
