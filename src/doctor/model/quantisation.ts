// How the weights are stored: what the file calls it, the types of its tensors, and bits per weight.

import { formatBytes } from "../../engines/memory-plan.ts";
import { type Finding, ok } from "../check.ts";
import type { ModelSubject } from "./subject.ts";

export async function checkQuantisation(subject: ModelSubject): Promise<Finding> {
  const { file, gguf } = await subject.file();
  if (gguf === undefined) return ok(`${file.fileType}, ${formatBytes(file.weightBytes)}`);
  const counts = new Map<string, number>();
  for (const { type } of gguf.tensors) counts.set(type.name, (counts.get(type.name) ?? 0) + 1);
  const types = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${count} ${name}`);
  const weights = gguf.tensors.reduce((sum, { dimensions }) => sum + dimensions.reduce((a, b) => a * b, 1), 0);
  const bits = ((8 * gguf.weightBytes) / weights).toFixed(1);
  const name = gguf.fileType ?? "not named by the file";
  return ok(`${name} (tensors: ${types.join(", ")}), ${formatBytes(gguf.weightBytes)}, ${bits} bits per weight`);
}
