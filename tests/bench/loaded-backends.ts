// Which compute backends a process has loaded, as the kernel sees it: "libggml-cpu-zen4.so".

import { readFileSync } from "node:fs";

/** Empty where the process has loaded none yet, has ended, or the system does not tell (only Linux does). */
export function loadedBackends(pid: number | "self"): string[] {
  const names = new Set(readMaps(pid).match(/libggml-(?!base)[\w-]+\.so$/gm));
  return [...names].sort();
}

function readMaps(pid: number | "self"): string {
  try {
    return readFileSync(`/proc/${pid}/maps`, "utf8");
  } catch {
    return "";
  }
}
