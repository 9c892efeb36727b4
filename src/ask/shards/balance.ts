// Shards of about equal cost. A dataset's shared prefix (its examples) is computed by every shard that asks some of its rows, so
// a dataset is cut only where the slowest shard ends sooner in spite of that, and more work moves than its prefix costs.
//
//   shard 0  prefix a | rows of a .......... | prefix b | rows of b ..
//   shard 1  prefix c | rows of c ...... | prefix a | rows of a ....      a was cut: computing its prefix twice pays

export interface CostedRows {
  dataset: string;
  /** The rows to be asked, ascending. */
  rows: readonly number[];
  /** What all its rows share, computed once by each shard that asks some of them. */
  prefixCost: number;
  /** In the same unit, of each row; above 0. */
  rowCost: number;
}

/** Rows of one dataset in one shard, ascending. */
export interface ShardPart {
  dataset: string;
  rows: number[];
}

export interface BalanceOptions {
  /** At most; a shard without rows is left out. */
  shards: number;
  /** Rows of a part of a dataset that is cut. @default 1 */
  leastRows?: number;
}

interface Share {
  cost: number;
  parts: Map<CostedRows, number[]>;
}

/** A cut that gains less than this of the slowest shard's cost is not made. */
const leastGain = 0.01;

export function balanceShards(
  datasets: readonly CostedRows[],
  { shards, leastRows = 1 }: BalanceOptions,
): ShardPart[][] {
  const asked = datasets.filter(({ rows }) => rows.length > 0);
  const shares = dealWhole(asked, shards);
  while (evenOut(shares, leastRows)) {
    // until no cut gains anything
  }
  const position = new Map(asked.map((dataset, i) => [dataset, i]));
  return shares
    .filter(({ parts }) => parts.size > 0)
    .map(({ parts }) =>
      [...parts]
        .sort(([a], [b]) => (position.get(a) ?? 0) - (position.get(b) ?? 0))
        .map(([{ dataset }, rows]) => ({ dataset, rows: [...rows].sort((a, b) => a - b) })),
    );
}

/** Whole datasets, the costliest first, each to the share that has the least. */
function dealWhole(datasets: readonly CostedRows[], shards: number): Share[] {
  const shares = Array.from({ length: shards }, (): Share => ({ cost: 0, parts: new Map() }));
  for (const dataset of [...datasets].sort((a, b) => wholeCost(b) - wholeCost(a))) {
    const share = shares.reduce((least, other) => (other.cost < least.cost ? other : least));
    share.parts.set(dataset, [...dataset.rows]);
    share.cost += wholeCost(dataset);
  }
  return shares;
}

function wholeCost({ rows, prefixCost, rowCost }: CostedRows): number {
  return prefixCost + rows.length * rowCost;
}

interface Move {
  dataset: CostedRows;
  /** So many from the end of the slow share's part. */
  rows: number;
  /** Cost of the slower of the two shares afterwards. */
  slower: number;
  fromCost: number;
  toCost: number;
}

/** Moves rows from the costliest share to the cheapest where that gains something. @returns Whether it did. */
function evenOut(shares: readonly Share[], leastRows: number): boolean {
  const slow = shares.reduce((most, other) => (other.cost > most.cost ? other : most));
  const quick = shares.reduce((least, other) => (other.cost < least.cost ? other : least));
  const moves = [...slow.parts.keys()].flatMap((dataset) => movesOf(dataset, slow, quick, leastRows));
  const best = moves.reduce<Move | undefined>((a, b) => (a === undefined || b.slower < a.slower ? b : a), undefined);
  if (best === undefined || best.slower > slow.cost * (1 - leastGain)) return false;
  const kept = slow.parts.get(best.dataset) ?? [];
  const moved = kept.splice(kept.length - best.rows);
  if (kept.length === 0) slow.parts.delete(best.dataset);
  quick.parts.set(best.dataset, [...(quick.parts.get(best.dataset) ?? []), ...moved]);
  slow.cost = best.fromCost;
  quick.cost = best.toCost;
  return true;
}

/** Moving as many rows as level the two shares, and moving the whole part. */
function movesOf(dataset: CostedRows, slow: Share, quick: Share, leastRows: number): Move[] {
  const count = slow.parts.get(dataset)?.length ?? 0;
  const { prefixCost, rowCost } = dataset;
  const isThere = quick.parts.has(dataset);
  const level = Math.round((slow.cost - quick.cost - (isThere ? 0 : prefixCost)) / (2 * rowCost));
  const least = isThere ? 1 : leastRows;
  const cut = Math.min(level, count - leastRows);
  const pays = isThere || cut * rowCost > prefixCost;
  const amounts = cut >= least && pays ? [cut, count] : [count];
  return amounts.map((rows) => {
    const fromCost = slow.cost - rows * rowCost - (rows === count ? prefixCost : 0);
    const toCost = quick.cost + rows * rowCost + (isThere ? 0 : prefixCost);
    return { dataset, rows, fromCost, toCost, slower: Math.max(fromCost, toCost) };
  });
}
