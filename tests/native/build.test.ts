// The build script where there is nothing to build with.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/core/package.ts";

const script = join(packageRoot, "scripts", "build-native.mjs");

test.each([
  { name: "fails", args: [], status: 1 },
  { name: "passes when the package is being installed", args: ["--install"], status: 0 },
])("without a compiler it says so in one line and $name", ({ args, status }) => {
  const env = { ...process.env, CXX: "no-such-compiler" };
  const run = spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env });
  expect(run.status).toBe(status);
  expect(run.stderr).toMatch(
    /^native engine: not built, there is no C\+\+ compiler no-such-compiler .* portable engine\.\n$/,
  );
});
