// Work that mostly waits for files: some of the next items are begun while one is waited for.

const mostBegun = 4;

/** The outcomes in the order of the items. Whatever fails is told when its turn comes, or not at all where nobody asks so far. */
export async function* beginAhead<Item, Result>(
  items: readonly Item[],
  begin: (item: Item) => Promise<Result>,
): AsyncGenerator<readonly [Item, PromiseSettledResult<Result>]> {
  const begun: Promise<PromiseSettledResult<Result>>[] = [];
  for (const [i, item] of items.entries()) {
    for (const next of items.slice(i + begun.length, i + mostBegun)) begun.push(settled(begin(next)));
    yield [item, await (begun.shift() as Promise<PromiseSettledResult<Result>>)];
  }
}

async function settled<Result>(work: Promise<Result>): Promise<PromiseSettledResult<Result>> {
  const [outcome] = await Promise.allSettled([work]);
  return outcome;
}
