// What each installed library of llama.cpp can compute on. A GPU's library is opened only where its driver is present, as a
// run does: opening it costs a second.

import { existsSync, readdirSync } from "node:fs";
import { errorMessage } from "../../core/errors.ts";
import type { Addon } from "../../engines/llama/addon.ts";
import { fallbackFolder, type LlamaBackend, libraryFolder } from "../../engines/llama/library.ts";
import { findAddon } from "../../engines/llama/load-addon.ts";
import { formatBytes } from "../../engines/memory-plan.ts";
import { type Finding, info, NotChecked, ok, warn } from "../check.ts";

export function checkDevices(): Finding {
  const { addon } = findAddon();
  if (addon === null) throw new NotChecked("not checked, there is no native engine to ask");
  const found = (["cpu", "cuda", "vulkan"] as const).flatMap((backend) => devicesOf(addon, backend) ?? []);
  const detail = found.map(({ words }) => words).join("; ");
  if (found.length === 0) return info("no library of llama.cpp is installed");
  if (found.every(({ works }) => works)) return ok(detail);
  return warn(detail, "check the GPU's driver and the line on the CUDA runtime; runs use the devices that work");
}

interface FoundDevices {
  works: boolean;
  words: string;
}

/** Null where the library or its driver is absent. */
function devicesOf(addon: Addon, backend: LlamaBackend): FoundDevices | null {
  const folder = libraryFolder(backend);
  if (folder === null || !hasDriver(backend)) return null;
  try {
    const library = addon.openLibrary(folder, fallbackFolder(backend) ?? undefined);
    const devices = library.devices().filter(({ type }) => backend === "cpu" || type !== "cpu");
    const log = library.takeLog().slice(-2);
    if (devices.length === 0) return { works: false, words: [`${backend}: no device was found`, ...log].join(", ") };
    const words = devices.map(
      ({ name, description, freeMemory, totalMemory }) =>
        `${name} ${description.trim()}${backend === "cpu" ? "" : ` (${formatBytes(freeMemory)} free of ${formatBytes(totalMemory)})`}`,
    );
    return { works: true, words: `${backend}: ${words.join(", ")}` };
  } catch (error) {
    return { works: false, words: `${backend}: ${errorMessage(error)}` };
  }
}

function hasDriver(backend: LlamaBackend): boolean {
  if (backend === "cpu") return true;
  if (backend === "cuda") return existsSync("/dev/nvidiactl");
  return existsSync("/dev/dri") && readdirSync("/dev/dri").some((name) => name.startsWith("renderD"));
}
