// How many CPU threads compute. More than there are processors can only wait for each other: twice as many took nine times as long.

import { availableParallelism } from "node:os";

/** @param asked 0: as many as there are processors that this process may use (affinity counts, and a container's share where Node sees it). */
export function usableThreads(asked: number, processors = availableParallelism()): number {
  return asked === 0 ? processors : Math.min(asked, processors);
}
