import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./tests/support/count-reporter.ts";

export default defineConfig({
  resolve: { alias: { "oc-local": fileURLToPath(new URL("./src/index.ts", import.meta.url)) } },
  test: {
    include: ["tests/**/*.test.ts"],
    // Which configs were run is noted on the machine, and tests are no user.
    env: { XDG_STATE_HOME: join(tmpdir(), "oc-local-tests-state") },
    pool: "forks",
    // Hang limits, not time criteria: those are rows of the bench.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["default", new CountReporter()],
  },
});
