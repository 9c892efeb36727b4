// Unwraps replies that arrive as the repr of a Python string, then applies another postprocessor. OpenCompass evaluates the
// reply as an expression; here only string literals are unwrapped and everything else stays the text it is: running what a
// model wrote is no part of scoring. Nothing is extracted when the inner postprocessor finds nothing.
// docs/exactness.md E10.9.

import { z } from "zod";
import type { Postprocessor } from "../core/score.ts";
import { createPostprocessor as createFirstCapital } from "./first-capital.ts";
import { createPostprocessor as createFirstCapitalMulti } from "./first-capital-multi.ts";
import { createPostprocessor as createGeneral } from "./general.ts";
import { createPostprocessor as createLastCapital } from "./last-capital.ts";
import { createPostprocessor as createMultipleSelect } from "./multiple-select.ts";
import { parseStringLiteral } from "./text/string-literal.ts";

const inner = {
  general: createGeneral,
  "first-capital": createFirstCapital,
  "last-capital": createLastCapital,
  "first-capital-multi": createFirstCapitalMulti,
  "multiple-select": createMultipleSelect,
};
const innerNames = Object.keys(inner) as (keyof typeof inner)[];

export const optionsSchema = z.strictObject({
  postprocess: z.enum(innerNames).exactOptional().describe("postprocessor applied to the unwrapped text"),
});

export function createPostprocessor({ postprocess }: z.output<typeof optionsSchema>): Postprocessor {
  const next = postprocess === undefined ? keep : inner[postprocess]();
  return (text) => next(parseStringLiteral(text) ?? text);
}

function keep(text: string): ReturnType<Postprocessor> {
  return { answer: text, extracted: true };
}
