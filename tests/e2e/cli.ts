// Runs the installed `oc-local` in a folder of the test file's own. Needs a build (`npm test` makes one first).

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installedProgram } from "./install.ts";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
export const tinyModel = join(projectRoot, "models", "oc-tiny", "oc-tiny-f16.gguf");
export const sharedData = join(projectRoot, "..", "shared", "data");

/** Hang limit of one command. */
const limitMs = 240_000;

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Cli {
  /** Path of the program. */
  bin: string;
  /** An empty folder that commands start in. */
  cwd: string;
  run(args: readonly string[], env?: Record<string, string>): Promise<Finished>;
  start(args: readonly string[], env?: Record<string, string>): { child: ChildProcess; finished: Promise<Finished> };
  remove(): void;
}

/** @param program Makes another one below a folder. @default the installed one */
export function installCli(program: (folder: string) => string = installedProgram): Cli {
  const folder = mkdtempSync(join(tmpdir(), "oc-local-e2e-"));
  const bin = program(join(folder, "prefix"));
  const cwd = mkdtempSync(join(folder, "work-"));
  const start: Cli["start"] = (args, env = {}) => startProcess(bin, args, cwd, env);
  return {
    bin,
    cwd,
    start,
    run: (args, env = {}) => startProcess(bin, args, cwd, env).finished,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function startProcess(bin: string, args: readonly string[], cwd: string, env: Record<string, string>) {
  const child = spawn(bin, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    timeout: limitMs,
    killSignal: "SIGKILL",
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { child, finished };
}
