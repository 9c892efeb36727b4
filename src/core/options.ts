// Checks the options of a named part (`{ type: "first-option", options: "ABCD" }`) against the part's own schema.

import type { z } from "zod";
import { OcLocalError } from "./errors.ts";
import { didYouMean } from "./nearest-names.ts";
import { fieldOf, withoutUnset } from "./unset-fields.ts";

/**
 * @param part The part's name, for messages.
 * @throws OcLocalError CONFIG naming the part and the option.
 */
export function parseOptions<Schema extends z.ZodObject>(
  schema: Schema,
  options: unknown,
  part: string,
): z.output<Schema> {
  const result = schema.safeParse(withoutUnset(schema, options));
  if (result.success) return result.data;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(schema.shape);
    const hint =
      didYouMean(issue.keys[0] ?? "", known) ??
      (known.length > 0 ? `its options: ${known.join(", ")}` : "it takes none");
    throw new OcLocalError("CONFIG", `${part}: unknown option "${issue.keys.join('", "')}"`, { hint });
  }
  const meaning = fieldOf(schema, String(issue.path[0]))?.description;
  const problem = issue.message.replace(/^Invalid input: /, "");
  throw new OcLocalError("CONFIG", `${part}: option "${issue.path.join(".")}": ${problem}`, {
    cause: result.error,
    ...(meaning !== undefined && { hint: `${String(issue.path[0])} is: ${meaning}` }),
  });
}
