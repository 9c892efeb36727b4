// Loads a postprocessor the way a run does: by the name of its file.

import type { Extraction } from "../../src/core/score.ts";
import { loadPart } from "../../src/plan/parts.ts";

/** The postprocessor `name`, made with `options`. */
export async function load(name: string, options: object = {}): Promise<(text: string) => Extraction> {
  type PostprocessorModule = { createPostprocessor(options: unknown): (text: string) => Extraction };
  const { module, options: read } = await loadPart<PostprocessorModule>("postprocess", { type: name, ...options });
  return module.createPostprocessor(read);
}
