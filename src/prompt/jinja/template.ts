// Chat templates rendered as Python's Jinja2 renders them in transformers' `apply_chat_template`: an immutable sandbox with
// trim_blocks, lstrip_blocks, break and continue, and the additions of `globals.ts`. What this cannot render as Jinja2 does
// it refuses (UnsupportedError).
// docs/exactness.md E6.9.

import type { JsonValue } from "../../core/json.ts";
import type { RenderTime } from "../../core/render-time.ts";
import { Dict } from "./dict.ts";
import { globals } from "./globals.ts";
import { LimitError, requireWritten, templateLimits, withinLimits } from "./limits.ts";
import { parse } from "./parse.ts";
import { renderBody } from "./render.ts";
import { Scope } from "./scope.ts";
import type { Value } from "./values.ts";
import { checkNames } from "./walk.ts";

export interface Template {
  /** @throws PythonError where Python or Jinja2 would raise. */
  render(variables: Readonly<Record<string, JsonValue>>, now: () => RenderTime): string;
}

/** @throws PythonError for what is no valid template, LimitError for one beyond the limits, also when it is rendered. */
export function compileTemplate(source: string): Template {
  const most = templateLimits.sourceLength;
  if (source.length > most) throw new LimitError(`has ${source.length} characters, and ${most} is the most`);
  const body = withinLimits(() => {
    const parsed = parse(source);
    checkNames(parsed);
    return parsed;
  });
  return {
    render(variables, now) {
      const root = new Scope(null);
      for (const [name, value] of globals(now)) root.set(name, value);
      for (const [name, value] of Object.entries(variables)) root.set(name, toValue(value));
      const rendered = withinLimits(() => renderBody(body, root));
      requireWritten(rendered, variables);
      return rendered;
    },
  };
}

/** Whole numbers are integers: JSON as JavaScript reads it does not tell 3.0 from 3. */
function toValue(value: JsonValue): Value {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value !== "object" || value === null) return value;
  return new Dict(Object.entries(value).map(([key, inner]) => [key, toValue(inner)] as const));
}
