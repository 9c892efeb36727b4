// One input from its kind and seed: made in a sandbox, tried, judged.

import { join } from "node:path";
import type { Bases } from "./bases.ts";
import { drawOf } from "./draw.ts";
import { type End, type Fault, judge } from "./judge.ts";
import type { HostileInput, Kind, Place } from "./kind.ts";
import type { LimitedChild } from "./limited-child.ts";
import { Sandbox } from "./sandbox.ts";

export interface Tried {
  kind: string;
  seed: number;
  about: string;
  /** Of the last command. */
  end: End | undefined;
  faults: (Fault & { command: string })[];
  isAlone: boolean;
  /** Of its commands. */
  cpuMs: number;
}

export interface Tools {
  child: LimitedChild;
  bases: Bases;
  /** Where the sandbox is made. */
  folder: string;
}

/** @param isAlone Each command in a process of its own, as users start it. */
export async function tryInput(
  { child, bases, folder }: Tools,
  kind: Kind,
  { seed, isAlone }: { seed: number; isAlone: boolean },
): Promise<Tried> {
  const sandbox = new Sandbox(join(folder, "sandbox"));
  const { work, outside, env } = sandbox;
  const input = made(kind, seed, { work, outside, bases });
  const mayWrite = input.mayWrite ?? [];
  const written = ["outputs", ...mayWrite].map((name) => join(work, name));
  const tried: Tried = { kind: kind.name, seed, about: input.about, end: undefined, faults: [], isAlone, cpuMs: 0 };
  sandbox.remember();
  for (const args of input.commands) {
    const command = { args, cwd: work, env };
    const ended = isAlone ? await child.runAlone(command) : await child.run(command);
    const verdict = judge(ended, { changes: sandbox.changes(mayWrite), connects: sandbox.connects, written });
    tried.end = verdict.end;
    tried.cpuMs += ended.cpuMs;
    tried.faults.push(...verdict.faults.map((fault) => ({ ...fault, command: shown(args) })));
    if (verdict.faults.length > 0) break;
  }
  sandbox.remove();
  return tried;
}

function made(kind: Kind, seed: number, place: Place): HostileInput {
  try {
    return kind.make(drawOf(kind.name, seed), place);
  } catch (cause) {
    throw new Error(`the generator of ${kind.name} fails with the seed ${seed}`, { cause });
  }
}

function shown(args: readonly string[]): string {
  const words = args.map((arg) => (/^[\w./=-]+$/.test(arg) ? arg : JSON.stringify(arg.slice(0, 80))));
  return `oc-local ${words.join(" ")}`.slice(0, 400);
}
