// The store of Ollama: manifests/<registry>/<namespace>/<model>/<tag> names the blob that holds the weights, blobs/sha256-<hex>.

import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { z } from "zod";
import { readOutsideJson } from "../../core/outside-file.ts";
import type { FoundGguf } from "./found-models.ts";

const weights = "application/vnd.ollama.image.model";

/** @param store Folder of `blobs` and `manifests`. */
export function ollamaModels(store: string): FoundGguf[] {
  const manifests = join(store, "manifests");
  return filesBelow(manifests).flatMap((file) => {
    const digest = weightsOf(file);
    const path = digest === undefined ? undefined : join(store, "blobs", digest.replace(":", "-"));
    if (path === undefined || !isFile(path)) return [];
    return [{ path, ollamaName: nameOf(relative(manifests, file)) }];
  });
}

/** registry.ollama.ai/library/qwen2/1.5b → qwen2:1.5b; hf.co/Qwen/Qwen2-1.5B-GGUF/Q8_0 → hf.co/Qwen/Qwen2-1.5B-GGUF:Q8_0 */
function nameOf(path: string): string {
  const parts = path.split(sep);
  const tag = parts.pop() ?? "";
  return `${parts.join("/").replace(/^registry\.ollama\.ai\/(library\/)?/, "")}:${tag}`;
}

/** Undefined for a file that is no manifest of a model. */
function weightsOf(file: string): string | undefined {
  const manifest = manifestSchema.safeParse(parsed(file));
  const digest = manifest.data?.layers.find(({ mediaType }) => mediaType === weights)?.digest;
  return digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}

const manifestSchema = z.object({ layers: z.array(z.object({ mediaType: z.string(), digest: z.string() })) });

/** Undefined for what is no JSON, or too large or deep for a manifest: other programs keep files there too. */
function parsed(file: string): unknown {
  try {
    return readOutsideJson(file, "model index");
  } catch {
    return undefined;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : isFile(path) ? [path] : [];
    });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
