// That what computes a model is installed, asked before anything is written: planning needs the vocabulary alone.

import type { ModelFile } from "./model-files.ts";
import { loadEngine } from "./parts.ts";

/** @throws OcLocalError NOT_INSTALLED with the command that installs it. */
export async function requireLibraries(models: readonly Pick<ModelFile, "config">[]): Promise<void> {
  for (const engine of new Set(models.map(({ config }) => config.engine))) {
    const { requireLibrary } = await loadEngine(engine);
    await requireLibrary?.();
  }
}
