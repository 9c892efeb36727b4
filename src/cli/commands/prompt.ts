// `oc-local prompt`: shows what a run would ask, without running it. Prompts go to standard output, notes to standard error.

import { styleText } from "node:util";
import { UsageError } from "../../core/errors.ts";
import { visibleJson } from "../../core/visible-text.ts";
import { flagOfModel } from "../../job/flags/eval-flags.ts";
import { formatDiff } from "../../report/prompt/diff-text.ts";
import { formatPair, textPairs } from "../../report/prompt/format-pair.ts";
import { formatView } from "../../report/prompt/format-view.ts";
import type { PromptView } from "../../report/prompt/prompt-view.ts";
import { type Paint, type PaintStyle, plainPaint } from "../../report/text/paint.ts";
import { type ModelReader, withReader } from "../../run/open-reader.ts";
import {
  chooseEntries,
  counterpart,
  isAskedOfAll,
  namesModels,
  type PromptPlan,
  planPrompts,
  viewPrompts,
} from "../../run/prompt-view.ts";
import { type Invocation, namesDatasets } from "../../run/run-request.ts";
import { toInvocation } from "../flags/request.ts";
import { printError } from "../print-error.ts";
import { Progress } from "../progress.ts";
import { toOutput, toScreen } from "../screen.ts";
import type { PromptFlags } from "./prompt-options.ts";

/** @returns The exit code. */
export async function runPrompt(config: string | undefined, flags: PromptFlags): Promise<number> {
  try {
    const invocation = toInvocation(config, { ...flags, mode: "all" }, process.cwd());
    await refuseMissing(invocation);
    if (flags.metric !== undefined)
      printNotes([
        "--metric has no effect: it chooses what a table shows, and every convention reads the same prompts",
      ]);
    const { diff } = flags;
    if (diff === undefined) await withReader({ invocation }, (reader) => showPrompts(invocation, reader, flags));
    else
      await withReader({ invocation }, (reader) =>
        withReader({ invocation: { ...invocation, datasets: [diff] } }, (other) =>
          showDifferences(invocation, { diff, readers: [reader, other] }, flags),
        ),
      );
    return 0;
  } catch (error) {
    return printError(error, flags.debug ?? false);
  }
}

async function refuseMissing(invocation: Invocation): Promise<void> {
  if (invocation.config === undefined && !namesDatasets(invocation)) {
    throw new UsageError("no dataset is named", { hint: "name one with --datasets (oc-local list shows them)" });
  }
  const [setting] = Object.entries(invocation.modelOverrides).filter(([, value]) => value !== undefined);
  if (setting !== undefined && !(await namesModels(invocation))) {
    throw new UsageError(`${flagOfModel(setting[0])} is about a model, and none is given`, {
      hint: "name one with --models, or give its file with --model",
    });
  }
}

async function showPrompts(
  invocation: Invocation,
  reader: ModelReader,
  { row, entries, tokens, json }: PromptFlags,
): Promise<void> {
  const plan = await planVisibly(invocation, reader);
  const chosen = chooseEntries(plan.datasets, entries, plan.unread);
  const views = await viewPrompts(plan, chosen, { row, reader });
  const hidden = plan.datasets.length - chosen.length;
  printNotes(entries === undefined && hidden > 0 ? [...plan.notes, hiddenNote(hidden)] : plan.notes);
  const style = { paint: paintOf(process.stdout), width: process.stdout.columns ?? 100, showsTokens: tokens };
  print(
    views.map((view) => (json ? visibleJson(view) : formatView(view, style))),
    json,
  );
}

async function showDifferences(
  invocation: Invocation,
  { diff, readers: [reader, otherReader] }: { diff: string; readers: [ModelReader, ModelReader] },
  { row, entries, json }: PromptFlags,
): Promise<void> {
  const plan = await planVisibly(invocation, reader);
  const other = await planVisibly({ ...invocation, datasets: [diff] }, otherReader);
  const paired = chooseEntries(plan.datasets, entries, plan.unread)
    .map((planned) => [planned, counterpart(planned, other.datasets)] as const)
    // A model that is shown one side alone has nothing to compare; the notes say why.
    .filter(([planned, beside]) => isAskedOfAll(plan, planned) && isAskedOfAll(other, beside));
  const views = await viewPrompts(
    plan,
    paired.map(([planned]) => planned),
    { row, reader },
  );
  const others = await viewPrompts(
    other,
    paired.map(([, beside]) => beside),
    { row, reader: otherReader },
  );
  printNotes([...new Set([...plan.notes, ...other.notes])]);
  const paint = paintOf(process.stdout);
  const pairs = views.map((view, i) => [view, others[i] as PromptView] as const);
  print(
    pairs.map(([a, b]) => (json ? visibleJson(pairObject(a, b)) : formatPair(a, b, paint))),
    json,
  );
}

/** Shows how far it is: a run's rows are all planned to know how long a prompt may be. */
async function planVisibly(invocation: Invocation, reader: ModelReader): Promise<PromptPlan> {
  const screen = new Progress(process.stderr);
  try {
    return await planPrompts(invocation, { reader, onEvent: screen.onEvent });
  } finally {
    screen.clear();
  }
}

/** Both prompts, and of each part that differs the diff that people see. */
function pairObject(a: PromptView, b: PromptView) {
  const differences = textPairs(a, b).filter(({ texts: [left, right] }) => left !== right);
  return {
    same: differences.length === 0,
    differences: differences.map(({ label, texts: [left, right] }) => ({
      label,
      diff: left === null || right === null ? null : formatDiff(left, right, plainPaint).join("\n"),
    })),
    a,
    b,
  };
}

function print(texts: readonly string[], isJson = false): void {
  toOutput(`${texts.join(isJson ? "\n" : "\n\n")}\n`);
}

function hiddenNote(count: number): string {
  return count === 1
    ? "1 more entry is asked like these: --entries all shows it"
    : `${count} more entries are asked like these: --entries names some, or all of them`;
}

function printNotes(notes: readonly string[]): void {
  for (const note of notes) toScreen(`${note}\n`);
}

function paintOf(stream: NodeJS.WriteStream): Paint {
  const paint = (style: PaintStyle, text: string) => styleText(style, text, { stream });
  return Object.assign(paint, { hasColours: paint("bold", "x") !== "x" });
}
