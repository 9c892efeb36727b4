// A command with flags, and what shows that each of them does something or is said to do nothing.

export interface FlagCase {
  command: "eval" | "agree" | "prompt" | "cases" | "doctor" | "list";
  /** What the flags are added to; run first, and its own output must not match. */
  base: readonly string[];
  /** Flags with their values. */
  flags: readonly string[];
  /** By flag. "other answers": the run stores other predictions than without the flags. */
  shows: Record<string, RegExp | "other answers">;
  /** By flag: what stands there without it only. */
  hides?: Record<string, RegExp>;
  /** @default 0 */
  code?: number;
  /** Of the base. @default 0, or that of the case */
  baseCode?: number;
  env?: Record<string, string>;
  /** Files and folders in the working folder that belong to what is shown. */
  looksAt?: readonly string[];
}

/** Ends every chat template with what it was told. */
export const toldTemplate =
  "{{ raise_exception('told ' ~ mark ~ ' ' ~ strftime_now('%Y-%m-%d') ~ ' ' ~ messages[0].content) }}";

/** Shown only where an engine fails of itself, which no command can bring about: tests/cli/print-error.test.ts. */
export const triedElsewhere: readonly string[] = ["agree --debug", "prompt --debug"];
