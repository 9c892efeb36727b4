// A command that is refused, and the ways in which its hint makes another command of it.

import { advised, offered } from "../follow-hint.ts";

interface Told {
  hint: string;
  stderr: string;
  args: string[];
  cwd: string;
}

export interface CommandCase {
  what: string;
  args: string[];
  says: string | RegExp;
  follow(told: Told): { args: string[]; env?: Record<string, string> };
  env?: Record<string, string>;
  /** Writes what the command is about. */
  prepare?(cwd: string): void;
  /** Exit code of the refused command. @default 2 */
  refused?: number;
  /** Exit code of the command that follows; "another": it may be refused for another reason. @default 0 */
  after?: number | "another";
}

export const base = ["--models", "oc_tiny_base", "--datasets", "siqa_ppl"];
export const plan = ["eval", ...base, "--dry-run"];
export const prompt = ["prompt", ...base];

/** The hint offers the name that a word of the command should be. */
export const rename =
  (word: string): CommandCase["follow"] =>
  ({ hint, args }) => ({ args: args.map((arg) => (arg === word ? offered(hint) : arg)) });

/** The hint says to leave a flag out; `values` stand behind it. */
export const leaveOut =
  (flag: string, values = 0, pattern = /leave (-[\w-]+) out/): CommandCase["follow"] =>
  ({ hint, args, stderr }) => {
    advised(`${hint}\n${stderr}`, pattern);
    const at = args.indexOf(flag);
    return { args: args.filter((_, i) => i < at || i > at + values) };
  };

/** The hint names a flag, and `pattern` what to give to it. */
export const add =
  (pattern: RegExp, ...values: string[]): CommandCase["follow"] =>
  ({ hint, args }) => ({ args: [...args, ...advised(hint, pattern).split(" "), ...values] });

/** The value of a flag is replaced by what `pattern` finds in the hint. */
export const instead =
  (flag: string, pattern: RegExp): CommandCase["follow"] =>
  ({ hint, args }) => ({ args: args.with(args.indexOf(flag) + 1, advised(hint, pattern)) });

/** The hint holds the whole command. */
export const whole: CommandCase["follow"] = ({ hint }) => ({
  args: advised(hint, /oc-local ([^\n;]+)/)
    .split(" ")
    .map((word) => word.replaceAll("'", "")),
});

const withArgs =
  (...extra: string[]) =>
  (follow: CommandCase["follow"]): CommandCase["follow"] =>
  (told) => {
    const { args, ...rest } = follow(told);
    return { args: [...args, ...extra], ...rest };
  };
export const planned = withArgs("--dry-run");
