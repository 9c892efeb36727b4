// A folder that was continued with other models still has the answers of those before. Where they were asked the same rows in the same
// way their scores stand beside the new ones; else the table says that it leaves them out.

import { comparableModels } from "../../store/workspace/earlier-models.ts";
import type { Manifest, ManifestModel } from "../../store/workspace/manifest.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import { readResult } from "../evaluate/result-file.ts";

export interface WithEarlier {
  /** With the earlier models that have a score to compare. */
  manifest: Manifest;
  footnotes: string[];
}

export function withEarlierColumns(workspace: Workspace, manifest: Manifest): WithEarlier {
  const shown = comparableModels(manifest)
    .map((model) => ({ ...model, asked: (model.asked ?? []).filter((id) => hasScore(workspace, model, id)) }))
    .filter(({ asked }) => asked.length > 0);
  const named = new Set([...manifest.models, ...shown].map(({ abbr }) => abbr));
  const left = (manifest.earlier ?? []).filter(({ abbr }) => !named.has(abbr)).map(({ abbr }) => abbr);
  return {
    manifest: { ...manifest, models: [...manifest.models, ...shown] },
    footnotes: [
      shown.length > 0 && `Asked by an earlier start in this folder: ${listed(shown.map(({ abbr }) => abbr))}.`,
      left.length > 0 &&
        `Not shown, for they were asked other rows or prompts in this folder or have no score: ${listed(left)}.`,
    ].filter((text) => text !== false),
  };
}

function hasScore(workspace: Workspace, { abbr, unfinished = [] }: ManifestModel, dataset: string): boolean {
  if (unfinished.includes(dataset)) return false;
  const result = readResult(workspace, abbr, dataset);
  return result !== undefined && result.error === undefined;
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(", ");
}
