// Damaged GGUF headers, straight to the addon and past the checks that every file of a run goes through first. `npm run test:asan` runs
// this under the sanitizers; the seeds are fixed, and OC_HOSTILE_SEED=N takes others.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { addonPath, libraryFolder, modelPath } from "./addon.ts";

const program = fileURLToPath(new URL("programs/hostile-headers.mjs", import.meta.url));
const first = Number(process.env.OC_HOSTILE_SEED ?? 1);
const isSanitized = process.env.OC_NATIVE_ADDON !== undefined;
/** Children, each of which goes through some files. */
const children = isSanitized ? 40 : 8;
const filesOfEach = 10;

test("damaged headers are opened or refused, or end their process by an assertion of the library; none is written past its memory", () => {
  const ends: Record<string, number> = {};
  for (let child = 0; child < children; child++) {
    const args = [program, addonPath, libraryFolder, modelPath, String(first + child), String(filesOfEach)];
    // A sanitizer's shadow memory needs more address space than there is memory.
    const limit = isSanitized ? "" : "ulimit -v 12000000; ";
    const command = ["-c", `${limit}ulimit -c 0; exec "$@"`, "sh", process.execPath, ...args];
    // The library would start a debugger on itself to show where it ended.
    const env = { ...process.env, GGML_NO_BACKTRACE: "1" };
    const ended = spawnSync("sh", command, { encoding: "utf8", env, timeout: 120_000, killSignal: "SIGKILL" });
    const told = `seed ${first + child}: ${ended.stderr.slice(-3000)}`;
    expect(ended.stderr, told).not.toMatch(/AddressSanitizer|runtime error:|SUMMARY: /);
    expect(ended.error, told).toBeUndefined();
    expect(["SIGABRT", null], told).toContain(ended.signal);
    const end = ended.signal ?? `exit ${ended.status}`;
    if (ended.signal === null) expect(ended.status, told).toBe(0);
    ends[end] = (ends[end] ?? 0) + 1;
  }
  process.stdout.write(`${children} processes, ${filesOfEach} damaged headers each: ${JSON.stringify(ends)}\n`);
  expect(ends["exit 0"]).toBeGreaterThan(0);
});
