// Words that a shell left over from a comment behind a line continuation: the lines below never reach the program. Of `\ # model`
// bash makes the arguments " #" and "model", with two blanks the argument " " and a comment; cmd passes the backslash.

import { existsSync } from "node:fs";
import { UsageError } from "../core/errors.ts";
import { shellWord } from "../core/shell-quote.ts";
import { flagsTaking } from "../job/flags/eval-flags.ts";

/** Flags whose next value may be any text. */
const textFlags: ReadonlySet<string | undefined> = new Set(flagsTaking("anyText"));

/** @param args Of the command line, the command's name first. @throws UsageError with the command as it was meant. */
export function refuseStrayWords(args: readonly string[]): void {
  const at = args.findIndex((_word, i) => isStray(args, i));
  if (at < 0) return;
  const word = args[at] as string;
  const comment = commentFrom(args.slice(at));
  const what =
    comment !== ""
      ? `the command line holds a comment, "${comment}"`
      : `an argument is ${isBlank(word) ? "a blank" : "a backslash"} and nothing else`;
  const meant = `oc-local ${withoutComments(args).map(shellWord).join(" ")}`;
  const isEnd = args.slice(at).every((rest) => !rest.startsWith("-"));
  throw new UsageError(
    `${what}: a backslash continues a line only where nothing stands behind it${isEnd ? "; the lines below did not reach oc-local" : ""}`,
    {
      hint: isEnd
        ? `this much was received:\n       ${meant}\n       take the comments out, let every line but the last end in a backslash, and give the rest again`
        : `without it:\n       ${meant}`,
    },
  );
}

/** Up to the next flag. */
function commentFrom(words: readonly string[]): string {
  const comment = words.slice(words.findIndex(isComment));
  const end = comment.findIndex((word) => word.startsWith("-"));
  return words.some(isComment)
    ? comment
        .slice(0, end < 0 ? undefined : end)
        .join(" ")
        .trim()
    : "";
}

function isStray(args: readonly string[], i: number): boolean {
  const word = args[i] as string;
  if (textFlags.has(args[i - 1])) return false;
  if (isStopWord(args, i))
    return /^ #/.test(word) || (word === " " && i === args.length - 1 && args[i - 1] !== "--stop-words");
  return isBlank(word) || word === "\\" || (isComment(word) && !existsSync(word));
}

function isComment(word: string): boolean {
  return word.trimStart().startsWith("#");
}

function isBlank(word: string): boolean {
  return word !== "" && word.trim() === "";
}

function isStopWord(args: readonly string[], i: number): boolean {
  return args.slice(0, i).findLast((word) => word.startsWith("-")) === "--stop-words";
}

/** A comment ends where the next flag begins. */
function withoutComments(args: readonly string[]): string[] {
  let inComment = false;
  return args.filter((word, i) => {
    const stray = isStray(args, i);
    inComment = stray ? isComment(word) || inComment : inComment && !word.startsWith("-");
    return !stray && !inComment;
  });
}
