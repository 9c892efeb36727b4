// What cannot be meant is refused with both flags, and what has no effect is said, as the table of flags tells.

import { UsageError } from "../../core/errors.ts";
import { calledFlag, type EvalFlags, evalFlags, flagRows } from "../../job/flags/eval-flags.ts";
import type { Condition, FlagTable, FlagValue } from "../../job/flags/flag.ts";

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
export function refuseContradictions(given: Given, table: FlagTable = evalFlags): void {
  for (const [name, { contradicts = [], needs }] of Object.entries(table)) {
    const value = given[name];
    if (value === undefined) continue;
    const called = calledFlag(name, table);
    if (needs !== undefined && given[needs.flag] === undefined) {
      const { flag, why, hint } = needs;
      throw new UsageError(`${called} needs ${calledFlag(flag, table)}: ${why}`, { hint });
    }
    for (const each of contradicts)
      for (const other of [each.with].flat()) {
        const { [other]: otherValue } = given;
        if (otherValue === undefined) continue;
        const first = named(called, value, each.when);
        const second = named(calledFlag(other, table), otherValue, each.and, value);
        if (first === undefined || second === undefined) continue;
        if ("message" in each) throw new UsageError(each.message);
        throw contradiction(first, second, typeof each.why === "string" ? each.why : each.why(value, otherValue));
      }
  }
}

/** "--device cpu"; undefined where the condition does not hold. */
function named(called: string, value: FlagValue, condition?: Condition, first: FlagValue = value): string | undefined {
  if (condition === undefined) return called;
  const met =
    typeof condition === "function"
      ? condition(value, first)
      : condition.map(String).find((item) => item === String(value).toLowerCase());
  if (met === undefined || met === false) return undefined;
  return met === true ? called : `${called} ${met}`;
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
