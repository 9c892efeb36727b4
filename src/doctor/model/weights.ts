// Whether the engine loads the weights, and where.

import { type Finding, ok } from "../check.ts";
import type { ModelSubject } from "./subject.ts";

export async function checkWeights(subject: ModelSubject): Promise<Finding> {
  await subject.vocabulary();
  const { engine, device, contextSize, versions } = (await subject.openEngine()).info;
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return ok(`loaded on ${device} by "${engine}" (${libraries.join(", ")}), ${contextSize} tokens`);
}
