// `oc-local eval`: runs an evaluation and shows it. The exit code says whether every dataset has a score.

import { type RunOutcome, runEvaluation } from "../../run/evaluation-run.ts";
import { exitCodes, printError } from "../print-error.ts";
import { Progress } from "../progress.ts";
import { type EvalFlags, toInvocation, toRunOptions } from "./eval-flags.ts";

/** @returns The exit code. */
export async function runEval(config: string | undefined, flags: EvalFlags): Promise<number> {
  try {
    const invocation = toInvocation(config, flags, process.cwd());
    if (flags.dryRun) {
      const { dryRun } = await import("../../run/dry-run.ts");
      process.stdout.write(await dryRun(invocation));
      return 0;
    }
    const progress = new Progress(process.stderr);
    const interrupt = listenForInterrupt();
    try {
      const outcome = await runEvaluation(invocation, toRunOptions(flags), {
        onEvent: progress.onEvent,
        signal: interrupt.signal,
      });
      return show(outcome, flags);
    } finally {
      interrupt.end();
    }
  } catch (error) {
    return printError(error, flags.debug ?? false);
  }
}

function show({ workspace, summary, failed, interrupted }: RunOutcome, flags: EvalFlags): number {
  const resume = `oc-local eval -r ${workspace.timestamp}${flags.workDir === "outputs/default" ? "" : ` -w ${flags.workDir}`}`;
  if (summary !== undefined) process.stdout.write(`${summary.table}\n`);
  if (failed.length > 0) {
    process.stderr.write(`\n${failed.length} without a score:\n`);
    for (const { model, dataset, reason } of failed) process.stderr.write(`  ${model} / ${dataset}: ${reason}\n`);
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

/** First Ctrl-C: finish the rows in flight, store them, stop. Second: stop at once. */
function listenForInterrupt(): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    process.stderr.write("\nStopping: rows in flight are finished first; press Ctrl-C again to stop at once.\n");
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    end() {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
