// The vector kernels that read rows of logits, against double precision: those of this processor, and the ones it does not choose.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/core/package.ts";
import { temporaryFolder } from "./addon.ts";

const compiler = process.env.CXX ?? "g++";
const source = fileURLToPath(new URL("programs/row-kernels.cpp", import.meta.url));

test.skipIf(spawnSync(compiler, ["--version"]).status !== 0)("every kernel agrees with double precision", () => {
  const program = join(temporaryFolder(), "row-kernels");
  const flags = ["-O3", "-std=c++17", "-Wall", "-Wextra", "-Werror", "-I", join(packageRoot, "native")];
  const compiled = spawnSync(compiler, [...flags, source, "-o", program], { encoding: "utf8" });
  expect(compiled.stderr).toBe("");
  const { status, stdout } = spawnSync(program, { encoding: "utf8" });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^(avx512\n)?(avx2\n)?baseline\n$/);
});
