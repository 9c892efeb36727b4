// The checks of the model in a process of their own: a damaged file can make llama.cpp abort, which must not take the other
// checks along.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { codeRoot, moduleExtension } from "../../core/package.ts";
import type { CheckResult } from "../check.ts";
import { modelChecks } from "./checks.ts";
import { ModelSubject, type ModelSubjectOptions } from "./subject.ts";

/** The file descriptor that results come through, a line of JSON each; libraries print to the usual ones. */
export const resultsDescriptor = 3;

export async function* checkModelApart(options: ModelSubjectOptions): AsyncGenerator<CheckResult> {
  const names = modelChecks(new ModelSubject(options)).map(({ name }) => name);
  const child = start(options);
  const closed = once(child, "close");
  const said = lastWords(child.stderr as Readable);
  try {
    for await (const line of createInterface({ input: child.stdio[resultsDescriptor] as Readable })) {
      names.shift();
      yield JSON.parse(line) as CheckResult;
    }
    const [code, signal] = (await closed) as [number | null, NodeJS.Signals | null];
    if (names.length > 0) yield* describeCrash(names, `${signal ?? `exit code ${code}`}${said()}`);
  } finally {
    child.kill();
  }
}

function start(options: ModelSubjectOptions): ChildProcess {
  const loader = moduleExtension === ".ts" ? ["--import", typescriptLoader()] : [];
  const file = join(codeRoot, "src", "doctor", "model", `process${moduleExtension}`);
  return spawn(process.execPath, [...loader, file, JSON.stringify(options)], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    cwd: options.cwd,
  });
}

/** From the sources, as tests run, Node.js needs a loader for TypeScript. */
function typescriptLoader(): string {
  const manifest = createRequire(import.meta.url).resolve("jiti/package.json");
  return join(dirname(manifest), "lib", "jiti-register.mjs");
}

/** The line of a stream that tells what went wrong, worded for the end of a sentence; empty when it said nothing. */
function lastWords(stream: Readable): () => string {
  const lines: string[] = [];
  createInterface({ input: stream }).on("line", (line) => {
    if (line.trim() !== "") lines.push(line.trim());
  });
  return () => {
    const telling = lines.find((line) => /error|assert/i.test(line)) ?? lines.at(-1);
    return telling === undefined ? "" : `, ${telling}`;
  };
}

function* describeCrash([crashed, ...others]: readonly string[], how: string): Generator<CheckResult> {
  const name = crashed as string;
  const remedy =
    "the file is likely damaged: download it again, or take another conversion; if other programs run it, please report this";
  yield { area: "model", name, status: "fail", detail: `the process that checked the model ended (${how})`, remedy };
  for (const other of others)
    yield {
      area: "model",
      name: other,
      status: "info",
      detail: `not checked, because of "${name}" above`,
      remedy: null,
    };
}
