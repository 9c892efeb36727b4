// The processor may be used by other programs too. How much they took of it changes from portion to portion of a probe and says
// nothing of the run: portions are compared by the processor time they took, and all of them are stretched by what the probe had of
// the processor as a whole.

import type { Observation } from "../../plan/cost.ts";

/** @param processorSeconds Of every observation. */
export function withEvenShares<Probe extends { observations: Observation[] }>(
  probes: readonly Probe[],
  processorSeconds: ReadonlyMap<Observation, number>,
): Probe[] {
  const wall = [...processorSeconds.keys()].reduce((sum, { seconds }) => sum + seconds, 0);
  const processor = [...processorSeconds.values()].reduce((sum, seconds) => sum + seconds, 0);
  if (processor === 0) return [...probes];
  return probes.map((probe) => ({
    ...probe,
    observations: probe.observations.map((observation) => ({
      ...observation,
      seconds: ((processorSeconds.get(observation) ?? 0) * wall) / processor,
    })),
  }));
}
