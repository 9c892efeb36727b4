// The fields of a schema by their paths: "models[].generation.top_k", "infer.partitioner.size.maxTaskSize".

import type { z } from "zod";

type SchemaParts = z.ZodType & {
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  def: { innerType?: z.ZodType; options?: z.ZodType[]; valueType?: z.ZodType; discriminator?: string };
};

/** An object that is used at several places is walked where it is found first; the other places are fields themselves. */
export function fieldPaths(schema: z.ZodType): string[] {
  return [...new Set(walk(schema, "", new Set()))];
}

function walk(schema: z.ZodType, path: string, seen: Set<z.ZodType>): string[] {
  const { shape, element, def } = schema as SchemaParts;
  if (def.innerType !== undefined) return walk(def.innerType, path, seen);
  if (element !== undefined) return walk(element, `${path}[]`, seen);
  if (def.valueType !== undefined) return walk(def.valueType, `${path}{}`, seen);
  if (def.options !== undefined) return forms(def.options, def.discriminator, path, seen);
  if (shape === undefined || seen.has(schema)) return [path];
  seen.add(schema);
  const fields = Object.entries(shape).flatMap(([name, field]) =>
    walk(field, path === "" ? name : `${path}.${name}`, seen),
  );
  return fields.length === 0 ? [path] : fields;
}

/** Of several forms the objects; each goes by the name that tells it from the others, where there is one. */
function forms(options: z.ZodType[], discriminator: string | undefined, path: string, seen: Set<z.ZodType>): string[] {
  const nested = options.flatMap((option) => walk(option, formPath(option, discriminator, path), seen));
  // Beside objects the plain values, lists and records of them say nothing.
  const inner = nested.filter((found) => !/^(\[\]|\{\})*$/.test(found.slice(path.length)));
  return inner.length > 0 ? inner : [path];
}

function formPath(option: z.ZodType, discriminator: string | undefined, path: string): string {
  if (discriminator === undefined) return path;
  const named = (option as SchemaParts).shape?.[discriminator] as (z.ZodType & { value?: string }) | undefined;
  return `${path}.${named?.value ?? "?"}`;
}
