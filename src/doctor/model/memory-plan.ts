// Whether the model fits the memory there is, with a context that most datasets need.

import { formatBytes } from "../../engines/memory-plan.ts";
import { type Finding, ok, warn } from "../check.ts";
import type { ModelSubject } from "./subject.ts";

export async function checkMemoryPlan(subject: ModelSubject): Promise<Finding> {
  const { config } = await subject.file();
  const { planMemory } = await subject.module();
  const options = await subject.engineOptions(config.batchSize);
  const plan = await planMemory(options);
  const sizes = `weights ${formatBytes(plan.weights)}, KV cache ${formatBytes(plan.kvCache)}, compute ${formatBytes(plan.compute)}`;
  const layers = plan.gpuLayers === null ? "" : `, ${plan.gpuLayers} layers on the GPU`;
  const detail = `${formatBytes(plan.total)} for ${plan.parallelSequences} × ${options.contextSize} tokens (${sizes}${layers})`;
  if (plan.fits) return ok(detail);
  return warn(
    `${detail}, more than is free`,
    "take a smaller quantisation, fewer sequences (--batch-size 1) or a smaller context (--max-seq-len)",
  );
}
