// OpenCompass's class and function names by ours, for comparing definitions with its configs.

import * as parts from "../../src/config/upstream/part-names.ts";

export { type UpstreamLoader, upstreamLoaders } from "../../src/config/upstream/part-names.ts";

export const upstreamEvaluators = byPart(parts.upstreamEvaluators);
export const upstreamPostprocessors = byPart(parts.upstreamPostprocessors);

/** The first of several names. */
function byPart(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(names)
      .reverse()
      .map(([theirs, ours]) => [ours, theirs]),
  );
}
