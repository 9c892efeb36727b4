// Slurm's command line programs. Arguments go to them as they are: no shell reads them.

import { execFile } from "node:child_process";
import { OcLocalError } from "../../core/errors.ts";

export interface CommandResult {
  /** Null when a signal ended it. */
  code: number | null;
  stdout: string;
  /** Trimmed. */
  stderr: string;
}

/** What a cluster of a thousand jobs says about them. */
const mostBytes = 64 * 1024 * 1024;

/** @throws OcLocalError CLUSTER where the program is not installed. */
export function runCommand(program: string, args: readonly string[]): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { maxBuffer: mostBytes, encoding: "utf8" }, (error, stdout, stderr) => {
      if (error !== null && child.pid === undefined) reject(notInstalled(program, error));
      else resolve({ code: child.exitCode, stdout, stderr: stderr.trim() });
    });
  });
}

function notInstalled(program: string, cause: Error): OcLocalError {
  return new OcLocalError("CLUSTER", `${program} cannot be started: ${cause.message}`, {
    hint: "Slurm's commands have to be on PATH, as they are on a cluster's login node (Debian: apt-get install slurm-client)",
    cause,
  });
}
