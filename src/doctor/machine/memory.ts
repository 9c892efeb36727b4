// Free memory, within the limits of a container.

import { totalmem } from "node:os";
import { formatBytes, freeMemory } from "../../engines/memory-plan.ts";
import { type Finding, ok, warn } from "../check.ts";

/** A quantised model of a billion parameters with its cache. */
const comfortable = 1024 ** 3;

export function checkMemory(): Finding {
  const free = freeMemory();
  const total = totalmem();
  const limit = process.constrainedMemory();
  // Where there is no limit, Node answers 0 or a number beyond all memory.
  const limited = limit !== undefined && limit > 0 && limit < total;
  const detail = `${formatBytes(free)} free of ${formatBytes(limited ? limit : total)}${limited ? ` (the container's limit; the machine has ${formatBytes(total)})` : ""}`;
  if (free >= comfortable) return ok(detail);
  return warn(`${detail}: few models fit`, "close other programs, or raise the container's limit");
}
