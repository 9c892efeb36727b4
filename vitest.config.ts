import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./tests/support/count-reporter.ts";

export default defineConfig({
  resolve: { alias: { "oc-local": fileURLToPath(new URL("./src/index.ts", import.meta.url)) } },
  test: {
    include: ["tests/**/*.test.ts"],
    pool: "forks",
    // Hang limits, not time criteria: those are rows of the bench.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["default", new CountReporter()],
  },
});
