// How long a pack of data takes to come in: the benchmark's folder beside this project, as a zip.

import { createWriteStream, existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { ZipFile } from "yazl";
import { importPack } from "../../src/run/data-packs.ts";
import { withTempFolder } from "./inference-run.ts";
import { atMost, type BenchRow, failed, measured, skipped } from "./row.ts";

const benchmarkData = fileURLToPath(new URL("../../../shared/data", import.meta.url));

export async function* dataRows(isWanted: (name: string) => boolean): AsyncGenerator<BenchRow> {
  const plan = atMost("import of the benchmarks' data as a zip", "s", 60);
  if (!isWanted(plan.name)) return;
  if (!existsSync(benchmarkData)) {
    yield skipped(plan, "the benchmark's data is not beside this project (../shared/data)");
    return;
  }
  try {
    yield await withTempFolder(async (folder) => {
      const path = join(folder, "pack.zip");
      await zipFolder(benchmarkData, path);
      const start = performance.now();
      await importPack(path, { root: join(folder, "data"), replace: false });
      return measured(plan, (performance.now() - start) / 1000);
    });
  } catch (error) {
    yield failed(plan, (error as Error).message);
  }
}

async function zipFolder(folder: string, path: string): Promise<void> {
  const archive = new ZipFile();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile()) archive.addFile(file, `data/${relative(folder, file)}`);
  }
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(path));
}
