// A case that needs files of its own, more than one command to be refused, or more than one to follow the hint.

import { expect } from "vitest";
import { hintOf } from "../follow-hint.ts";
import type { TracedRun, WarmCli } from "../warm-cli.ts";

export interface Scene extends Pick<WarmCli, "run" | "runCold"> {
  /** An empty folder of the case alone, below the folder of the commands. */
  folder: string;
  /** To be called where what a hint advises was done, and it works. @param said Where it stands. @default the hint on standard error */
  noteFollowed(refused: TracedRun, said?: string): void;
}

export interface Story {
  what: string;
  /** Why it cannot be told on this machine. */
  skip?: string | undefined;
  /** Files with errors that are not asked for where it is not told. */
  files?: readonly string[];
  tell(scene: Scene): Promise<void>;
}

interface Told {
  hint: string;
  stderr: string;
  args: string[];
  folder: string;
}

export interface RefusedCommand {
  says: string | RegExp;
  /** Does what the hint advises. @returns The command that follows. */
  follow(told: Told): string[] | { args: string[]; env: Record<string, string> };
  env?: Record<string, string>;
  /** Exit code of the refused command. @default 2 */
  code?: number;
  /** Exit code of the command that follows; "another": it may be refused for another reason. @default 0 */
  after?: number | "another";
}

/** A command is refused, its hint is followed, and the command that comes of it works. */
export async function refusedAndMended(
  { run, noteFollowed, folder }: Pick<Scene, "run" | "noteFollowed" | "folder">,
  args: string[],
  { says, follow, env = {}, code = 2, after = 0 }: RefusedCommand,
): Promise<void> {
  const refused = await run(args, env);
  expect(refused.code, `${args.join(" ")}\n${refused.stderr}`).toBe(code);
  expect(refused.stderr).toMatch(says);
  // Tasks that failed are told in a table, with what to do about them.
  const hint = (code === 1 ? "" : hintOf(refused.stderr)) || refused.stderr;
  const next = follow({ hint, args, folder, stderr: refused.stderr });
  const command = Array.isArray(next) ? { args: next, env: {} } : next;
  const mended = await run(command.args, { ...env, ...command.env });
  expect(mended.stderr).not.toMatch(says);
  if (after !== "another") expect(mended.code, `${hint}\n${command.args.join(" ")}\n${mended.stderr}`).toBe(after);
  noteFollowed(refused, hint);
}

/** A story of one refused command. @param prepare Makes its files. @returns The command. */
export function story(what: string, prepare: (folder: string) => string[], refused: RefusedCommand): Story {
  return { what, tell: (scene) => refusedAndMended(scene, prepare(scene.folder), refused) };
}
