// Runs the cases of one golden file through an adapter and counts.

import { compare, type GoldenAdapter, type GoldenFile, NotShipped, type Outcome } from "./golden.ts";

export interface GoldenReport {
  passed: number;
  notShipped: number;
  /** Cases that cannot pass, each with the adapter's reason. */
  excused: { name: string; reason: string }[];
  failures: { name: string; reason: string }[];
}

/** @param dataDir Root of the real benchmark files. */
export async function runGolden(adapter: GoldenAdapter, file: GoldenFile, dataDir: string): Promise<GoldenReport> {
  const report: GoldenReport = { passed: 0, notShipped: 0, excused: [], failures: [] };
  for (const goldenCase of file.cases) {
    const { name } = goldenCase;
    let outcome: Outcome;
    try {
      outcome = { returned: await adapter.run(goldenCase, { dataDir, file }) };
    } catch (error) {
      if (error instanceof NotShipped) {
        report.notShipped += 1;
        continue;
      }
      outcome = { threw: error };
    }
    const difference = compare(outcome, goldenCase.expected);
    const excuse = difference === null ? undefined : adapter.excuse?.(goldenCase, outcome);
    if (difference === null) report.passed += 1;
    else if (excuse !== undefined) report.excused.push({ name, reason: excuse });
    else report.failures.push({ name, reason: difference });
  }
  return report;
}
