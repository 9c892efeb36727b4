// The manifest of a run's folder; where the file is damaged or absent, what configs/, journal/, predictions/ and results/ tell instead.
// Folders of OpenCompass have none.

import { z } from "zod";
import { generationSchema } from "../../config/model-schema.ts";
import { OcLocalError } from "../../core/errors.ts";
import { type Manifest, type ManifestDataset, type ManifestModel, readManifest } from "../workspace/manifest.ts";
import { fileName, startOf, type Workspace } from "../workspace/workspace.ts";
import { dumpPaths } from "./dump-paths.ts";
import { type AnswerFile, listAnswers } from "./list-answers.ts";
import { plainFileBytes, readStoredJson } from "./stored-json.ts";

export interface OpenedManifest {
  /** Undefined where the folder holds no answers from which it could be made. */
  manifest: Manifest | undefined;
  /** It is not read from the file. */
  isRebuilt: boolean;
  /** What is wrong with the file, and what was done. */
  damage?: string;
}

/** Version and hash of a dataset of which nothing says how it was asked. */
export const unknownVersion = "-";

export function openManifest(workspace: Workspace): OpenedManifest {
  try {
    const manifest = readManifest(workspace);
    return manifest === undefined ? { manifest: rebuild(workspace), isRebuilt: true } : { manifest, isRebuilt: false };
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
    const manifest = rebuild(workspace);
    const instead =
      manifest === undefined ? "the folder holds no answers" : "read from journal/, predictions/ and configs/ instead";
    return { manifest, isRebuilt: true, damage: `${error.message}; ${instead}` };
  }
}

function rebuild(workspace: Workspace): Manifest | undefined {
  const answers = listAnswers(workspace);
  if (answers.length === 0) return undefined;
  const dump = newestDump(workspace);
  return {
    startedAt: startOf(workspace),
    version: "unknown",
    node: "unknown",
    platform: "unknown",
    data: dump?.dataRoot ?? { path: "", isSample: false },
    models: modelsOf(answers, dump),
    datasets: datasetsOf(answers, dump),
  };
}

const dumpSchema = z.looseObject({
  models: z.array(
    z.looseObject({
      abbr: z.string(),
      kind: z.enum(["base", "chat"]),
      path: z.string(),
      fingerprint: z.string(),
      generation: generationSchema,
    }),
  ),
  datasets: z.array(z.looseObject({ id: z.string(), abbr: z.string(), mode: z.string(), version: z.string() })),
  dataRoot: z.object({ path: z.string(), isSample: z.boolean() }),
});

type Dump = z.output<typeof dumpSchema>;

/** The config of the last start whose dump can be read. */
function newestDump(workspace: Workspace): Dump | undefined {
  for (const path of dumpPaths(workspace)) {
    try {
      return readStoredJson(path, dumpSchema, { expected: "a resolved config", hint: "", maxBytes: plainFileBytes });
    } catch (error) {
      if (!(error instanceof OcLocalError)) throw error;
      // The one before may be whole.
    }
  }
  return undefined;
}

function modelsOf(answers: readonly AnswerFile[], dump: Dump | undefined): ManifestModel[] {
  const folders = [...new Set(answers.map(({ model }) => model))].sort();
  return folders.map((folder) => {
    const files = answers.filter(({ model }) => model === folder);
    const asked = files.map(({ dataset }) =>
      nameOf(
        dataset,
        dump?.datasets.map(({ id }) => id),
      ),
    );
    const known = dump?.models.find(({ abbr }) => fileName(abbr) === folder);
    const unfinished = files.filter(({ isWhole }) => !isWhole);
    return {
      abbr: known?.abbr ?? folder,
      kind: known?.kind ?? (files.some(({ mode }) => mode === "gen") ? "chat" : "base"),
      path: known?.path ?? "",
      fingerprint: known?.fingerprint ?? "",
      generation: known?.generation ?? generationSchema.parse({}),
      asked,
      unfinished: unfinished.map(({ dataset }) =>
        nameOf(
          dataset,
          dump?.datasets.map(({ id }) => id),
        ),
      ),
    };
  });
}

function datasetsOf(answers: readonly AnswerFile[], dump: Dump | undefined): ManifestDataset[] {
  const files = [...new Set(answers.map(({ dataset }) => dataset))];
  const known = dump?.datasets ?? [];
  const inOrder = [
    ...known.filter(({ id }) => files.includes(fileName(id))),
    ...files
      .filter((file) => !known.some(({ id }) => fileName(id) === file))
      .map((file) => ({ id: file, abbr: file, version: unknownVersion })),
  ];
  return inOrder.map(({ id, abbr, version, ...rest }) => {
    const held = answers.filter(({ dataset }) => dataset === fileName(id));
    const mode = "mode" in rest && typeof rest.mode === "string" ? rest.mode : (held[0]?.mode ?? "unknown");
    return { id, abbr, mode, version, rows: Math.max(...held.map(({ rows }) => rows)), data: unknownVersion };
  });
}

/** A name with a slash is a file without one. */
function nameOf(file: string, names: readonly string[] = []): string {
  return names.find((name) => fileName(name) === file) ?? file;
}
