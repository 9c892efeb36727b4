// Which dataset entries of a run are looked at, and which entry of another variant stands beside one of them.

import { OcLocalError, UsageError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import type { PlannedDataset } from "../../plan/plan.ts";
import type { ResolvedDataset } from "../../plan/resolve.ts";
import type { UnreadDataset } from "../../plan/unread.ts";

/** The first entry of each kind of prompt: the subjects of one variant are asked alike. */
export function firstOfEachKind(datasets: readonly PlannedDataset[]): PlannedDataset[] {
  return datasets.filter(
    ({ dataset }, i) => datasets.findIndex((other) => kindOfDataset(other.dataset) === kindOfDataset(dataset)) === i,
  );
}

/** Equal for entries that are asked alike. */
export function kindOfDataset({ variant, mode, config }: ResolvedDataset): string {
  const { type } = config.source;
  return JSON.stringify([variant, mode, typeof type === "string" ? type : type.name]);
}

/**
 * @param names Ids or abbrs of entries, the part behind the dash of one ("accountant" of "ceval-accountant"), or "all";
 *   undefined: the first of each kind.
 * @throws UsageError when no entry has such a name; OcLocalError BAD_DATA when the entry's files cannot be read.
 */
export function chooseEntries(
  datasets: readonly PlannedDataset[],
  names: readonly string[] | undefined,
  unread: readonly UnreadDataset[] = [],
) {
  if (names === undefined) return firstOfEachKind(datasets);
  if (names.includes("all")) return [...datasets];
  const missing = names.find((name) => !datasets.some((planned) => isNamed(planned, name)));
  const lost = unread.find((entry) => missing !== undefined && isNamed(entry, missing));
  if (lost !== undefined) throw cannotBeRead(lost);
  if (missing !== undefined) throw noEntry(missing, datasets);
  return datasets.filter((planned) => names.some((name) => isNamed(planned, name)));
}

function cannotBeRead({ dataset, reason, hint }: UnreadDataset): OcLocalError {
  return new OcLocalError("BAD_DATA", reason, { at: { dataset: dataset.id }, ...(hint !== undefined && { hint }) });
}

function isNamed({ dataset: { id, config } }: Pick<PlannedDataset, "dataset">, name: string): boolean {
  return id === name || config.abbr === name || id.endsWith(`-${name}`) || config.abbr.endsWith(`-${name}`);
}

function noEntry(name: string, datasets: readonly PlannedDataset[]): UsageError {
  const ids = datasets.map(({ dataset }) => dataset.id);
  const shown = ids.slice(0, 12).join(", ");
  const subjects = ids.map((id) => id.slice(id.indexOf("-") + 1));
  return new UsageError(`--entries: there is no dataset entry "${name}"`, {
    hint:
      didYouMean(name, [...new Set([...subjects, ...ids])]) ??
      `there are: ${shown}${ids.length > 12 ? `, … (${ids.length})` : ""}`,
  });
}

/**
 * The entry that asks the same rows in another variant: of the same abbr, of the same part behind the dash (a subject), or
 * the only one.
 */
export function counterpart({ dataset }: PlannedDataset, others: readonly PlannedDataset[]): PlannedDataset {
  const { abbr } = dataset.config;
  const subject = abbr.slice(abbr.indexOf("-"));
  const found =
    others.find((other) => other.dataset.config.abbr === abbr) ??
    (subject.startsWith("-") ? others.find((other) => other.dataset.config.abbr.endsWith(subject)) : undefined) ??
    (others.length === 1 ? others[0] : undefined);
  if (found !== undefined) return found;
  const ids = others.map(({ dataset: { id } }) => id);
  throw new UsageError(`--diff: none of its ${ids.length} entries is the counterpart of ${dataset.id}`, {
    hint: `name another way of asking ${dataset.config.abbr}; those named are: ${ids.slice(0, 12).join(", ")}${ids.length > 12 ? ", …" : ""}`,
  });
}

/** @param row Counted from 0, or from the end when negative. */
export function requireRow({ dataset, rows }: PlannedDataset, row: number): number {
  const index = row < 0 ? rows + row : row;
  if (index >= 0 && index < rows) return index;
  throw new UsageError(`${dataset.id} has no row ${row}: it has ${rows} rows`, {
    hint: `--row takes 0 to ${rows - 1}, or -${rows} to -1 from the end`,
  });
}
