// OpenCompass's dotted class names of our parts, as the parts' own files say them. The prompt hash contains them, so a variant of
// theirs and its counterpart here show the same digits in the table's version column.

import { type PartFolder, partsIn } from "./parts.ts";

/** Of retrievers and inferencers by our part names. */
export const upstreamNames = {
  template: "opencompass.openicl.icl_prompt_template.PromptTemplate",
  retrievers: await namesIn("prompt/retrievers"),
  inferencers: await namesIn("inferencers"),
};

async function namesIn(folder: PartFolder): Promise<Readonly<Record<string, string>>> {
  const parts = await partsIn<{ upstreamName?: string }>(folder);
  return Object.fromEntries(
    [...parts].flatMap(([name, { upstreamName }]) => (upstreamName === undefined ? [] : [[name, upstreamName]])),
  );
}
