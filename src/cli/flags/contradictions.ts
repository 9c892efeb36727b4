// What cannot be meant is refused with both flags, and what has no effect is said, as the table of flags tells.

import { UsageError } from "../../core/errors.ts";
import { calledFlag, type EvalFlags, flagRows } from "../../job/flags/eval-flags.ts";
import type { Condition, Contradiction, FlagValue } from "../../job/flags/flag.ts";

type Given = Readonly<Record<string, FlagValue | undefined>>;

/** Under one name what has two. @throws UsageError where they differ. */
export function withOneName(flags: EvalFlags): EvalFlags {
  const merged: Record<string, FlagValue | undefined> = { ...flags };
  for (const [name, { sameAs }] of flagRows()) {
    const { [name]: value, [sameAs ?? ""]: first } = merged;
    if (sameAs === undefined || value === undefined) continue;
    delete merged[name];
    if (Array.isArray(value)) merged[sameAs] = [...((first ?? []) as string[]), ...value];
    else if (first === undefined || first === value) merged[sameAs] = value;
    else throw contradiction(calledFlag(sameAs), calledFlag(name), "they are two names of one setting");
  }
  return merged as EvalFlags;
}

/** @throws UsageError */
export function refuseContradictions(flags: Given): void {
  for (const [name, { contradicts = [], needs }] of flagRows()) {
    if (flags[name] === undefined) continue;
    if (needs !== undefined && flags[needs.flag] === undefined) {
      const { flag, why, hint } = needs;
      throw new UsageError(`${calledFlag(name)} needs ${calledFlag(flag)}: ${why}`, { hint });
    }
    for (const each of contradicts) for (const other of [each.with].flat()) refuse(each, flags, [name, other]);
  }
}

function refuse({ when, and, why }: Contradiction, flags: Given, [name, other]: [string, string]): void {
  const { [name]: value, [other]: otherValue } = flags;
  if (value === undefined || otherValue === undefined) return;
  const first = named(name, value, when);
  const second = named(other, otherValue, and, value);
  if (first === undefined || second === undefined) return;
  if (typeof why === "object") throw new UsageError(why.message);
  throw contradiction(first, second, typeof why === "string" ? why : why(value, otherValue));
}

/** "--device cpu"; undefined where the condition does not hold. */
function named(name: string, value: FlagValue, condition?: Condition, first: FlagValue = value): string | undefined {
  if (condition === undefined) return calledFlag(name);
  const met =
    typeof condition === "function"
      ? condition(value, first)
      : condition.map(String).find((item) => item === String(value).toLowerCase());
  if (met === undefined || met === false) return undefined;
  return met === true ? calledFlag(name) : `${calledFlag(name)} ${met}`;
}

function contradiction(a: string, b: string, why: string): UsageError {
  return new UsageError(`${a} and ${b} contradict each other: ${why}`);
}

/** One sentence about flags that the stages leave without effect, or none. */
export function idleFlags(flags: EvalFlags): string[] {
  const { mode } = flags;
  const course = flags.dryRun ? "dry-run" : mode;
  if (course === "all") return [];
  const names = flagRows().filter(([name, { idle }]) => idle?.includes(course) && flags[name] !== undefined);
  const why = { "dry-run": "--dry-run makes no run", infer: "--mode infer shows no table" } as const;
  const because = course === "eval" || course === "viz" ? `--mode ${mode} asks no model` : why[course];
  return names.length === 0 ? [] : [`${because}: no effect of ${names.map(([name]) => calledFlag(name)).join(", ")}`];
}
