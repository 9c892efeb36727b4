// How facts of datasets become those of their average.

import { compareWithGuessing } from "../../core/compare-with-guessing.ts";
import type { Facts } from "./facts.ts";

type Values = readonly (number | undefined)[];

export function sum(values: Values): number {
  return values.reduce<number>((total, value = 0) => total + value, 0);
}

/** Undefined where no part has it. */
export function sumOfKnown(values: Values): number | undefined {
  return values.some((value) => value !== undefined) ? sum(values) : undefined;
}

/** Of all rows of the parts that have the share. */
export function meanShare(values: Values, parts: readonly Facts[]): number | undefined {
  const having = parts.flatMap((part, i) =>
    values[i] === undefined ? [] : [{ share: values[i], rows: rowsOf(part) }],
  );
  if (having.length === 0) return undefined;
  return sum(having.map(({ share, rows }) => share * rows)) / sum(having.map(({ rows }) => rows));
}

/**
 * All questions together, each guessed at its dataset's mean rate: fifty subjects of twenty questions may each look like
 * guessing, while the whole does not. Undefined where the rate of a part is not known.
 */
export function compareTogether(parts: readonly Facts[]): Pick<Facts, "chance" | "alarms"> | undefined {
  const judged = parts.flatMap(({ n, correct, chance }) =>
    correct === undefined || chance === undefined ? [] : [{ n, correct, rate: chance.expected / 100 }],
  );
  if (judged.length < parts.length) return undefined;
  const rates = judged.flatMap(({ n, rate }) => Array.from({ length: n }, () => rate));
  const { chance, alarm } = compareWithGuessing(sum(judged.map(({ correct }) => correct)), rates);
  return { chance, alarms: alarm === undefined ? [] : [alarm] };
}

/** Rows that were to be scored. */
export function rowsOf({ n, unscored }: Facts): number {
  return n + unscored;
}

/** Of parts that were all asked with the same limits. */
export function sharedLimit(limits: readonly Facts["outLen"][]): Facts["outLen"] {
  const [first] = limits;
  return limits.every((limit) => limit?.own === first?.own && limit?.used === first?.used) ? first : undefined;
}
