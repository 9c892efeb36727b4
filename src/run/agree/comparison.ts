// The agreement of two sides as rows come in, in any order: counts per dataset, and the difference to show first.

import { type AgreementCounts, addCounts, noCounts, type RowDifference } from "../../core/agreement.ts";
import type { AnsweredRow } from "./answered-row.ts";
import { countRow, pairRows, type RowPair } from "./compare-rows.ts";
import { type FoundDifference, findDifference, findDistance, findLargest, type UnreadSide } from "./find-difference.ts";

export type UnreadDifference = RowDifference<UnreadSide>;

export class Comparison {
  readonly counts: ReadonlyMap<string, AgreementCounts>;
  readonly #datasets: readonly string[];
  readonly #tolerance: number;
  /** Other tokens, choices or answers. */
  #first: UnreadDifference | undefined;
  /** Other log-probabilities, in rows without these. */
  #firstDistance: UnreadDifference | undefined;
  #largest: { distance: number; difference: UnreadDifference } | undefined;

  /** @param datasets Ids in the order in which rows are told. @param tolerance Log-probabilities that differ by less are rounding, in nats. */
  constructor(datasets: readonly string[], tolerance: number) {
    this.#datasets = datasets;
    this.#tolerance = tolerance;
    this.counts = new Map(datasets.map((dataset) => [dataset, noCounts()]));
  }

  add(dataset: string, row: number, a: AnsweredRow, b: AnsweredRow): void {
    const pair = pairRows(a, b);
    const counts = countRow(pair);
    addCounts(this.counts.get(dataset) as AgreementCounts, counts);
    const place = (found: FoundDifference): UnreadDifference => ({ dataset, row, ...found });
    if (counts.logProbs.count > 0 && counts.logProbs.max >= (this.#largest?.distance ?? 0))
      this.#takeLargest(pair, place);
    const difference = findDifference(pair);
    if (difference !== undefined) {
      this.#first = this.#earlier(this.#first, place(difference));
      return;
    }
    const distance = counts.logProbs.max > this.#tolerance ? findDistance(pair, this.#tolerance) : undefined;
    if (distance !== undefined) this.#firstDistance = this.#earlier(this.#firstDistance, place(distance));
  }

  total(): AgreementCounts {
    const total = noCounts();
    for (const counts of this.counts.values()) addCounts(total, counts);
    return total;
  }

  /** In the order of datasets and rows: the first with other tokens, another choice or answer; without one, of another log-probability. */
  get firstDifference(): UnreadDifference | undefined {
    return this.#first ?? this.#firstDistance;
  }

  /** Where log-probabilities are farthest apart; undefined where they are equal everywhere, or none could be compared. */
  get largestDistance(): UnreadDifference | undefined {
    return this.#largest?.distance === 0 ? undefined : this.#largest?.difference;
  }

  #takeLargest(pair: RowPair, place: (found: FoundDifference) => UnreadDifference): void {
    const found = findLargest(pair);
    if (found === undefined) return;
    const difference = place(found.difference);
    const known = this.#largest;
    // Rows come in any order: of equal distances the first row's is kept, so that the outcome does not depend on it.
    const isEqual = known !== undefined && known.distance === found.distance;
    if (isEqual && !this.#isEarlier(difference, known.difference)) return;
    this.#largest = { distance: found.distance, difference };
  }

  #isEarlier(difference: UnreadDifference, than: UnreadDifference): boolean {
    const [at, other] = [difference, than].map(({ dataset }) => this.#datasets.indexOf(dataset)) as [number, number];
    return at < other || (at === other && difference.row < than.row);
  }

  #earlier(known: UnreadDifference | undefined, difference: UnreadDifference): UnreadDifference {
    return known === undefined || this.#isEarlier(difference, known) ? difference : known;
  }
}
