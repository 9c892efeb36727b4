// `oc-local doctor`: prints the outcome of every check as soon as it is there.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { styleText } from "node:util";
import { findModel } from "../../config/catalog.ts";
import { isModelPath } from "../../config/config-path.ts";
import { userEntries } from "../../config/user-entries.ts";
import { visibleJson } from "../../core/visible-text.ts";
import { findDataRoot } from "../../data/data-root.ts";
import type { Area, CheckResult, Status } from "../../doctor/check.ts";
import { type DoctorOptions, diagnose } from "../../doctor/doctor.ts";
import { formatArea, formatResult, formatTotals } from "../../doctor/format.ts";
import { missingPath } from "../../plan/plan-run.ts";
import { fittingHint } from "../advice.ts";
import { exitCodes } from "../print-error.ts";
import { toOutput } from "../screen.ts";
import type { DoctorFlags } from "./doctor-options.ts";

/** @returns The exit code. @throws OcLocalError where a flag names what does not exist. */
export async function runDoctor(flags: DoctorFlags, cwd: string): Promise<number> {
  const checks = withFittingRemedies(diagnose(await optionsOf(flags, cwd)));
  const results = flags.json ? await printJson(checks) : await printLines(checks);
  return results.some(({ status }) => status === "fail") ? exitCodes.failed : 0;
}

/** Checks advise flags of the commands that run a model. */
async function* withFittingRemedies(checks: AsyncIterable<CheckResult>): AsyncGenerator<CheckResult> {
  for await (const check of checks)
    yield check.remedy === null ? check : { ...check, remedy: fittingHint(check.remedy) };
}

/** What flags name must be there: that is wrong use, and no finding about the machine. */
async function optionsOf({ model, models, modelDir = [], dataDir }: DoctorFlags, cwd: string): Promise<DoctorOptions> {
  const path = model ?? (models !== undefined && isModelPath(models) ? models : undefined);
  if (path !== undefined && !existsSync(resolve(cwd, path))) throw await missingPath(resolve(cwd, path), path);
  if (models !== undefined && path === undefined) await findModel(models, userEntries({ cwd }));
  if (dataDir !== undefined) await findDataRoot({ dataDir, cwd, env: {} });
  return {
    cwd,
    model: path !== undefined ? { path } : models !== undefined ? { name: models } : undefined,
    modelDirs: modelDir,
    ...(dataDir !== undefined && { dataDir }),
  };
}

async function printJson(checks: AsyncIterable<CheckResult>): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for await (const result of checks) results.push(result);
  toOutput(`${visibleJson(results, 2)}\n`);
  return results;
}

async function printLines(checks: AsyncIterable<CheckResult>): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  let area: Area | undefined;
  const columns = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
  for await (const result of checks) {
    if (result.area !== area) toOutput(`${area === undefined ? "" : "\n"}${formatArea(result.area)}\n`);
    area = result.area;
    toOutput(`${formatResult(result, columns, paint)}\n`);
    results.push(result);
  }
  toOutput(`\n${formatTotals(results)}\n`);
  return results;
}

function paint(status: Status, text: string): string {
  const colours = { ok: "green", info: "gray", warn: "yellow", fail: "red" } as const;
  return styleText(colours[status], text, { stream: process.stdout });
}
