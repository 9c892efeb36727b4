// What two sequences have in common and what each has alone.

import { diffArrays } from "diff";

export interface DiffRun {
  kind: "same" | "removed" | "added";
  items: string[];
}

/** Beyond, the sequences count as wholly different: the time grows with the square of what differs. */
const mostChanges = 5000;

/** Runs in reading order; of a change the removed items come first. */
export function diffSequences(a: readonly string[], b: readonly string[]): DiffRun[] {
  const changes = diffArrays([...a], [...b], { maxEditLength: mostChanges }) ?? [
    { value: [...a], removed: true, added: false },
    { value: [...b], removed: false, added: true },
  ];
  return changes
    .filter(({ value }) => value.length > 0)
    .map(({ value, added, removed }) => ({ kind: added ? "added" : removed ? "removed" : "same", items: value }));
}
