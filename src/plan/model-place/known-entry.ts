// The built-in entry of a checkpoint of Hugging Face.

import { findModel, listModels } from "../../config/catalog.ts";
import { engines } from "../engine-choice.ts";

export interface KnownEntry {
  /** What --models takes. */
  name: string;
  /** The file, or the ONNX model's folder, that a conversion makes. */
  outfile: string;
  isFolder: boolean;
}

/** @param repository "org/name"; where the organisation fits none, a name that fits one checkpoint alone is enough. */
export async function knownEntry(repository: string): Promise<KnownEntry | undefined> {
  const wanted = repository.toLowerCase();
  const entries = await Promise.all(
    (await listModels()).map(async ({ name }) => ({ name, model: await findModel(name) })),
  );
  const hosted = entries.flatMap(({ name, model: { checkpoint, files = [], engine = "" } }) => {
    const outfile = files.find((file) => /-f16\.gguf$/i.test(file)) ?? files[0];
    if (checkpoint === undefined || outfile === undefined) return [];
    return [
      { name, checkpoint: checkpoint.toLowerCase(), outfile, isFolder: engines.get(engine)?.modelForm === "folder" },
    ];
  });
  const same = hosted.filter(({ checkpoint }) => checkpoint === wanted);
  const named = hosted.filter(({ checkpoint }) => nameOf(checkpoint) === nameOf(wanted));
  // The plain entry before those that decorate its prompts.
  return [...(same.length > 0 ? same : named)].sort((a, b) => a.name.length - b.name.length)[0];
}

function nameOf(repository: string): string {
  return repository.slice(repository.lastIndexOf("/") + 1);
}
