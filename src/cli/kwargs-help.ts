// What --help says of the flags that take key=value pairs: every key of the schema that checks them, with the values it takes.

import type { Command } from "commander";
import { z } from "zod";
import { flagsTaking } from "../job/flags/eval-flags.ts";
import { pairSchemas } from "./flags/convert.ts";

/** Completes the descriptions of these flags in every command. */
export function describeKwargs(program: Command): void {
  const options = program.commands.flatMap((command) => command.options);
  for (const [kind, schema] of Object.entries(pairSchemas) as [keyof typeof pairSchemas, z.ZodObject][])
    for (const option of options.filter(({ long }) => flagsTaking(kind).includes(long ?? "")))
      option.description += `: ${describeKeys(schema)}`;
}

/** "gpu_layers=N|auto|max …; without effect: device_map …" */
export function describeKeys({ shape }: z.ZodObject): string {
  const keys = Object.entries(shape) as [string, z.core.$ZodType][];
  const isIdle = ([, type]: [string, z.core.$ZodType]) => /^accepted/.test(descriptionOf(type));
  const taken = keys.filter((key) => !isIdle(key)).map(([name, type]) => `${name}=${valuesOf(type)}`);
  const idle = keys.filter(isIdle).map(([name]) => name);
  return [taken.join(" "), ...(idle.length === 0 ? [] : [`without effect: ${idle.join(" ")}`])].join("; ");
}

function descriptionOf(type: z.core.$ZodType): string {
  return z.globalRegistry.get(type)?.description ?? "";
}

function valuesOf(type: z.core.$ZodType): string {
  if (type instanceof z.ZodDefault || type instanceof z.ZodExactOptional || type instanceof z.ZodOptional)
    return valuesOf(type.unwrap());
  if (type instanceof z.ZodUnion) return type.options.map(valuesOf).join("|");
  if (type instanceof z.ZodBoolean) return "True|False";
  if (type instanceof z.ZodEnum || type instanceof z.ZodLiteral)
    return [...(type instanceof z.ZodEnum ? type.options : type.values)].join("|");
  return type instanceof z.ZodNumber ? "N" : "TEXT";
}
