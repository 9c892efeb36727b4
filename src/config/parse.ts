// Validates data against a schema; the error names the file, the field, and the nearest valid field for an unknown one.

import type { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";

/**
 * @param origin What the value comes from, for messages: a file, a flag, a built-in name.
 * @throws OcLocalError CONFIG naming every bad field.
 */
export function parseConfig<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  origin: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => describe(issue, schema, value));
  const [first, ...rest] = problems;
  const message = rest.length === 0 ? `${origin}: ${first}` : `${origin}:\n  ${problems.join("\n  ")}`;
  throw new OcLocalError("CONFIG", message, { cause: result.error });
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown): string[] {
  const place = formatPath(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const known = fieldsAt(schema, issue.path);
      const suggestion = didYouMean(key, known) ?? (known.length > 0 ? `known fields: ${known.join(", ")}` : "");
      return `unknown field "${formatPath([...issue.path, key])}"${suggestion ? `; ${suggestion}` : ""}`;
    });
  }
  const found = valueAt(value, issue.path);
  return [
    `${place || "value"}: ${issue.message.replace(/^Invalid input: /, "")}${found === undefined ? "" : ` (found ${show(found)})`}`,
  ];
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

/** Field names of the object schema at a path, seen through defaults, optionals and arrays. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current = unwrap(schema);
  for (const key of path) {
    const next = typeof key === "number" ? current.element : current.shape?.[String(key)];
    if (next === undefined) return [];
    current = unwrap(next);
  }
  return Object.keys(current.shape ?? {});
}

interface SchemaParts {
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
}

function unwrap(schema: z.ZodType): SchemaParts {
  let current = schema as z.ZodType & SchemaParts & { def: { innerType?: z.ZodType } };
  while (current.def.innerType !== undefined) current = current.def.innerType as typeof current;
  return current;
}

function show(value: unknown): string {
  const text = typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
