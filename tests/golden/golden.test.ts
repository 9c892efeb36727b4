// OpenCompass's own outputs: the cases that travel with this project, and where they are at hand the whole golden files, which hold
// rows of benchmarks and prompts of configs too.

import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findAdapter, goldenFolders, listGoldenFiles, readGoldenFile } from "./golden-file.ts";
import { runGolden } from "./run.ts";

const travelling = fileURLToPath(new URL("./cases", import.meta.url));
const beside = process.env.OC_LOCAL_GOLDEN ?? fileURLToPath(new URL("../../../shared/golden", import.meta.url));
const isThere = existsSync(beside);

const total = { passed: 0, notShipped: 0, excused: 0 };

async function runFile(path: string, dataDir: string): Promise<void> {
  const adapter = await findAdapter(path);
  const file = readGoldenFile(path);
  if (adapter === null && dirname(path) === travelling) throw new Error(`no adapter for ${path}`);
  if (adapter === null) {
    process.stdout.write(`golden ${basename(path, ".json")}: ${file.cases.length} not shipped: no adapter reads it\n`);
    return;
  }
  const { passed, failures, notShipped, excused } = await runGolden(adapter, file, dataDir);
  process.stdout.write(
    `golden ${basename(path, ".json")}: ${passed} passed, ${failures.length} failed, ${notShipped} not shipped, ${excused.length} excused\n`,
  );
  const listed = failures.slice(0, 10).map(({ name: failed, reason }) => `${failed}\n     ${reason}`);
  expect(failures.length, `\n${listed.join("\n")}\n`).toBe(0);
  expect(passed).toBeGreaterThan(0);
  total.passed += passed;
  total.notShipped += notShipped;
  total.excused += excused.length;
}

test.each(listGoldenFiles(travelling).map((path) => [basename(path, ".json"), path]))(
  "cases of %s",
  async (_, path) => {
    await runFile(path as string, travelling);
  },
);

test("several thousand cases travel with the project", () => {
  const { passed, notShipped, excused } = total;
  process.stdout.write(
    `golden cases of this clone: ${passed} passed, ${notShipped} not run (of parts that are not built here), ${excused} excused (the adapters say why)\n`,
  );
  expect(passed).toBeGreaterThan(6_000);
});

if (isThere) {
  test.each(
    goldenFolders(beside)
      .flatMap(listGoldenFiles)
      .map((path) => [basename(path, ".json"), path]),
  )("golden file %s", (_, path) => runFile(path as string, `${beside}/../data`));
} else test.skip("golden files: none beside the project, nor in OC_LOCAL_GOLDEN", () => undefined);
