import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { GoldenAdapter } from "./golden.ts";
import { runGolden } from "./run.ts";

// Golden files and real benchmark data live beside the project, not in it.
const shared = fileURLToPath(new URL("../../../shared", import.meta.url));
const adaptersDir = fileURLToPath(new URL("./adapters", import.meta.url));

for (const name of readdirSync(adaptersDir).filter((file) => file.endsWith(".ts"))) {
  const { adapter } = (await import(`${adaptersDir}/${name}`)) as { adapter: GoldenAdapter };
  test.skipIf(!existsSync(`${shared}/golden/${adapter.file}.json`))(`golden ${adapter.file}`, async () => {
    const report = await runGolden(adapter, `${shared}/golden`, `${shared}/data`);
    const { passed, failures, notShipped, excused } = report;
    process.stdout.write(
      `golden ${adapter.file}: ${passed} passed, ${failures.length} failed, ${notShipped} not shipped, ${excused.length} excused\n`,
    );
    const listed = report.failures.slice(0, 10).map(({ name, reason }) => `${name}\n     ${reason}`);
    expect(report.failures.length, `\n${listed.join("\n")}\n`).toBe(0);
    expect(report.passed).toBeGreaterThan(0);
  });
}
