import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCheck } from "../../src/doctor/check.ts";
import { machineChecks } from "../../src/doctor/machine/checks.ts";
import { checkCpu } from "../../src/doctor/machine/cpu.ts";
import { checkDisk } from "../../src/doctor/machine/disk.ts";
import { neededLibraries } from "../../src/doctor/machine/elf-needed.ts";
import { installedVersion } from "../../src/doctor/machine/installed-version.ts";
import { checkNativeEngine } from "../../src/doctor/machine/native-engine.ts";
import { checkNode } from "../../src/doctor/machine/node-version.ts";
import { libraryFolder } from "../../src/engines/llama/library.ts";
import { tempFolder } from "../data/temp-folder.ts";

const folder = await tempFolder();

test("every check of this machine ends in a finding, and none of them breaks", async () => {
  for (const check of machineChecks(folder.path)) {
    const { detail, status, remedy } = await runCheck(check);
    expect(detail).not.toMatch(/the check itself broke|undefined|NaN/);
    expect(detail).not.toBe("");
    expect(status === "warn" || status === "fail").toBe(remedy !== null);
  }
});

test.each([
  ["20.20.2", "ok"],
  ["20.19.0", "ok"],
  ["21.0.0", "ok"],
  ["20.9.0", "fail"],
  ["18.20.8", "fail"],
])("Node.js %s: %s", (version, status) => {
  expect(checkNode(version).status).toBe(status);
});

test("instruction sets come from the system's list; a container's limit asks for fewer threads", async () => {
  const cpuInfo = await folder.write("cpuinfo", "processor\t: 0\nflags\t\t: fpu sse4_2 avx avx2 fma\n");
  const cpuMax = await folder.write("cpu.max", "max 100000\n");
  const unlimited = checkCpu({ cpuInfo, cpuMax });
  expect(unlimited).toMatchObject({ status: "ok", detail: expect.stringMatching(/: sse4_2 avx fma avx2$/) as string });
  await folder.write("cpu.max", "50000 100000\n");
  expect(checkCpu({ cpuInfo, cpuMax })).toMatchObject({
    status: "warn",
    remedy: expect.stringContaining("--threads 1") as string,
  });
});

test.runIf(process.arch === "x64")(
  "a processor without AVX2 is slow, and one that is not listed is no finding",
  async () => {
    const cpuInfo = await folder.write("old-cpuinfo", "flags : sse4_2\n");
    const nothing = join(folder.path, "nothing");
    expect(checkCpu({ cpuInfo, cpuMax: nothing })).toMatchObject({ status: "warn" });
    expect(checkCpu({ cpuInfo: nothing, cpuMax: nothing })).toMatchObject({ status: "ok" });
  },
);

test.skipIf(process.getuid?.() === 0)("a folder that cannot be written is warned of (root can write all)", async () => {
  const locked = join(folder.path, "locked");
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  expect(await checkDisk(locked)).toMatchObject({ status: "warn" });
});

test.runIf(process.platform === "linux" && process.arch === "x64")(
  "without an addon the reason and the command that builds one are named, also for one that cannot be loaded",
  () => {
    const root = join(folder.path, "package");
    mkdirSync(join(root, "build", "native"), { recursive: true });
    expect(checkNativeEngine(root)).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("not there") as string,
      remedy: expect.stringContaining("npm run build:native") as string,
    });
    writeFileSync(join(root, "build", "native", "oc_llama.node"), "no library");
    expect(checkNativeEngine(root)).toMatchObject({
      status: "warn",
      remedy: expect.stringContaining("build it again") as string,
    });
  },
);

const cpuLibraries = libraryFolder("cpu");
test.runIf(process.platform === "linux" && cpuLibraries !== null)(
  "the libraries that a shared library needs are read from its tables",
  async () => {
    const needed = await neededLibraries(join(cpuLibraries ?? "", "libggml-base.so"));
    expect(needed).toContain("libc.so.6");
    await expect(neededLibraries(await folder.write("text", "x".repeat(100)))).rejects.toThrow(/no 64-bit/);
  },
);

test("the version of a package is found though it does not export its package.json; null where it is absent", () => {
  expect(installedVersion("node-llama-cpp")).toMatch(/^\d+\.\d+\.\d+/);
  expect(installedVersion("a-package-that-is-not-there")).toBeNull();
});
