// Placeholders that name no column. Upstream leaves unknown braces in a prompt alone, and so does the filling here, because
// prompts may show code or formulas; but one that is nearly a column's name is a slip that would be asked as it stands.

import type { PromptTemplateConfig, RawTemplateConfig } from "../core/prompt.ts";

export interface StrayPlaceholder {
  /** As the template has it, without its braces. */
  name: string;
  column: string;
}

/** The first placeholder that is one slip away from a column; undefined where there is none. */
export function strayPlaceholder(
  template: PromptTemplateConfig | RawTemplateConfig,
  columns: readonly string[],
): StrayPlaceholder | undefined {
  for (const text of textsOf("messages" in template ? template.messages : template.template)) {
    for (const [, name = ""] of text.matchAll(placeholder)) {
      if (columns.includes(name)) continue;
      const column = columns.find((candidate) => isOneSlipAway(name, candidate));
      if (column !== undefined) return { name, column };
    }
  }
  return undefined;
}

/** A name in single braces that no command of a formula stands in front of: `{question}`, not `\boxed{answer}`. */
const placeholder = /(?<![{$\\]|\\[A-Za-z]+)\{([A-Za-z_]\w*)\}(?!\})/g;

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsOf);
}

/** One letter added, left out or changed, two neighbours swapped, or another case. Short names are too near to one another. */
function isOneSlipAway(name: string, column: string): boolean {
  if (column.length < 4) return false;
  if (name.toLowerCase() === column.toLowerCase()) return true;
  const shorter = Math.min(name.length, column.length);
  if (Math.max(name.length, column.length) - shorter > 1) return false;
  let start = 0;
  while (start < shorter && name[start] === column[start]) start++;
  const restOfName = name.slice(start);
  const restOfColumn = column.slice(start);
  // Numbered columns differ by their number on purpose.
  if (/^\d*$/.test(restOfName) && /^\d*$/.test(restOfColumn)) return false;
  return (
    restOfName.slice(1) === restOfColumn ||
    restOfName === restOfColumn.slice(1) ||
    restOfName.slice(1) === restOfColumn.slice(1) ||
    [...restOfName.slice(0, 2)].reverse().join("") + restOfName.slice(2) === restOfColumn
  );
}
