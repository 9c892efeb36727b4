// Models made for a later llama.cpp than that of this build: nothing is wrong with their files.

import { OcLocalError } from "../../core/errors.ts";

export const updateHint =
  "nothing is missing from the file: install a newer oc-local, which brings a newer llama.cpp, or choose another model";

/** What the library does not know, as it says so itself. */
const unknownThings: readonly (readonly [says: RegExp, what: string])[] = [
  [/unknown model architecture: '(.*?)'/, "architecture"],
  [/unknown pre-tokenizer type: '(.*?)'/, "pre-tokenizer"],
];

/** @param reason What the library could not load the file for. @returns Undefined where it is another reason. */
export function newerModelError(
  { path, release }: { path: string; release: string },
  reason: string,
  cause: unknown,
): OcLocalError | undefined {
  for (const [says, what] of unknownThings) {
    const name = says.exec(reason)?.[1];
    if (name === undefined) continue;
    const message = `${path} has the ${what} "${name}", which llama.cpp ${release}, the library of this build, does not know`;
    return new OcLocalError("MODEL_FILE", message, { hint: updateHint, cause });
  }
  return undefined;
}
