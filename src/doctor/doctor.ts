// All checks in the order they are shown: the machine, one model, the data. Each result is given out as soon as it is there.

import type { CheckResult } from "../report/doctor/check-lines.ts";
import { type Check, runCheck } from "./check.ts";
import { dataChecks } from "./data/checks.ts";
import { machineChecks } from "./machine/checks.ts";
import { checkModelApart } from "./model/apart.ts";
import type { ModelSubjectOptions } from "./model/subject.ts";

export interface DoctorOptions extends Pick<ModelSubjectOptions, "model" | "modelDirs"> {
  /** Folder that relative paths refer to; its disk is where runs are written. */
  cwd: string;
  dataDir?: string;
}

export async function* diagnose({ cwd, model, modelDirs, dataDir }: DoctorOptions): AsyncGenerator<CheckResult> {
  yield* runAll(machineChecks(cwd));
  yield* checkModelApart({ cwd, model, modelDirs });
  yield* runAll(dataChecks({ cwd, env: process.env, ...(dataDir !== undefined && { dataDir }) }));
}

async function* runAll(checks: readonly Check[]): AsyncGenerator<CheckResult> {
  for (const check of checks) yield await runCheck(check);
}
