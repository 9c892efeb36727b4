// The files beside a graph that its tensors lie in. A graph comes from anywhere, so what it names is looked at only where its maker may
// have put something: plain files of the model's own folder, as the format has it and the runtime wants it too.

import { realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import type { Initializer, StoredBytes } from "./onnx-graph.ts";

export interface DataFile {
  path: string;
  bytes: number;
}

/**
 * Checks every place and names it relative to the model's real folder. Tensors without a length reach to the end of their file.
 * @param given The model as it was named. @param path With links resolved: data beside a link lies beside its target.
 */
export function findDataFiles(
  tensors: readonly Pick<Initializer, "name" | "stored">[],
  { given, path }: { given: string; path: string },
): DataFile[] {
  const found = new Map<string, DataFile>();
  for (const { name, stored } of tensors) {
    if (stored === null) continue;
    const file = found.get(stored.path) ?? openDataFile(stored.path, { given, path });
    found.set(stored.path, file);
    checkLength(stored, { name, file });
    stored.path = relative(dirname(path), file.path);
  }
  return [...new Map([...found.values()].map((file) => [file.path, file])).values()].filter(
    (file) => file.path !== path,
  );
}

function openDataFile(location: string, { given, path }: { given: string; path: string }): DataFile {
  if (location === basename(path)) return { path, bytes: statSync(path).size };
  if (location === "" || location.includes("\0") || isAbsolute(location) || location.split(/[\\/]/).includes(".."))
    throw outside(given, location, "the format allows only names of files beside the model");
  const beside = join(dirname(given), location);
  const found = statOf(beside, { given, location });
  if (!found.isFile())
    throw invalid(given, `keeps its weights in ${location}, which is not a file`, "download the model again");
  const real = realpathSync(beside);
  if (!real.startsWith(join(dirname(path), sep)))
    throw outside(given, location, `it is a link to ${real}, and the model itself lies in ${dirname(path)}`);
  return { path: real, bytes: found.size };
}

function statOf(beside: string, { given, location }: { given: string; location: string }) {
  try {
    const found = statSync(beside, { throwIfNoEntry: false });
    if (found !== undefined) return found;
  } catch (error) {
    throw invalid(given, `keeps its weights in ${location}: ${errorMessage(error)}`, "check the model's folder", error);
  }
  throw invalid(given, `keeps its weights in ${location}, which is missing`, `put ${beside} beside the model`);
}

function checkLength(stored: StoredBytes, { name, file }: { name: string; file: DataFile }): void {
  const isWhole = stored.length > 0 || stored.offset > file.bytes;
  const needed = stored.offset + stored.length;
  if (isWhole && needed > file.bytes)
    throw invalid(
      file.path,
      `is truncated: tensor ${name} needs ${count(needed)} bytes, got ${count(file.bytes)}`,
      truncatedHint,
    );
  if (stored.length === 0) stored.length = file.bytes - stored.offset;
}

export const truncatedHint = "the download did not finish: download the file again";

function outside(given: string, location: string, why: string): OcLocalError {
  return invalid(
    given,
    `keeps its weights in ${JSON.stringify(location)}, outside its folder: ${why}`,
    "put the model and its weights, the files themselves, into one folder",
  );
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function invalid(path: string, problem: string, hint: string, cause?: unknown): OcLocalError {
  return new OcLocalError("MODEL_FILE", `${path} ${problem}`, { hint, cause });
}
