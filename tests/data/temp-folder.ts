// A real folder for one test file, removed afterwards.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { OcLocalError } from "../../src/core/errors.ts";

export interface TempFolder {
  path: string;
  /** Writes a file, folders included, and returns its full path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
}

export async function tempFolder(): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), "oc-local-data-"));
  afterAll(() => rm(path, { recursive: true, force: true }));
  return {
    path,
    async write(name, content) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
  };
}

/** Code, message and hint of the error a promise ends in, with the folder's own path shown as DIR. */
export async function failure(
  promise: Promise<unknown>,
  folder: TempFolder,
): Promise<Record<string, string | undefined>> {
  const error = await promise.then(
    (value) => new Error(`expected an error, got ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof OcLocalError)) throw error;
  const shorten = (text: string | undefined) => text?.replaceAll(folder.path, "DIR");
  return { code: error.code, message: shorten(error.message), hint: shorten(error.hint) };
}
