// Runs one golden file through its adapter and counts.

import { readFileSync } from "node:fs";
import { compare, type GoldenAdapter, type GoldenFile, NotShipped, type Outcome } from "./golden.ts";

export interface GoldenReport {
  file: string;
  passed: number;
  notShipped: number;
  excused: string[];
  failures: { name: string; reason: string }[];
}

export async function runGolden(adapter: GoldenAdapter, goldenDir: string, dataDir: string): Promise<GoldenReport> {
  const file = JSON.parse(readFileSync(`${goldenDir}/${adapter.file}.json`, "utf8")) as GoldenFile;
  const report: GoldenReport = { file: adapter.file, passed: 0, notShipped: 0, excused: [], failures: [] };
  for (const goldenCase of file.cases) {
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
    const reason = compare(outcome, goldenCase.expected);
    if (reason === null) report.passed += 1;
    else if (adapter.excused?.[goldenCase.name]) report.excused.push(goldenCase.name);
    else report.failures.push({ name: goldenCase.name, reason });
  }
  return report;
}
