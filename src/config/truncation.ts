// Tokenizer settings as people write them for transformers: `truncation` names the part that an overlong prompt loses, or says
// with True or False whether it may lose any.

import { OcLocalError } from "../core/errors.ts";
import { type TruncationSide, truncationSides } from "../core/truncation-side.ts";

/** With `truncation_side` alone. @param origin For messages: a flag or a place in a config. */
export function withTruncationSide(
  options: Readonly<Record<string, unknown>>,
  origin: string,
): Record<string, unknown> {
  const { truncation, ...rest } = options;
  if (truncation === undefined) return rest;
  const meant = meaningOf(truncation, origin);
  const { truncation_side: side } = rest;
  if (meant === "cut") return { ...rest, truncation_side: side ?? "left" };
  if (side === undefined || side === meant || truncation === false) return { ...rest, truncation_side: meant };
  throw new OcLocalError(
    "CONFIG",
    `${origin}: truncation ${JSON.stringify(truncation)} and truncation_side ${JSON.stringify(side)} contradict each other`,
    { hint: "they are two names of one setting: keep one" },
  );
}

/** "cut": on the side that is set otherwise. */
function meaningOf(truncation: unknown, origin: string): TruncationSide | "cut" {
  const side = truncationSides.find((name) => name === truncation);
  if (side !== undefined) return side;
  if (truncation === true || truncation === "longest_first" || truncation === "only_first") return "cut";
  if (truncation === false || truncation === "do_not_truncate") return "error";
  throw new OcLocalError("CONFIG", `${origin}: truncation ${JSON.stringify(truncation)} is not known`, {
    hint: `it is ${truncationSides.join(", ")}, True (cut on the left) or False (the row fails)`,
  });
}
