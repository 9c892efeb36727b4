// `oc-local eval`: runs an evaluation and shows it. The exit code says whether every dataset has a score.

import { dirname, relative, resolve } from "node:path";
import { type RunOutcome, runEvaluation } from "../../run/evaluation-run.ts";
import { logTail } from "../../run/log-tail.ts";
import type { SummaryOutcome } from "../../run/summary-stage.ts";
import { defaultWorkDir } from "../../run/workspace.ts";
import { failedTaskLines } from "../failed-tasks.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { exitCodes, printError } from "../print-error.ts";
import { Progress } from "../progress.ts";
import { type EvalFlags, toInvocation, toRunOptions } from "./eval-flags.ts";

/** @returns The exit code. */
export async function runEval(config: string | undefined, flags: EvalFlags): Promise<number> {
  try {
    const invocation = toInvocation(config, flags, process.cwd());
    if (flags.dryRun) {
      const { dryRun } = await import("../../run/dry-run.ts");
      const onNote = (text: string) => process.stderr.write(`${text}\n`);
      process.stdout.write(await dryRun(invocation, { metric: flags.metric, probe: flags.probe, onNote }));
      return 0;
    }
    const progress = new Progress(process.stderr);
    const interrupt = listenForInterrupt();
    try {
      const outcome = await runEvaluation(invocation, toRunOptions(flags), {
        onEvent: progress.onEvent,
        signal: interrupt.signal,
      });
      return show(outcome);
    } finally {
      interrupt.end();
    }
  } catch (error) {
    return printError(error, flags.debug ?? false);
  }
}

function show({ workspace, summary, failed, interrupted }: RunOutcome): number {
  const workDir = dirname(workspace.path);
  const isDefault = workDir === resolve(defaultWorkDir);
  const resume = `oc-local eval -r ${workspace.timestamp}${isDefault ? "" : ` -w ${relative("", workDir) || "."}`}`;
  if (summary !== undefined) process.stdout.write(`${summary.table}\n`);
  // Who keeps the table in a file may never look below it.
  if (summary !== undefined && summary.alarms.length > 0 && !process.stdout.isTTY)
    process.stderr.write(`\n${alarmCount(summary.alarms)}: read what to try below the table\n`);
  if (failed.length > 0) {
    const lines = failedTaskLines(failed, (task) => logTail(workspace, task), process.stderr.columns);
    process.stderr.write(`\n${lines.map((line) => `${line}\n`).join("")}`);
  }
  if (interrupted) {
    process.stderr.write(`\nInterrupted. What was answered is stored; continue with: ${resume}\n`);
    return exitCodes.interrupted;
  }
  process.stderr.write(`\nWritten to ${workspace.path}${summary === undefined ? "" : `\n  ${summary.files.md}`}\n`);
  if (failed.length === 0) return 0;
  process.stderr.write(`Ask what is missing again with: ${resume}\n`);
  return exitCodes.failed;
}

function alarmCount(alarms: SummaryOutcome["alarms"]): string {
  const datasets = [...new Set(alarms.map(({ model, dataset }) => `${model} / ${dataset}`))];
  const more = datasets.length > 3 ? ` and ${datasets.length - 3} more` : "";
  return `${alarms.length} ${alarms.length === 1 ? "alarm" : "alarms"}, scores in doubt: ${datasets.slice(0, 3).join(", ")}${more}`;
}
