// Cores, those that a container leaves of them, and the instruction sets that llama.cpp's kernels are chosen by.

import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { type Finding, ok, warn } from "../check.ts";

export interface CpuFiles {
  cpuInfo: string;
  /** Version 2 of control groups: "<microseconds> <period>", or "max <period>". */
  cpuMax: string;
}

const linuxFiles: CpuFiles = { cpuInfo: "/proc/cpuinfo", cpuMax: "/sys/fs/cgroup/cpu.max" };

/** As /proc/cpuinfo spells them, slowest first. */
const instructionSets = ["sse4_2", "avx", "f16c", "fma", "avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16"];
const furtherSets = ["amx_int8", "asimd", "asimddp", "i8mm", "sve"];

export function checkCpu(files: CpuFiles = linuxFiles): Finding {
  const cores = availableParallelism();
  const flags = readFlags(files.cpuInfo);
  const known = [...instructionSets, ...furtherSets].filter((name) => flags?.has(name));
  const model = cpus()[0]?.model.trim() || "unknown model";
  const sets = flags === null ? "instruction sets cannot be read here" : known.join(" ") || "no known instruction sets";
  const detail = `${cores} ${cores === 1 ? "core" : "cores"}, ${model}: ${sets}`;
  const limit = coreLimit(files.cpuMax);
  if (limit !== null && limit < cores) {
    const threads = Math.max(1, Math.floor(limit));
    return warn(
      `${detail}; the container may use ${limit.toFixed(1)} of them`,
      `run with --threads ${threads}: more threads than cores wait for each other`,
    );
  }
  if (process.arch === "x64" && flags !== null && !flags.has("avx2"))
    return warn(`${detail}; there is no AVX2`, "expect CPU runs to be several times slower, or use a GPU");
  return ok(detail);
}

/** Null where there is no such file (not Linux) or it names none. */
function readFlags(path: string): ReadonlySet<string> | null {
  if (!existsSync(path)) return null;
  const line = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(readFileSync(path, "utf8"))?.[1];
  return line === undefined ? null : new Set(line.split(/\s+/));
}

/** Cores that the container may use; null: no limit. */
function coreLimit(path: string): number | null {
  if (!existsSync(path)) return null;
  const [quota, period] = readFileSync(path, "utf8").trim().split(" ").map(Number);
  if (quota === undefined || period === undefined || !(quota > 0 && period > 0)) return null;
  return quota / period;
}
