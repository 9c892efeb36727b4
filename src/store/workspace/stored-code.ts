// Code that a run's folder names. It is executed only where the user names it again, or where three things hold: it lies outside the
// folder, it is what the run was started with, and this user has executed exactly it on this machine (own-code.ts).

import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { codeHash } from "../../config/code-hash.ts";
import { type Guard, isCode, readFiles } from "../../config/read-value.ts";
import { foldersOf } from "../../config/user-entries.ts";
import { UsageError } from "../../core/errors.ts";
import { shellWord } from "../../core/shell-quote.ts";
import type { Invocation, StoredSource } from "../../job/invocation.ts";
import { continueCommand } from "./continue-command.ts";
import { type CodeFile, isOwnCode } from "./own-code.ts";

/** Undefined where the user has named everything. */
export function guardOf({ stored, config, cwd }: Pick<Invocation, "stored" | "config" | "cwd">): Guard | undefined {
  if (stored === undefined) return undefined;
  return (path) => requireOwn(path, stored, config === undefined ? undefined : resolve(cwd, config));
}

/** @throws UsageError naming the file, why it is not read, and the command that reads it */
function requireOwn(path: string, stored: StoredSource, config: string | undefined): void {
  const real = realpathSync(path);
  if (stored.named !== undefined && isInside(real, realpathSync(stored.named))) return;
  const why = reasonAgainst(real, stored);
  if (why === undefined) return;
  const isConfig = config !== undefined && resolve(path) === config;
  const workspace = { path: stored.folder, timestamp: stored.timestamp };
  const command = continueCommand(workspace, isConfig ? path : undefined);
  const folder = isConfig ? "" : ` --config-dir ${shellWord(dirname(dirname(path)))}`;
  const what = isCode(path) ? "would execute" : "would follow";
  throw new UsageError(`${stored.folder} ${what} ${path}, and ${why}`, {
    hint: `read the file first; where you trust it, name it: ${command}${folder}${flagsOf(stored, isConfig)}`,
  });
}

/** What a run was asked with goes on where its config is not named; with a config all is the config's. */
function flagsOf({ flags }: StoredSource, isConfig: boolean): string {
  return isConfig && flags.length > 0 ? `; give the run's other flags again too: ${flags.join(", ")}` : "";
}

function reasonAgainst(real: string, { folder, executed }: StoredSource): string | undefined {
  if (isInside(real, realpathSync(folder))) return "it lies in the run's own folder";
  const then = executed.find((file) => file.path === real);
  if (then === undefined) return "the run does not say that it was started with it";
  if (codeHash(real) !== then.sha256) return "it has changed since the run was started with it";
  return isOwnCode(then) ? undefined : "it has not been run by you on this machine";
}

/** What an invocation has executed or followed in this process. */
export function executedBy(invocation: Pick<Invocation, "cwd" | "config" | "configDir">): CodeFile[] {
  const config = invocation.config === undefined ? undefined : resolve(invocation.cwd, invocation.config);
  const folders = foldersOf(invocation);
  const files = [...readFiles()].filter(
    (path) => path === config || (isCode(path) && folders.some((folder) => isInside(path, folder))),
  );
  return files.flatMap((path) => {
    const real = existsSync(path) ? realpathSync(path) : path;
    const sha256 = codeHash(real);
    return sha256 === undefined ? [] : [{ path: real, sha256 }];
  });
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : join(folder, sep));
}
