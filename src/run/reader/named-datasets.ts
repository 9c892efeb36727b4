// The datasets of a question, opened once in the process that is asked. It resolves them from the invocation as every worker does, so
// that no function of a config crosses a process.

import { beginAhead } from "../../core/begin-ahead.ts";
import { OcLocalError } from "../../core/errors.ts";
import { type PlannedDataset, planDataset } from "../../plan/plan.ts";
import { dataRootOf, type ResolvedDataset, resolveScoring } from "../../plan/resolve.ts";
import type { DatasetSource } from "../open-reader.ts";

interface OpenSource {
  resolved: Promise<{ datasets: ResolvedDataset[]; root: string }>;
  planned: Map<string, Promise<PlannedDataset>>;
}

const sources = new Map<string, OpenSource>();

/** @param ids As the asking process has them. @throws OcLocalError what keeps one from being opened. */
export async function openNamed(source: DatasetSource, ids: readonly string[]): Promise<PlannedDataset[]> {
  const key = JSON.stringify(source);
  const known = sources.get(key) ?? { resolved: resolve(source), planned: new Map() };
  sources.set(key, known);
  known.resolved.catch(() => {});
  const { datasets, root } = await known.resolved;
  const open = async (id: string) => {
    const dataset = datasets.find((other) => other.id === id);
    if (dataset === undefined) throw new OcLocalError("CONFIG", `the config no longer has a dataset ${id}`);
    const { invocation: selection, isScored } = source;
    const planned = known.planned.get(id) ?? planDataset(dataset, root, { selection, isScored });
    known.planned.set(id, planned);
    return planned;
  };
  const opened: PlannedDataset[] = [];
  for await (const [, outcome] of beginAhead(ids, open)) {
    if (outcome.status === "rejected") throw outcome.reason;
    opened.push(outcome.value);
  }
  return opened;
}

async function resolve({ invocation, kinds }: DatasetSource) {
  const { datasets } = await resolveScoring(invocation, new Set(kinds));
  return { datasets, root: (await dataRootOf(invocation)).path };
}
