// One line of the bench: what was measured, and whether what is promised holds.

export interface BenchRow {
  name: string;
  /** Null when it could not be measured: `reason` says why. */
  value: number | null;
  unit: string;
  /** The last value that holds; null: no promise. */
  bar: number | null;
  /** On which side of the bar the promise holds. */
  holdsAt: "least" | "most";
  /** Null: no promise, or skipped because what is compared with cannot be had here. */
  holds: boolean | null;
  reason?: string;
}

/** A row before it is measured. */
export type RowPlan = Pick<BenchRow, "name" | "unit" | "bar" | "holdsAt">;

export function atLeast(name: string, unit: string, bar: number): RowPlan {
  return { name, unit, bar, holdsAt: "least" };
}

export function atMost(name: string, unit: string, bar: number): RowPlan {
  return { name, unit, bar, holdsAt: "most" };
}

export function informs(name: string, unit: string): RowPlan {
  return { name, unit, bar: null, holdsAt: "least" };
}

export function measured(plan: RowPlan, value: number): BenchRow {
  const { bar, holdsAt } = plan;
  const holds = bar === null ? null : holdsAt === "least" ? value >= bar : value <= bar;
  return { ...plan, value, holds };
}

/** Breaks the promise, if there is one. */
export function failed(plan: RowPlan, reason: string): BenchRow {
  return { ...plan, value: null, holds: plan.bar === null ? null : false, reason };
}

export function skipped(plan: RowPlan, reason: string): BenchRow {
  return { ...plan, value: null, holds: null, reason: `skipped: ${reason}` };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] as number;
  return Number.isInteger(middle) ? ((sorted[middle - 1] as number) + upper) / 2 : upper;
}
