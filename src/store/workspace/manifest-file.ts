// The one hand that writes manifest.json. Whoever has found out something keeps no copy: what is true is `now`.

import type { JsonObject } from "../../core/json.ts";
import { type Manifest, type ManifestModel, manifestPath, writeJson } from "./manifest.ts";
import { redact } from "./redact.ts";
import type { Workspace } from "./workspace.ts";

/** Only with the run's lock. */
export class ManifestFile {
  readonly #workspace: Workspace;
  #now: Manifest;

  /** @param manifest As it was read, or as it is with the first change. */
  constructor(workspace: Workspace, manifest: Manifest) {
    this.#workspace = workspace;
    this.#now = manifest;
  }

  get now(): Manifest {
    return this.#now;
  }

  /** What is known of one model. @throws OcLocalError STORAGE */
  update(model: string, facts: Partial<ManifestModel>): void {
    this.change({ models: this.#now.models.map((entry) => (entry.abbr === model ? { ...entry, ...facts } : entry)) });
  }

  /** Without facts it is written as it is. @throws OcLocalError STORAGE */
  change(facts: Partial<Manifest> = {}): void {
    this.#now = { ...this.#now, ...facts };
    // Plain data: the interfaces lack only an index signature.
    writeJson(manifestPath(this.#workspace), redact(this.#now as unknown as JsonObject));
  }

  end(facts: Pick<Manifest, "metric"> = {}): void {
    this.change({ ...facts, endedAt: new Date().toISOString() });
  }
}
