import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./tests/support/count-reporter.ts";

// `npm run check` leaves out what goes through the installed program, and what takes more than a few seconds a file.
const program = ["tests/e2e/**/*.test.ts"];
const slow = [
  "tests/models/**/*.test.ts",
  "tests/golden/{golden,real/real}.test.ts",
  "tests/engines/{node-llama-cpp,onnx,onnx-forms,onnx-tokenizer-bounds,onnx-workers,text-pieces}.test.ts",
  "tests/cli/{agree,prompt}.test.ts",
  "tests/run/{agree,evaluation-run}.test.ts",
  "tests/{prompt/jinja/limits,bench/random-model}.test.ts",
  "tests/store/{workspace/lock,journal/resume}.test.ts",
  "tests/doctor/{command,data,model}.test.ts",
  "tests/ask/infer/many-datasets.test.ts",
  "tests/store/workspace/secrets.test.ts",
  "tests/package.test.ts",
];
// `npm run test:slow`: what goes on for minutes (every flag, field and hint, damage without end, random texts, the demo by every engine).
const aside = [
  "tests/e2e/{torture,flag-sweep,field-sweep,hints}.test.ts",
  "tests/fuzz/**/*.test.ts",
  "tests/models/tiny-demo.test.ts",
];
const native = ["tests/{native,engines,inferencers}/**/*.test.ts"];

export default defineConfig({
  resolve: { alias: { "oc-local": fileURLToPath(new URL("./src/index.ts", import.meta.url)) } },
  test: {
    // Which configs were run is noted on the machine, and tests are no user.
    env: { XDG_STATE_HOME: join(tmpdir(), "oc-local-tests-state") },
    pool: "forks",
    // Many tests wait for processes that they started: two files at a time, also where there are two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Hang limits, not time criteria: those are rows of the bench.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["default", new CountReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: [...program, ...slow, ...native, ...aside],
          // Hundreds of short files: what they import is loaded once for all of them, and they leave nothing behind.
          isolate: false,
        },
      },
      // Native code, which may die: each file in a process of its own.
      { extends: true, test: { name: "native", include: native, exclude: slow } },
      { extends: true, test: { name: "slow", include: slow, exclude: aside } },
      {
        extends: true,
        test: { name: "program", include: program, exclude: aside, globalSetup: "tests/e2e/install.ts" },
      },
      { extends: true, test: { name: "aside", include: aside, globalSetup: "tests/e2e/install.ts" } },
    ],
  },
});
