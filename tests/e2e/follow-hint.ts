// Reads what a hint advises out of its text, so that a hint that changes is followed as it then stands.

import { spawnSync } from "node:child_process";
import { expect } from "vitest";

export function hintOf(stderr: string): string {
  return /^hint: +([\s\S]*)/m.exec(stderr)?.[1]?.trim() ?? "";
}

/** The group of `pattern` in the hint; the test fails where the hint says nothing of the kind. */
export function advised(hint: string, pattern: RegExp): string {
  const found = pattern.exec(hint)?.[1];
  expect(found, `${pattern} in the hint: ${hint}`).toBeDefined();
  return found as string;
}

/** The first name that a hint offers. */
export function offered(hint: string): string {
  const names = /(?:did you mean|there are:|known fields:|name one of them:|name a variant:|its \w+:|runs there:)/;
  return advised(hint, new RegExp(`${names.source} \\{?([^\\s,?}]+)`));
}

/** Runs a command of the hint in a shell. @returns Undefined where the machine lacks its tool. */
export function runAdvised(hint: string, pattern: RegExp, cwd?: string): string | undefined {
  const command = advised(hint, pattern);
  const tool = /\b(?:iconv|sed|jq|python3|mkdir|rm)\b/.exec(command)?.[0] ?? "";
  if (spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0) return undefined;
  const { status, stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8", cwd });
  expect(status, `${command}\n${stderr}`).toBe(0);
  return command;
}
