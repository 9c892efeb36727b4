// Validates data against a schema; the error names the file, the field, and the nearest valid field for an unknown one.

import type { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { fieldOf, forms, type SchemaParts, withoutUnset } from "../core/unset-fields.ts";
import { spelledPath } from "./spelling.ts";
import { snakeCase } from "./upstream/fields.ts";

/**
 * @param origin What the value comes from, for messages: a file, a flag, a built-in name.
 * @throws OcLocalError CONFIG naming every bad field.
 */
export function parseConfig<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  origin: string,
): z.output<Schema> {
  const result = schema.safeParse(withoutUnset(schema, value));
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => describe(issue, schema, value));
  const [first, ...rest] = problems;
  const message = rest.length === 0 ? `${origin}: ${first}` : `${origin}:\n  ${problems.join("\n  ")}`;
  throw new OcLocalError("CONFIG", message, { cause: result.error });
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown): string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      // In the spelling that was used.
      const known = fieldsAt(schema, issue.path).map((name) => (key.includes("_") ? snakeCase(name) : name));
      const suggestion = didYouMean(key, known) ?? (known.length > 0 ? `known fields: ${known.join(", ")}` : "");
      return `unknown field "${formatPath([...spelledPath(value, issue.path), key])}"${suggestion ? `; ${suggestion}` : ""}`;
    });
  }
  if (issue.code === "invalid_union") {
    const meant = meantBranch(issue);
    if (meant !== undefined) return meant.flatMap((inner) => describe(inner, schema, value));
  }
  const place = formatPath(spelledPath(value, issue.path)) || "value";
  const found = valueAt(value, issue.path);
  return [`${place}: ${problem(issue)}${found === undefined ? "" : ` (found ${show(found)})`}`];
}

type UnionIssue = Extract<z.core.$ZodIssue, { code: "invalid_union" }>;

/** Of several allowed forms the one whose outside fits: its problems lie further in. Undefined where none fits. */
function meantBranch(issue: UnionIssue): z.core.$ZodIssue[] | undefined {
  const entered = issue.errors.filter((branch) =>
    branch.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
  const [meant] = entered.sort((a, b) => a.length - b.length);
  return meant?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function problem(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_union") return issue.message.replace(/^Invalid input: /, "");
  // One field says which form is meant, and names none of them.
  if ("options" in issue && issue.options !== undefined)
    return `expected ${issue.options.map((name) => JSON.stringify(name)).join(" or ")}`;
  return `expected ${[...new Set(expectations(issue))].join(" or ")}`;
}

/** What each form of a union wants: `number`, `"auto"`. */
function expectations(issue: UnionIssue): string[] {
  return issue.errors.flatMap((branch) => {
    const first = branch[0] as z.core.$ZodIssue;
    if (first.code === "invalid_union") return expectations(first);
    return /expected (.+?)(?:, received .+)?$/.exec(first.message)?.[1] ?? first.message;
  });
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
    "",
  );
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

/** Field names of the object schemas at a path, seen through defaults, optionals, lists, records and unions. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const found = path.reduce<SchemaParts[]>(
    (schemas, key) =>
      schemas.flatMap((each) => forms(typeof key === "number" ? each.element : fieldOf(each, String(key)))),
    forms(schema),
  );
  return [...new Set(found.flatMap(({ shape }) => Object.keys(shape ?? {})))];
}

function show(value: unknown): string {
  const text = typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
