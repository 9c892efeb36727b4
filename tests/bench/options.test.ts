// The bench's command line.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseBenchOptions } from "./options.ts";

const bench = (...args: string[]) => {
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const run = [path("../../node_modules/jiti/lib/jiti-cli.mjs"), path("main.ts"), ...args];
  return spawnSync(process.execPath, run, { encoding: "utf8" });
};

test("--help prints what the bench takes, and a mistake is told with it and without a stack", () => {
  const { status, stdout } = bench("--help");
  expect(status).toBe(0);
  for (const flag of ["--json", "--only", "--repetitions", "--device"]) expect(stdout).toContain(flag);
  const wrong = bench("--repetitons", "2");
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain("--repetitons");
  expect(wrong.stderr).toContain("--repetitions <n>");
  expect(wrong.stderr).not.toMatch(/^ +at /m);
});

test("options are read", () => {
  expect(parseBenchOptions(["--json", "--only", "PPL"])).toEqual({
    json: true,
    only: "ppl",
    repetitions: 3,
    backend: "cpu",
    model: null,
  });
  expect(parseBenchOptions(["--model", "package.json"])?.model).toMatch(/^\/.*\/package.json$/);
  expect(() => parseBenchOptions(["--model", "nowhere.gguf"])).toThrow(
    "--model is nowhere.gguf: there is no such file",
  );
  expect(() => parseBenchOptions(["--repetitions", "99"])).toThrow("1 to 13 are possible");
});
