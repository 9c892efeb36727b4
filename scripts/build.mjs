// Compiles src/ and configs/ into build/compiled/ and bundles that into dist/, both from scratch, so that a deleted source leaves no
// stale module behind.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const compiled = join(root, "build", "compiled");
for (const folder of [dist, compiled]) rmSync(folder, { recursive: true, force: true });
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const tsc = spawnSync(process.execPath, [compiler, "-p", root, "--outDir", compiled, "--declarationDir", dist], {
  stdio: "inherit",
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
await bundle({ root, from: compiled, to: dist });
chmodSync(join(dist, "src", "cli", "main.js"), 0o755);
