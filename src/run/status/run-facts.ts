import { hostname } from "node:os";
import type { RunOptions } from "../../job/invocation.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import type { RunFacts } from "./status-event.ts";

/** What reports of the run say. */
export function factsOf(
  { path, timestamp }: Workspace,
  mode: RunOptions["mode"],
  models: string[],
  datasets: readonly { id: string }[],
): RunFacts {
  return { workspace: path, timestamp, mode, host: hostname(), models, datasets: datasets.map(({ id }) => id) };
}
