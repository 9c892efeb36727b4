// What a path given for an adapter means: a GGUF file, or a folder that holds exactly one.

import { readdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ModelConfig } from "../../config/model-schema.ts";
import { OcLocalError } from "../../core/errors.ts";
import { checkpointRefusal, isCheckpointFile } from "./checkpoint.ts";
import { findModels, isCheckpoint } from "./found-models.ts";

type Adapters = ModelConfig["adapters"];

/** Files stay as they are written; a folder becomes its file. @throws OcLocalError MODEL_FILE */
export async function placeAdapters(adapters: Adapters, cwd: string): Promise<Adapters> {
  const placed: Adapters = [];
  for (const adapter of adapters) placed.push({ ...adapter, path: await placeOfAdapter(adapter.path, cwd) });
  return placed;
}

async function placeOfAdapter(given: string, cwd: string): Promise<string> {
  const path = resolve(cwd, given);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return fileIn(path);
  const isOfCheckpoint = found !== undefined && isCheckpointFile(path) && isCheckpoint(readdirSync(dirname(path)));
  if (isOfCheckpoint) throw await checkpointRefusal(dirname(path));
  return given;
}

async function fileIn(folder: string): Promise<string> {
  const { ggufs, checkpoints } = findModels(folder);
  const [only, ...others] = ggufs.map(({ path }) => path);
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined)
    throw new OcLocalError(
      "MODEL_FILE",
      `${folder} holds ${ggufs.length} .gguf files: ${[only, ...others].join(", ")}`,
      {
        hint: "name one of them with its path",
      },
    );
  const [checkpoint] = checkpoints;
  if (checkpoint !== undefined) throw await checkpointRefusal(checkpoint);
  throw new OcLocalError("MODEL_FILE", `${folder} holds no adapter (a .gguf file)`, {
    hint: "give the adapter's .gguf file, made with llama.cpp's convert_lora_to_gguf.py",
  });
}
