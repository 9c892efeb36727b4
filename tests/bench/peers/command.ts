// Runs a program to its end and keeps what it wrote.

import { spawn } from "node:child_process";

export interface CommandOptions {
  cwd?: string;
  onStart?: (pid: number) => void;
  /** Called for every line of both streams as it comes. */
  onLine?: (line: string) => void;
}

/** @returns Standard output. @throws Error with the end of standard error. */
export function runCommand(
  command: string,
  args: string[],
  { cwd, onStart, onLine }: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
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
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${signal ?? code}: ${(errors || output).trim().slice(-600)}`));
    });
  });
}

function splitLines(onLine: CommandOptions["onLine"]): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine?.(line);
  };
}
