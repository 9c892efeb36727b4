// What a config executes, as one hash: the file and the files it names by relative or absolute paths, and those that these name.

import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fingerprint } from "../core/fingerprint.ts";
import { isCode, isReadable } from "./read-value.ts";

/** More than any config has; files beyond it are not followed. */
const maxFiles = 1000;

/** Undefined where the file cannot be read. */
export function codeHash(path: string): string | undefined {
  const pieces: string[] = [];
  const seen = new Set<string>();
  const waiting = [path];
  for (let next = waiting.shift(); next !== undefined && seen.size < maxFiles; next = waiting.shift()) {
    if (seen.has(next) || !isFile(next)) continue;
    seen.add(next);
    const text = readFileSync(next, "utf8");
    pieces.push(next, text);
    if (isCode(next)) waiting.push(...named(text, next));
  }
  return pieces.length === 0 ? undefined : fingerprint(...pieces);
}

/** Texts that look like paths of files, wherever they stand: an import need not stand at the top. */
function named(text: string, from: string): string[] {
  const found = text.matchAll(/["'`](\.{0,2}\/[^"'`\n]{1,1024})["'`]/g);
  return [...found].flatMap(([, path = ""]) => fileOf(resolve(dirname(from), path)) ?? []);
}

/** An import may leave the suffix out, or name that of the JavaScript it becomes. */
function fileOf(path: string): string | undefined {
  const stem = path.replace(/\.(m?)js$/, ".$1ts");
  const names = [path, stem, ...[".ts", ".mts", ".js", ".mjs", "/index.ts", "/index.js"].map((end) => `${path}${end}`)];
  const found = names.find((name) => isReadable(name) && isFile(name));
  return found && realpathSync(found);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
