// What is wrong with a config's summary groups is told before anything is asked, not when the table is written.

import { OcLocalError } from "../core/errors.ts";
import type { SummaryGroup } from "../core/summary.ts";
import { defaultMetric } from "../report/summary/groups.ts";
import { transformScore } from "../report/summary/transform.ts";

/** @throws OcLocalError CONFIG */
export function checkGroups(groups: readonly SummaryGroup[]): void {
  for (const group of groups) {
    const { name, subsets, transforms = {} } = group;
    const names = subsets.map((subset) => (typeof subset === "string" ? subset : subset[0]));
    const alone = subsets.filter((subset) => typeof subset === "string");
    if (alone.length > 0 && alone.length < subsets.length) {
      throw new OcLocalError("CONFIG", `summary group ${name}: subsets mix names and [name, metric] pairs`, {
        hint: `write all of them as pairs, for example ["${alone[0]}", "accuracy"]`,
      });
    }
    checkWeights(group, new Set([...names, ...subsets.flatMap((pair) => (Array.isArray(pair) ? pair.join("@") : []))]));
    for (const transform of Object.values(transforms)) transformScore(transform, 1);
  }
}

function checkWeights(group: SummaryGroup, names: ReadonlySet<string>): void {
  const { name, weights } = group;
  const kind = defaultMetric(group);
  const isWeighted = kind !== "standard_deviation" && kind !== "harmonic_mean";
  if (!isWeighted || weights === undefined || Object.keys(weights).length === 0) return;
  // One that counts nothing leaves out what need not be there.
  const [stray] = Object.keys(weights).filter((key) => weights[key] !== 0 && !isNamed(key, names));
  if (stray !== undefined) {
    throw new OcLocalError("CONFIG", `summary group ${name}: weight "${stray}" fits none of its subsets`, {
      hint: `name every weight after one of them: ${[...names].join(", ")}`,
    });
  }
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  if (total !== 0 || kind === "sum") return;
  throw new OcLocalError("CONFIG", `summary group ${name}: its weights add up to 0`, {
    hint: "give other weights, or set sum: true",
  });
}

/** Also after a metric of a subset: `name@metric`. */
function isNamed(key: string, names: ReadonlySet<string>): boolean {
  return names.has(key) || names.has(key.replace(/@[^@]*$/, ""));
}
