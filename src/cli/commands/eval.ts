// `oc-local eval`: runs an evaluation and shows it. The exit code says whether every dataset has a score that can have one; that
// nothing here scores a dataset, which is said before it is asked, is no failure.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { counted } from "../../core/counted.ts";
import { listed } from "../../core/listed.ts";
import { type EvalFlags, flagWords } from "../../job/flags/eval-flags.ts";
import { formatDryRun } from "../../report/dry-run/dry-run-text.ts";
import { failedTaskLines } from "../../report/eval/failed-tasks.ts";
import { type RunOutcome, runEvaluation, type SummaryOutcome } from "../../run/evaluation-run.ts";
import { continueCommand } from "../../run/outcome.ts";
import { idleFlags } from "../flags/contradictions.ts";
import { toInvocation, toRunOptions } from "../flags/request.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { logScreen } from "../log-screen.ts";
import { exitCodes, printError } from "../print-error.ts";
import { Progress } from "../progress.ts";
import { RunPhase } from "../run-phase.ts";
import { toOutput, toScreen } from "../screen.ts";

/** @returns The exit code. */
export async function runEval(config: string | undefined, flags: EvalFlags): Promise<number> {
  const screen = flags.debug && !flags.dryRun ? logScreen(process.stderr) : new Progress(process.stderr);
  try {
    const invocation = toInvocation(config, flags, process.cwd());
    for (const text of idleFlags(flags)) toScreen(`${text}\n`);
    if (flags.dryRun) {
      const { dryRun } = await import("../../run/dry-run.ts");
      const { metric, probe } = flags;
      const { onEvent } = screen;
      const workers = toRunOptions(flags);
      const { workDir } = workers;
      const asked = { metric, probe, workDir, workers, mode: workers.mode, isDebug: workers.debug };
      const dry = await dryRun(invocation, { ...asked, startedAt: 0, onEvent });
      screen.clear();
      toOutput(formatDryRun(dry));
      return dry.notAsked.length > 0 ? exitCodes.failed : 0;
    }
    const phase = new RunPhase();
    const interrupt = listenForInterrupt(() => phase.stopWords);
    try {
      const outcome = await runEvaluation(invocation, toRunOptions(flags), {
        onEvent: phase.following(screen.onEvent),
        signal: interrupt.signal,
        asked: interrupt.asked,
      });
      return show(outcome, flags);
    } finally {
      interrupt.end();
    }
  } catch (error) {
    screen.clear();
    return printError(error, flags.debug ?? false);
  }
}

function show({ workspace, logs, summary, failed, interrupted }: RunOutcome, flags: EvalFlags): number {
  const resume = `${continueCommand(workspace)}${clusterWords(flags)}`;
  if (summary !== undefined) toOutput(`${summary.table}\n`);
  // Who keeps the table in a file may never look below it.
  if (summary !== undefined && summary.alarms.length > 0 && !process.stdout.isTTY)
    toScreen(`\n${alarmCount(summary.alarms)}: read what to try below the table\n`);
  if (failed.length > 0) {
    const lines = failedTaskLines(failed, logs, process.stderr.columns);
    toScreen(`\n${lines.map((line) => `${line}\n`).join("")}`);
  }
  const lacking = summary?.lacking ?? [];
  if (lacking.length > 0) {
    const lines = lacking.map(({ model, dataset, reason }) => `  ${model} / ${dataset}: ${reason}\n`);
    const own = `${continueCommand(workspace)} -m viz`;
    toScreen(`\nNo score under --metric:\n${lines.join("")}The datasets' own scores: ${own}\n`);
  }
  if (interrupted) {
    const isThere = existsSync(join(workspace.path, "journal"));
    const words = isThere
      ? `What was answered is stored; continue with: ${resume}`
      : `${workspace.path} was removed meanwhile: nothing is stored`;
    toScreen(`\nInterrupted. ${words}\n`);
    return exitCodes.interrupted;
  }
  toScreen(`\nWritten to ${workspace.path}${summary === undefined ? "" : `\n  ${summary.files.md}`}\n`);
  if (failed.length === 0 && summary?.hasOnlyBareDatasets) {
    toScreen("No score: no row has a reference. To get the model's answers alone: --mode infer\n");
    return exitCodes.failed;
  }
  if (failed.length === 0) return lacking.length === 0 ? 0 : exitCodes.failed;
  const isAnswered = failed.every(
    ({ affected, needsEvaluation }) => needsEvaluation || (affected?.failed === 0 && affected.unanswered === 0),
  );
  const what = isAnswered ? `Score again with: ${resume} --mode eval` : `Ask what is missing again with: ${resume}`;
  toScreen(`${what}\n`);
  return exitCodes.failed;
}

/** Where a run is computed is no setting that is stored with it. */
function clusterWords(flags: EvalFlags): string {
  const names = ["slurm", "partition", "qos", ...(flags.slurm ? (["maxNumWorkers"] as const) : [])] as const;
  return names.map((name) => flagWords(name, flags[name])).join("");
}

function alarmCount(alarms: SummaryOutcome["alarms"]): string {
  const datasets = [...new Set(alarms.map(({ model, dataset }) => `${model} / ${dataset}`))];
  return `${counted(alarms.length, "alarm")}, scores in doubt: ${listed(datasets, 3)}`;
}
