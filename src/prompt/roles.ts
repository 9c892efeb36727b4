// The roles of a meta template: read once and checked, then overridden by the items of each round. Shared by the meta
// templates of language models and of chat models.

import { OcLocalError } from "../core/errors.ts";
import type { MetaRole, RoleItem } from "../core/prompt.ts";

/** Role name to its entry, after the items of a round have replaced some of its keys. */
export type RoleTable = ReadonlyMap<string, MetaRole>;

/** @throws OcLocalError CONFIG naming the field. */
export function readRoles(meta: unknown): RoleTable {
  const { round, reserved_roles: reserved = [] } = meta as Record<string, unknown>;
  const table = new Map<string, MetaRole>();
  for (const [field, entries] of Object.entries({ round, reserved_roles: reserved })) {
    if (!Array.isArray(entries)) throw badField(field, "a list of roles", entries);
    for (const [i, entry] of entries.entries()) addRole(table, entry, `${field}[${i}]`);
  }
  return table;
}

/** The table with the items' own keys in place of the roles' defaults (docs/exactness.md E5.6). */
function overrideRoles(roles: RoleTable, items: readonly RoleItem[]): RoleTable {
  const table = new Map(roles);
  for (const item of items) {
    const name = roles.has(item.role) ? item.role : (item.fallback_role ?? "");
    const role = table.get(name);
    if (role === undefined) throw unknownRole(item, roles);
    table.set(name, { ...role, ...item });
  }
  return table;
}

/** The entry an item of a `begin` or `end` section stands for. */
export function roleOf(item: RoleItem, roles: RoleTable): MetaRole {
  const table = overrideRoles(roles, [item]);
  return (table.get(item.role) ?? table.get(item.fallback_role ?? "")) as MetaRole;
}

/** A role's turn: its decoration around its text. */
export function turnText(role: MetaRole): string {
  return (role.begin ?? "") + (role.prompt ?? "") + (role.end ?? "");
}

export interface Dialogue {
  /** Text and turns of the meta round, once per round of the dialogue, whichever of its roles this has (docs/exactness.md E5.5). */
  entries: (string | MetaRole)[];
  /** The role whose turn the model is to write; nothing after it is an entry. */
  generator: MetaRole | null;
}

/** @param options.cuts Whether the last round ends at the first role that generates. */
export function castDialogue(
  items: readonly RoleItem[],
  round: readonly (string | MetaRole)[],
  roles: RoleTable,
  options: { positionOf: (item: RoleItem) => number; cuts: boolean },
): Dialogue {
  const entries: Dialogue["entries"] = [];
  const rounds = splitRounds(items, options.positionOf);
  for (const [i, spoken] of rounds.entries()) {
    const cast = overrideRoles(roles, spoken);
    for (const entry of round) {
      const role = typeof entry === "string" ? entry : (cast.get(entry.role) as MetaRole);
      const ends = options.cuts && i === rounds.length - 1 && typeof role !== "string" && role.generate === true;
      if (ends) return { entries, generator: role };
      entries.push(role);
    }
  }
  return { entries, generator: null };
}

/**
 * Cuts a dialogue into rounds: a role that does not come later in the meta round than the one before it opens the next
 * round (docs/exactness.md E5.4). An empty dialogue is one empty round.
 */
function splitRounds(items: readonly RoleItem[], positionOf: (item: RoleItem) => number): RoleItem[][] {
  const rounds: RoleItem[][] = [[]];
  let last = -1;
  for (const item of items) {
    const position = positionOf(item);
    if (position <= last) rounds.push([]);
    rounds.at(-1)?.push(item);
    last = position;
  }
  return rounds;
}

/** Role name to its place in the meta round. */
export function roundPositions(round: readonly (string | MetaRole)[]): ReadonlyMap<string, number> {
  return new Map(round.flatMap((entry, i) => (typeof entry === "string" ? [] : [[entry.role, i] as const])));
}

/** @param reason Why nothing stands in for the role. */
export function unknownRole(
  item: RoleItem,
  known: { keys(): Iterable<string> },
  reason = item.fallback_role === undefined ? "it has no fallback_role" : `nor ${item.fallback_role} in its place`,
): OcLocalError {
  const names = [...known.keys()].join(", ");
  return new OcLocalError(
    "TEMPLATE",
    `the model's meta template has no role ${item.role} for the prompt (roles: ${names}); ${reason}`,
    { hint: "add the role to the meta template, or a fallback_role it has to the dataset's template" },
  );
}

function addRole(table: Map<string, MetaRole>, entry: unknown, field: string): void {
  if (typeof entry === "string") return;
  if (typeof entry !== "object" || entry === null) throw badField(field, "text or a role", entry);
  const role = entry as MetaRole;
  if (typeof role.role !== "string") throw badField(`${field}.role`, "a role name", role.role);
  if (table.has(role.role)) throw badField(`${field}.role`, "role names that occur once", role.role, twice);
  table.set(role.role, role);
}

const twice = "leave one of the two out, or give it another name";

function badField(field: string, expected: string, found: unknown, hint?: string): OcLocalError {
  const message = `metaTemplate.${field}: expected ${expected}, got ${JSON.stringify(found)}`;
  return new OcLocalError("CONFIG", message, hint === undefined ? {} : { hint });
}
