// The alarms of a run. Where a benchmark is made of parts, right answers are compared with guessing on all of them together, and
// degenerate answers of parts are one alarm with a count: fifty subjects fail in one way, not in fifty.

import { type Alarm, chanceAlarms, isNote } from "../../core/alarm.ts";
import type { RaisedAlarm } from "../../report/summary/alarm-lines.ts";
import type { Annotations } from "../../report/summary/annotations.ts";
import type { Facts } from "../../report/summary/facts.ts";
import { compareTogether, rowsOf, sum } from "../../report/summary/merge-facts.ts";
import type { Manifest, ManifestDataset, ManifestModel } from "../../store/workspace/manifest.ts";

/** A dataset with what was found of its answers. */
interface Judged extends Pick<ManifestDataset, "id" | "mode" | "set"> {
  facts: Facts;
}

export function raisedAlarms({ models, datasets }: Manifest, annotations: Annotations): RaisedAlarm[] {
  return models.flatMap((model) => {
    const judged = datasets.flatMap(({ id, mode, set }): Judged[] => {
      const facts = annotations.get(model.abbr)?.get(id);
      return facts === undefined ? [] : [{ id, mode, facts, ...(set !== undefined && { set }) }];
    });
    const sets = together(judged, ({ id, set }) => JSON.stringify(set === undefined ? [id] : [set, ""]));
    return sets.flatMap((parts) => alarmsOf(model, parts));
  });
}

function alarmsOf(model: ManifestModel, parts: readonly Judged[]): RaisedAlarm[] {
  const [first] = parts as [Judged, ...Judged[]];
  const all = parts.map(({ facts }) => facts);
  const rows = sum(all.map(rowsOf));
  const about = {
    model: model.abbr,
    kind: model.kind,
    mode: first.mode,
    cutShare: sum(all.map(({ cutByLength = 0 }) => cutByLength)) / rows,
    unclosedShare: sum(all.map(({ unclosedThoughts = 0 }) => unclosedThoughts)) / rows,
  };
  const found =
    first.set === undefined
      ? (first.facts.alarms ?? []).map((alarm) => ({ alarm, raised: 1 }))
      : [...togetherWithGuessing(all), ...degenerate(parts)];
  // Those of other alarms are told to give more room already.
  const isTold = found.some(({ alarm }) => !isNote(alarm));
  if (model.kind === "chat" && !isTold) found.push(...mostlyCut(all, rows));
  const count = (raised: number) => (first.set === undefined ? {} : { parts: { raised, total: parts.length } });
  const dataset = first.set ?? first.id;
  return found.map(({ alarm, raised }) => ({ ...about, dataset, alarm, ...count(raised) }));
}

interface SetAlarm {
  alarm: Alarm;
  /** Parts that have it alone. */
  raised: number;
}

/** Of the parts that can be guessed; BBH has others beside them. */
function togetherWithGuessing(all: readonly Facts[]): SetAlarm[] {
  const guessed = all.filter(({ chance, correct }) => chance !== undefined && correct !== undefined);
  const { alarms = [] } = (guessed.length > 0 && compareTogether(guessed)) || {};
  return alarms.map((alarm) => ({ alarm, raised: partsWith(guessed, alarm.code) }));
}

function partsWith(all: readonly Facts[], code: Alarm["code"]): number {
  return all.filter(({ alarms = [] }) => alarms.some((alarm) => alarm.code === code)).length;
}

const mostlyShare = 0.5;

/** A model that thinks first fills what a limit for short answers gives it. */
function mostlyCut(all: readonly Facts[], rows: number): SetAlarm[] {
  const count = sum(all.map(({ cutByLength = 0 }) => cutByLength));
  if (count <= mostlyShare * rows) return [];
  const raised = all.filter((facts) => (facts.cutByLength ?? 0) > mostlyShare * rowsOf(facts)).length;
  const message = `${count} of ${rows} at the token limit`;
  return [{ alarm: { code: "mostly_cut", message, numbers: { count, rows } }, raised }];
}

/** One for all parts, with the numbers of the first. */
function degenerate(parts: readonly Judged[]): SetAlarm[] {
  const found = parts.flatMap(({ id, facts: { alarms = [] } }) =>
    alarms
      .filter(({ code }) => !chanceAlarms.has(code))
      .map((alarm) => ({ ...alarm, message: `${id}: ${alarm.message}` })),
  );
  return together(found, ({ code }) => code).map((same) => ({ alarm: same[0] as Alarm, raised: same.length }));
}

/** Those of one key, in the order of their firsts. */
function together<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const byKey = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [item]);
    else same.push(item);
  }
  return [...byKey.values()];
}
