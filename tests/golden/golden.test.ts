import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findAdapter, listGoldenFiles, readGoldenFile } from "./golden-file.ts";
import { runGolden } from "./run.ts";

// Golden files and real benchmark data live beside the project, not in it.
const shared = fileURLToPath(new URL("../../../shared", import.meta.url));
const paths = existsSync(`${shared}/golden`) ? listGoldenFiles(`${shared}/golden`) : [];

if (paths.length === 0) test.skip("golden files: none beside the project", () => undefined);

for (const path of paths) {
  const name = basename(path, ".json");
  test(`golden ${name}`, async () => {
    const adapter = await findAdapter(path);
    if (adapter === null) throw new Error(`no adapter for ${path}`);
    const { passed, failures, notShipped, excused } = await runGolden(adapter, readGoldenFile(path), `${shared}/data`);
    process.stdout.write(
      `golden ${name}: ${passed} passed, ${failures.length} failed, ${notShipped} not shipped, ${excused.length} excused\n`,
    );
    const listed = failures.slice(0, 10).map(({ name: failed, reason }) => `${failed}\n     ${reason}`);
    expect(failures.length, `\n${listed.join("\n")}\n`).toBe(0);
    expect(passed).toBeGreaterThan(0);
  });
}
