// Errors come from parts that several commands share, and not every command has the flag that a hint advises: it is then said
// which one has.

import type { Command } from "commander";

/** Per flag the commands that have it; undefined before a command runs. */
let running: { own: ReadonlySet<string>; commandsOf: ReadonlyMap<string, string> } | undefined;

/** From now on hints are for this command. */
export function adviseFor(command: Command): void {
  const all = command.parent?.commands ?? [];
  const commandsOf = new Map(
    all.flatMap((each) => flagsOf(each).map((flag) => [flag, each.name()] as const)).reverse(),
  );
  running = { own: new Set(flagsOf(command)), commandsOf };
}

export function fittingHint(hint: string): string {
  if (running === undefined) return hint;
  const { own, commandsOf } = running;
  // A whole command has flags of its own.
  const outside = hint.replaceAll(/oc-local [a-z]+[^;)\n]*/g, "");
  const named = [...new Set(outside.match(/(?<![\w-])--[a-z][a-z-]*[a-z]/g))];
  const foreign = named.filter((flag) => !own.has(flag) && commandsOf.has(flag));
  if (foreign.length === 0) return hint;
  const are = foreign.length === 1 ? "is a flag" : "are flags";
  return `${hint} (${foreign.join(", ")} ${are} of oc-local ${commandsOf.get(foreign[0] as string)})`;
}

function flagsOf(command: Command): string[] {
  return command.options.flatMap(({ long }) => (long ? [long] : []));
}
