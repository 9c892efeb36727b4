// One asked rotation of a question, read from its reference "index--answer--pattern".

import { OcLocalError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { textReference } from "../scores/sample-values.ts";

const letters = ["A", "B", "C", "D"];
const cycles = ["ABCD", "BCDA", "CDAB", "DABC"];

export interface Asked {
  /** Which question. */
  index: string;
  isRight: boolean;
  /** The letter answered, or "-" for anything else. */
  answer: string;
  /** The answer and the right one as letters of the unrotated question. */
  vote: string;
  wanted: string;
  /** How many rotations the pattern is one of: 4 the cyclic ones, 1 the unrotated question alone. */
  rotations: Set<1 | 4>;
}

/** @throws OcLocalError BAD_DATA for a reference of another form. */
export function readAsked(prediction: JsonValue, reference: JsonValue): Asked {
  const text = textReference(reference, "circular");
  const [index, right, pattern, ...more] = text.split("--");
  const place = letters.indexOf(right ?? "");
  const wanted = place < 0 ? undefined : pattern?.[place];
  if (index === undefined || wanted === undefined || (pattern?.length ?? 0) < 4 || more.length > 0) {
    throw new OcLocalError("BAD_DATA", `circular: a reference is not index--answer--pattern: ${JSON.stringify(text)}`, {
      hint: 'a reference looks like "0--C--CDAB"',
    });
  }
  const answer = letters.includes(prediction as string) ? (prediction as string) : "-";
  const rotations = new Set<1 | 4>();
  if (cycles.includes(pattern as string)) rotations.add(4);
  if (pattern === "ABCD") rotations.add(1);
  const vote = answer === "-" ? "-" : (pattern as string).charAt(letters.indexOf(answer));
  return { index, isRight: prediction === right, answer, vote, wanted, rotations };
}
