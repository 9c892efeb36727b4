// The last train row as the only example of every row.

export function createRetriever(_options, { train, test }) {
  return { retrieve: () => test.map(() => [train.length - 1]), iceSeparator: "\n", iceEndToken: "\n" };
}
