// `oc-local agree`: asks both sides and prints how far they agree. Differences are the result, not a failure.

import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { shellWord } from "../../core/shell-quote.ts";
import { visibleJson } from "../../core/visible-text.ts";
import { writeFileAtomically } from "../../core/write-file.ts";
import { agreementFile, agreementJson } from "../../report/agreement-json.ts";
import { formatAgreement } from "../../report/agreement-text.ts";
import { type AgreeOutcome, agree } from "../../run/agree.ts";
import type { Invocation } from "../../run/run-request.ts";
import { toInvocation } from "../flags/request.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { exitCodes, printError } from "../print-error.ts";
import { Progress } from "../progress.ts";
import { toOutput, toScreen } from "../screen.ts";
import type { AgreeFlags } from "./agree-options.ts";

/** @returns The exit code. */
export async function runAgree(config: string | undefined, flags: AgreeFlags): Promise<number> {
  const { tolerance, debug = false } = flags;
  const screen = new Progress(process.stderr);
  try {
    const request = { ...toSides(config, flags, process.cwd()), tolerance, isDebug: debug };
    if (flags.out !== undefined) requireWritable(flags.out);
    const interrupt = listenForInterrupt(() => stopWords);
    try {
      const outcome = await agree(request, { onEvent: screen.onEvent, signal: interrupt.signal });
      return outcome === undefined ? interrupted() : show(outcome, flags);
    } finally {
      interrupt.end();
    }
  } catch (error) {
    screen.clear();
    return printError(error, debug);
  }
}

const stopWords = { first: "rows under way are given up", atOnce: "Nothing is compared." };

/** Of a and of b: the same flags but for the model, engine and device of each. */
export function toSides(config: string | undefined, flags: AgreeFlags, cwd: string) {
  const { models = [], model = [], hfPath = [], engine = [], device = [], peftPath, peftKwargs, ...shared } = flags;
  const paths = [...model, ...hfPath];
  const named = models.length + paths.length;
  for (const [flag, given] of Object.entries({
    "--model": named,
    "--engine": engine.length,
    "--device": device.length,
  }))
    if (given > 2)
      throw new UsageError(`${flag} is given for ${given} sides: two are compared`, {
        hint: `give ${flag} once or twice`,
      });
  // One model, and nothing else that differs: without its adapters and with them.
  const isBaseWithoutAdapters = named === 1 && engine.length < 2 && device.length < 2 && peftPath !== undefined;
  const side = (i: 0 | 1): Invocation => {
    const sideEngine = engine[i] ?? engine[0];
    const sideDevice = device[i] ?? device[0];
    const hasAdapters = !(isBaseWithoutAdapters && i === 0);
    return toInvocation(
      config,
      {
        ...shared,
        mode: "all",
        maxNumWorkers: 1,
        ...(models.length > 0 && { models: [models[i] ?? (models[0] as string)] }),
        ...(paths.length > 0 && { model: [paths[i] ?? (paths[0] as string)] }),
        ...(sideEngine !== undefined && { engine: sideEngine }),
        ...(sideDevice !== undefined && { device: sideDevice }),
        ...(hasAdapters && peftPath !== undefined && { peftPath }),
        ...(hasAdapters && peftKwargs !== undefined && { peftKwargs }),
      },
      cwd,
    );
  };
  return { invocations: [side(0), side(1)] as const, areNamed: named === 2 };
}

function requireWritable(out: string): void {
  const path = resolve(out);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--out: ${path} is a folder, not a file`, {
      hint: `name a file in it: --out ${shellWord(join(out, "agree.json"))}`,
    });
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--out: there is no folder ${folder}`, {
      hint: `make it first: mkdir -p ${shellWord(folder)}`,
    });
}

function show(outcome: AgreeOutcome, { json = false, tolerance, out }: AgreeFlags): number {
  toOutput(json ? `${visibleJson(agreementJson(outcome))}\n` : `\n${formatAgreement(outcome, tolerance)}`);
  if (out !== undefined) {
    writeFileAtomically(resolve(out), `${JSON.stringify(agreementFile(outcome), null, 2)}\n`, {
      hint: "free space or fix permissions, then compare again",
    });
    toScreen(`Written to ${resolve(out)}\n`);
  }
  const { failed } = outcome;
  if (failed.length === 0) return 0;
  const rest = "what failed is told above, and its rows are not compared";
  toScreen(`${failed.length === 1 ? "1 task" : `${failed.length} tasks`} failed: ${rest}\n`);
  return exitCodes.failed;
}

function interrupted(): number {
  toScreen("\nInterrupted: nothing is compared.\n");
  return exitCodes.interrupted;
}
