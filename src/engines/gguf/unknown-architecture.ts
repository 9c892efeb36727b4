// llama.cpp's refusal of an architecture that it does not know, in words. The file is whole: its header and its size were checked.

import { OcLocalError } from "../../core/errors.ts";
import { installedRelease } from "../llama/load-addon.ts";

/** @param what Completes "llama.cpp could not …". @param said What it said. Undefined where it said something else. */
export function unknownArchitecture(what: string, said: string, cause: unknown): OcLocalError | undefined {
  const architecture = /unknown model architecture: '([^']*)'/.exec(said)?.[1];
  if (architecture === undefined) return undefined;
  const release = installedRelease();
  return new OcLocalError(
    "MODEL_FILE",
    `llama.cpp could not ${what}: ${release} knows no architecture "${architecture}"`,
    {
      hint: "this file is complete: either its model is newer than this llama.cpp, which a newer oc-local brings, or it is no language model",
      cause,
    },
  );
}
