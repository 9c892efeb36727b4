// Parts of a dataset by name: "ceval_ppl/computer_network", "mmlu_ppl/{anatomy,astronomy}".

import { OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { familyOf, findDatasets, type NamedDatasets } from "./catalog.ts";
import type { DatasetConfig } from "./dataset-schema.ts";
import type { UserEntries } from "./user-entries.ts";

/** A dataset by name, or the parts of it that are named behind a slash. @throws OcLocalError UNKNOWN_NAME with the nearest names. */
export async function findDatasetsOrParts(
  reference: string,
  kinds: ReadonlySet<"base" | "chat">,
  user?: UserEntries,
): Promise<NamedDatasets & { /** The variant, and the parts as given. */ meaning: string }> {
  const split = await splitReference(reference, user);
  if (split === undefined) {
    const whole = await findDatasets(reference, kinds, user);
    return { ...whole, meaning: whole.name };
  }
  const found = await findDatasets(split.dataset, kinds, user);
  if (split.parts.length === 0)
    throw new OcLocalError("UNKNOWN_NAME", `${reference} names no part of ${split.dataset}`, {
      hint: `name some, as in ${split.dataset}/${partName(found.entries[0] as DatasetConfig)}, or the whole: ${split.dataset}`,
    });
  const wanted = new Set(split.parts.flatMap((part) => entriesOf(part, found)));
  const entries = found.entries.filter((entry) => wanted.has(entry));
  return { ...found, entries, meaning: `${found.name}/${split.given}` };
}

interface NamedParts {
  dataset: string;
  /** As given, of which `parts` are the names. */
  given: string;
  parts: string[];
}

/** Undefined where it names a whole dataset. The path of a config, "ceval/ceval_gen.py", names the dataset that it ends in. */
async function splitReference(reference: string, user: UserEntries | undefined): Promise<NamedParts | undefined> {
  const [, dataset = "", last = ""] = /^(.*)\/(\{[^{}]*\}|[^/{}]+)$/.exec(reference) ?? [];
  const family = dataset === "" ? undefined : await familyOf(dataset, user);
  if (family === undefined || family === (await familyOf(reference, user))) return undefined;
  const parts = last.startsWith("{") ? last.slice(1, -1).split(",") : [last];
  return { dataset, given: last, parts: parts.map((part) => part.trim()).filter((part) => part !== "") };
}

function entriesOf(part: string, { name, entries }: NamedDatasets): DatasetConfig[] {
  const found = entries.filter((entry) => [entry.abbr, partName(entry)].includes(part));
  if (found.length > 0) return found;
  const known = [...new Set(entries.map(partName))];
  const some = `${known.slice(0, 12).join(", ")}${known.length > 12 ? ", …" : ""}`;
  throw new OcLocalError("UNKNOWN_NAME", `dataset "${name}" has no part "${part}"`, {
    hint: didYouMean(part, known) ?? `its parts: ${some}`,
  });
}

/** The subject, as the data's files are named. */
function partName({ abbr, source }: DatasetConfig): string {
  const { name } = source as { name?: unknown };
  return typeof name === "string" ? name : abbr;
}
