// `key=value` arguments: numbers, booleans, None, quoted or bare text. Parsed strictly, never evaluated.

import { UsageError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";

/** @param flag For messages. */
export function parseKwargs(flag: string, args: readonly string[]): Record<string, JsonValue> {
  const parsed: Record<string, JsonValue> = {};
  for (const arg of args.flatMap(splitList)) {
    const equals = arg.indexOf("=");
    if (equals <= 0) {
      throw new UsageError(`${flag}: "${arg}" is not of the form key=value`, { hint: orphanHint(arg) });
    }
    const key = arg.slice(0, equals).trim();
    if (Object.hasOwn(parsed, key)) throw new UsageError(`${flag}: "${key}" is given twice`);
    parsed[key] = parseLiteral(arg.slice(equals + 1).trim());
  }
  return parsed;
}

/** Python and JSON spellings of a literal; anything else is text. */
export function parseLiteral(text: string): JsonValue {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  if (quoted !== null) return quoted[2] as string;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (/^(none|null)$/i.test(text)) return null;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  return text;
}

/** `a=1,b=2` is accepted where every piece is a pair. */
function splitList(arg: string): string[] {
  const pieces = arg.split(",");
  return pieces.length > 1 && pieces.every((piece) => /^\s*\w+=/.test(piece))
    ? pieces.map((piece) => piece.trim())
    : [arg];
}

function orphanHint(arg: string): string {
  return /^\w+$/.test(arg)
    ? `write ${arg}=VALUE, without blanks around "="`
    : "write for example: do_sample=True temperature=0.6";
}
