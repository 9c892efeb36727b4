// Runs a program to its end and keeps what it wrote.

import { type ChildProcess, spawn } from "node:child_process";
import { basename } from "node:path";
import { Unavailable } from "./unavailable.ts";

export interface CommandOptions {
  cwd?: string;
  onStart?: (pid: number) => void;
  /** Called for every line of both streams as it comes. */
  onLine?: (line: string) => void;
  /** It is ended then. */
  limitMs?: number;
}

/** The slowest takes a minute. What does not answer in time was not measured, and the bench goes on. */
export const peerLimitMs = 5 * 60_000;

/** @returns Standard output. @throws Unavailable where it does not end in time, Error with the end of standard error. */
export function runCommand(
  command: string,
  args: string[],
  { cwd, onStart, onLine, limitMs }: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const limit = limitMs === undefined ? null : limitOf(child, limitMs);
    if (child.pid !== undefined) onStart?.(child.pid);
    let output = "";
    let errors = "";
    const lines = [splitLines(onLine), splitLines(onLine)] as const;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      lines[0](text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
      lines[1](text);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      limit?.clear();
      if (limit?.isOver()) reject(new Unavailable(`${basename(command)} did not end in time: not measured`));
      else if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${signal ?? code}: ${(errors || output).trim().slice(-600)}`));
    });
  });
}

/** Ends a process that is still at work after `limitMs`. */
export function limitOf(child: ChildProcess, limitMs = peerLimitMs) {
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    child.kill("SIGKILL");
  }, limitMs);
  return { isOver: () => over, clear: () => clearTimeout(timer) };
}

function splitLines(onLine: CommandOptions["onLine"]): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine?.(line);
  };
}
