// The results of one area of checks by name, on real files.

import { runCheck } from "../../src/doctor/check.ts";
import { modelChecks } from "../../src/doctor/model/checks.ts";
import { ModelSubject, type ModelSubjectOptions } from "../../src/doctor/model/subject.ts";
import type { CheckResult } from "../../src/report/doctor/check-lines.ts";

export type ResultsByName = Record<string, Pick<CheckResult, "status" | "detail" | "remedy">>;

export async function checkModel(model: ModelSubjectOptions["model"]): Promise<ResultsByName> {
  const subject = new ModelSubject({ cwd: process.cwd(), model, modelDirs: [] });
  try {
    const results: ResultsByName = {};
    for (const check of modelChecks(subject)) {
      const { name, status, detail, remedy } = await runCheck(check);
      results[name] = { status, detail, remedy };
    }
    return results;
  } finally {
    await subject.close();
  }
}

/** Names of the checks that are neither fine nor for information. */
export function complaints(results: ResultsByName): string[] {
  return Object.entries(results).flatMap(([name, { status }]) =>
    status === "warn" || status === "fail" ? [`${status} ${name}`] : [],
  );
}
