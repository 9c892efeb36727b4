// Which of the installed llama.cpp libraries computes: those of node-llama-cpp's packages for this platform, opened by the
// addon. Nothing is downloaded or compiled here.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { hasNvidiaDriver } from "../cpu-only.ts";
import type { DeviceChoice, Gpu } from "../engine.ts";
import type { Device, Library } from "./addon.ts";
import { loadAddon } from "./load-addon.ts";

export interface OpenedLibrary {
  library: Library;
  release: string;
  /** The devices that may hold layers; none: the CPU alone. */
  gpus: Device[];
}

/** @throws OcLocalError DEVICE when the device cannot be used, ENGINE when there is no addon. */
export function openLlamaLibrary(choice: DeviceChoice): OpenedLibrary {
  const { gpus, ...opened } = openBest(choice);
  return { ...opened, gpus: gpus.length > 0 ? pick(gpus, choice) : gpus };
}

/** Every GPU of the backend that is used for a choice. Where that can only be the CPU no library is opened. */
export async function listLlamaGpus(choice: DeviceChoice): Promise<Gpu[]> {
  if (backendsFor(choice)[0] === "cpu") return [];
  return openBest(choice).gpus.map(({ name, description, freeMemory, type }) => ({
    name: `${name} ${description}`,
    freeBytes: freeMemory,
    isIntegrated: type === "igpu",
  }));
}

/** With all GPUs of the library, of which a choice means some. */
function openBest(choice: DeviceChoice): OpenedLibrary {
  const addon = loadAddon();
  const reasons: string[] = [];
  for (const backend of backendsFor(choice)) {
    const folder = libraryFolder(backend);
    if (folder === null) {
      reasons.push(`${backend}: the package @node-llama-cpp/${packageOf(backend)} is not installed`);
      continue;
    }
    try {
      const library = addon.openLibrary(folder, fallbackFolder(backend) ?? undefined);
      const gpus = library.devices().filter(({ type }) => type === "gpu" || type === "igpu");
      if (backend === "cpu") return { library, release: addon.release, gpus: [] };
      if (gpus.length > 0) return { library, release: addon.release, gpus };
      reasons.push([`${backend}: no device was found`, ...library.takeLog().slice(-2)].join("; "));
    } catch (error) {
      if (error instanceof OcLocalError) throw error;
      reasons.push(`${backend}: ${errorMessage(error)}`);
    }
  }
  throw new OcLocalError("DEVICE", `llama.cpp cannot use ${wordsOf(choice)}: ${reasons.join("; ")}`, {
    hint:
      choice.backend === "cpu"
        ? "install oc-local again: its libraries are not whole"
        : "check the GPU's driver, or use --device cpu",
  });
}

export type LlamaBackend = "cuda" | "vulkan" | "cpu";

/** Best first. */
function backendsFor({ backend }: DeviceChoice): LlamaBackend[] {
  if (backend !== "auto") return [backend];
  return hasNvidiaDriver() ? ["cuda", "cpu"] : ["cpu"];
}

/** The package that carries a backend's libraries, below @node-llama-cpp/. */
export function packageOf(backend: LlamaBackend): string {
  const platform = `${process.platform === "darwin" ? "mac" : process.platform === "win32" ? "win" : "linux"}-${process.arch}`;
  return backend === "cpu" ? platform : `${platform}-${backend}`;
}

/** The folder of the shared libraries in the installed package; null where it is not installed. */
export function libraryFolder(backend: LlamaBackend): string | null {
  const name = packageOf(backend);
  return packageFolder(name, join("bins", name));
}

/** The main CUDA package is built for CUDA 13; this one carries a build for CUDA 12. */
export function fallbackFolder(backend: LlamaBackend): string | null {
  const name = packageOf(backend);
  return backend === "cuda" ? packageFolder(`${name}-ext`, join("bins", name, "fallback")) : null;
}

function packageFolder(name: string, folder: string): string | null {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("node-llama-cpp"));
    return join(dirname(dirname(require.resolve(`@node-llama-cpp/${name}`))), folder);
  } catch {
    return null;
  }
}

function pick(gpus: Device[], choice: DeviceChoice): Device[] {
  const { index, count = 1 } = choice;
  const chosen = gpus.slice(index ?? 0, (index ?? 0) + count);
  if (chosen.length === count) return chosen;
  const found = gpus.map(({ name, description }) => `${name} ${description}`).join(", ");
  const wanted = count === 1 ? `no device ${wordsOf(choice)}` : `not ${count} devices from ${wordsOf(choice)} on`;
  throw new OcLocalError("DEVICE", `there is ${wanted}; found: ${found}`, {
    hint: "choose one that is found, or use --device cpu",
  });
}

function wordsOf({ backend, index }: DeviceChoice): string {
  const name = backend === "auto" ? "any device" : backend === "cpu" ? "the CPU" : backend;
  return index === null ? name : `${name}:${index}`;
}
