// Which models and datasets of a run are meant by --models and --datasets: a name, or how several names begin.

import { existsSync } from "node:fs";
import { OcLocalError } from "../../core/errors.ts";
import { listed } from "../../core/listed.ts";
import { nearestNames } from "../../core/nearest-names.ts";
import type { StoredTask } from "../../run/stored-cases.ts";

interface Selection {
  models?: string[];
  datasets?: string[];
}

/** @throws OcLocalError UNKNOWN_NAME for a name that the run does not have, with those it has. */
export function selectTasks(tasks: readonly StoredTask[], { models, datasets }: Selection): StoredTask[] {
  const ofModels = select(tasks, models, "model");
  return select(ofModels, datasets, "dataset");
}

function select(tasks: readonly StoredTask[], wanted: string[] | undefined, kind: "model" | "dataset"): StoredTask[] {
  if (wanted === undefined) return [...tasks];
  const known = [...new Set(tasks.map((task) => task[kind]))];
  const names = new Set(wanted.flatMap((name) => meant(name, known, kind)));
  return tasks.filter((task) => names.has(task[kind]));
}

function meant(name: string, known: readonly string[], kind: string): string[] {
  if (known.includes(name)) return [name];
  const beginning = known.filter((candidate) => candidate.startsWith(name));
  if (beginning.length > 0) return beginning;
  throw new OcLocalError("UNKNOWN_NAME", `the run has no ${kind} "${name}"`, { hint: hintFor(name, known, kind) });
}

function hintFor(name: string, known: readonly string[], kind: string): string {
  if (existsSync(name))
    return `"${name}" is a folder or file: put it in front of --${kind}s, which takes what follows it`;
  // Subjects have long names: what is misspelt is mostly the part before the hyphen.
  const beginnings = known.flatMap((candidate) => (candidate.includes("-") ? [candidate.replace(/-.*$/, "")] : []));
  const near = nearestNames(name, [...new Set([...beginnings, ...known])]);
  if (near.length > 0) return `did you mean ${near.join(", ")}?`;
  return known.length === 0 ? "the run has none" : `its ${kind}s: ${listed(known, 8)}`;
}
