// Loads a postprocessor the way a run does: by the name of its file.

import type { Extraction } from "../../src/core/score.ts";

/** The postprocessor `name`, made with `options`. */
export async function load(name: string, options: object = {}): Promise<(text: string) => Extraction> {
  const module = (await import(`../../src/postprocess/${name}.ts`)) as {
    createPostprocessor(options: object): (text: string) => Extraction;
  };
  return module.createPostprocessor(options);
}
