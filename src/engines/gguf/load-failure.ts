// What llama.cpp says when it does not take a file that is as long as its tensors need, and the remedy for that. Which key or tensor
// it is about stands first: the library's own words come behind several names of functions.

import { OcLocalError } from "../../core/errors.ts";
import { newerModelError } from "./newer-model.ts";

const convertHint = (what: string) =>
  `the file is complete, but not as llama.cpp wants it: take another conversion of the model, which has ${what}`;

interface Reading {
  says: RegExp;
  problem(found: RegExpExecArray): string;
  has: string;
}

const readings: readonly Reading[] = [
  {
    says: /key not found in model: ([\w.-]+)/,
    problem: ([, key]) => `lacks the key ${key}`,
    has: "the key",
  },
  {
    says: /key ([\w.-]+) has wrong (?:array length|type)[^;]*/,
    problem: ([words, key]) => `has a key ${key} that cannot be read (${words})`,
    has: "the key as it should be",
  },
  {
    says: /(?:missing tensor '([^']+)'|tensor '([^']+)' not found)/,
    problem: ([, missing, unfound]) => `lacks the tensor ${missing ?? unfound}`,
    has: "the tensor",
  },
  {
    says: /tensor '([^']+)' has wrong shape; expected ([^;]+?), got ([^;]+)/,
    problem: ([, name, expected, got]) =>
      `has a tensor ${name} of ${got?.trim()}, where ${expected?.trim()} is expected`,
    has: "tensors that fit its keys",
  },
  {
    says: /wrong number of tensors; expected (\d+), got (\d+)/,
    problem: ([, expected, got]) => `has ${expected} tensors, of which the architecture uses ${got}`,
    has: "the tensors of its architecture",
  },
];

/** @param reason What the library says. @returns Undefined where it says nothing that is known here. */
export function loadFailure(
  { path, release }: { path: string; release: string },
  reason: string,
  cause: unknown,
): OcLocalError | undefined {
  const newer = newerModelError({ path, release }, reason, cause);
  if (newer !== undefined) return newer;
  for (const { says, problem, has } of readings) {
    const found = says.exec(reason);
    if (found === null) continue;
    const message = `${path} ${problem(found)}; llama.cpp ${release} says: ${reason}`;
    return new OcLocalError("MODEL_FILE", message, { hint: convertHint(has), cause });
  }
  return undefined;
}
