// Runs the addon's tests with the compiler's sanitizers: addresses and undefined behaviour first, then data races. The addon is
// instrumented; node and llama.cpp's libraries are not, and what is found in them alone is left out.
//
//   node scripts/test-native-sanitized.mjs [address | thread] [arguments of vitest]

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAddon, outputPath } from "./native/compile.mjs";
import { packageFolder } from "./native/headers.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const sanitized = join(dirname(outputPath), "sanitized");
const libraries = join(sanitized, "libraries");
const suppressions = join(sanitized, "thread-suppressions.txt");

const modes = {
  address: {
    flags: ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"],
    runtimes: ["libasan.so", "libubsan.so"],
    // Node frees little at its end, and reports of leaks would be about it.
    env: { ASAN_OPTIONS: "detect_leaks=0:detect_stack_use_after_return=1", UBSAN_OPTIONS: "print_stacktrace=1" },
  },
  thread: {
    flags: ["-fsanitize=thread"],
    runtimes: ["libtsan.so"],
    // They load libraries of other folders, and the suppressions must each fit one library.
    exclude: ["tests/native/library.test.ts", "tests/native/oracle.test.ts"],
    env: {
      TSAN_OPTIONS: `suppressions=${suppressions}:halt_on_error=1:exitcode=66:report_signal_unsafe=0`,
      OC_NATIVE_LIBRARIES: libraries,
    },
  },
};

const [first, ...rest] = process.argv.slice(2);
const chosen = first !== undefined && Object.hasOwn(modes, first) ? [first] : Object.keys(modes);
const vitestArgs = chosen.length === 1 ? rest : process.argv.slice(2);
for (const mode of chosen) run(mode);

function run(mode) {
  const { flags, runtimes, env, exclude = [] } = modes[mode];
  const output = join(sanitized, mode, "oc_llama.node");
  buildAddon({ output, flags: ["-O1", "-g", "-fno-omit-frame-pointer", ...flags] });
  const preload = runtimes.map((name) => runtimePath(name)).join(":");
  if (mode === "thread") prepareThreadSanitizer();
  console.log(`native tests, sanitizer ${mode}:`);
  // The shadow memory of the thread sanitizer needs fixed addresses.
  const vitest = [process.execPath, join(root, "node_modules", "vitest", "vitest.mjs"), "run"];
  // Names of files among the arguments are instead of the whole folder.
  const files = vitestArgs.some((arg) => !arg.startsWith("-")) ? [] : ["tests/native"];
  const command = ["setarch", "-R", ...vitest, ...files, "--no-file-parallelism", ...vitestArgs];
  for (const path of exclude) command.push("--exclude", path);
  const { status } = spawnSync(command[0], command.slice(1), {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env, OC_NATIVE_ADDON: output, LD_PRELOAD: preload },
  });
  if (status !== 0) process.exitCode = 1;
}

/** Where the compiler keeps a sanitizer's runtime. */
function runtimePath(name) {
  const { stdout } = spawnSync(process.env.CXX ?? "g++", [`-print-file-name=${name}`], { encoding: "utf8" });
  return stdout.trim();
}

/**
 * Code that is not instrumented: its own synchronisation is not seen, so what it does looks like races. A library that is named
 * here must not be unloaded, as llama.cpp does with those CPU backends that are not the best: here there is one.
 */
function prepareThreadSanitizer() {
  const folder = join(packageFolder("@node-llama-cpp/linux-x64"), "bins", "linux-x64");
  rmSync(libraries, { recursive: true, force: true });
  mkdirSync(libraries, { recursive: true });
  const names = readdirSync(folder).filter((name) => !name.startsWith("libggml-cpu-") && !name.endsWith(".node"));
  for (const name of names) symlinkSync(join(folder, name), join(libraries, name));
  symlinkSync(join(folder, "libggml-cpu-haswell.so"), join(libraries, "libggml-cpu.so"));
  const called = ["libllama.v", "libggml.v", "libggml-base.so", "libggml-cpu.so", "rolldown-binding"];
  const lines = [...called.map((name) => `called_from_lib:${name}`), "race:^node::", "race:^v8::", "race:^uv_"];
  writeFileSync(suppressions, `${lines.join("\n")}\n`);
}
