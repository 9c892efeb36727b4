// Writing what a generator made.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JsonValue } from "../../src/core/json.ts";

/** @param path Below `folder`; its folders are made. @returns The whole path. */
export function write(folder: string, path: string, content: string | Uint8Array): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content);
  return whole;
}

export function writeJson(folder: string, path: string, value: JsonValue): string {
  return write(folder, path, `${JSON.stringify(value, null, 2)}\n`);
}
