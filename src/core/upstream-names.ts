// OpenCompass's dotted class names of our parts, as the parts' own files say them. The prompt hash contains them, so a variant of
// theirs and its counterpart here show the same digits in the table's version column.

import { type PartFolder, partsIn } from "./parts.ts";

const [retrievers, inferencers] = await Promise.all([namesIn("prompt/retrievers"), namesIn("inferencers")]);

/** Of retrievers and inferencers by our part names. */
export const upstreamNames = {
  template: "opencompass.openicl.icl_prompt_template.PromptTemplate",
  retrievers,
  inferencers,
};

async function namesIn(folder: PartFolder): Promise<Readonly<Record<string, string>>> {
  const parts = await partsIn<{ upstreamName?: string }>(folder);
  return Object.fromEntries(
    [...parts].flatMap(([name, { upstreamName }]) => (upstreamName === undefined ? [] : [[name, upstreamName]])),
  );
}
