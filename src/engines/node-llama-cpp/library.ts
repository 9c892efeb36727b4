// node-llama-cpp, loaded once per thread and device kind. It is imported on first use: the import alone takes a second.
// Only the prebuilt binaries that npm installed are used; nothing is downloaded or compiled.

import type { Llama } from "node-llama-cpp";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { DeviceChoice } from "../engine.ts";

export type Library = typeof import("node-llama-cpp");

export interface Runtime {
  library: Library;
  llama: Llama;
  /** What llama.cpp logged as an error since the last call. */
  takeErrors(): Promise<string[]>;
}

type Gpu = false | "auto" | "cuda" | "vulkan";

// Never disposed: disposing one Llama object frees llama.cpp's backend for every thread of the process.
const runtimes = new Map<Gpu, Promise<Runtime>>();

/** @throws OcLocalError DEVICE when the device cannot be used by this engine. */
export async function openRuntime(device: DeviceChoice): Promise<Runtime> {
  const gpu = device.backend === "cpu" ? false : device.backend;
  refuseIndex(device);
  const known = runtimes.get(gpu);
  const runtime = await (known ?? startRuntime(gpu));
  await refuseSeveralGpus(runtime.llama);
  return runtime;
}

function startRuntime(gpu: Gpu): Promise<Runtime> {
  const runtime = loadRuntime(gpu);
  runtimes.set(gpu, runtime);
  runtime.catch(() => runtimes.delete(gpu)); // the caller gets the error; the next call tries again
  return runtime;
}

async function loadRuntime(gpu: Gpu): Promise<Runtime> {
  const errors: string[] = [];
  try {
    const library = await import("node-llama-cpp");
    const llama = await library.getLlama({
      gpu,
      build: "never",
      skipDownload: true,
      progressLogs: false,
      maxThreads: 0, // each context says itself how many threads it uses
      logLevel: library.LlamaLogLevel.error,
      logger: (_, message) => {
        errors.push(message.trim());
      },
    });
    return { library, llama, takeErrors: () => takeErrors(errors) };
  } catch (cause) {
    const what = gpu === false ? "the CPU" : gpu === "auto" ? "any device" : gpu;
    throw new OcLocalError("DEVICE", `node-llama-cpp cannot be loaded for ${what}: ${errorMessage(cause)}`, {
      hint:
        gpu === false
          ? `reinstall without "--no-optional": the package @node-llama-cpp/<platform> holds the library`
          : "check the GPU's driver, or use --device cpu",
      cause,
    });
  }
}

/** Log lines travel through the event loop and arrive after the error that they explain. */
async function takeErrors(errors: string[]): Promise<string[]> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return errors.splice(0);
}

function refuseIndex({ backend, index, count = 1 }: DeviceChoice): void {
  if (count > 1)
    throw new OcLocalError("DEVICE", `the node-llama-cpp engine uses one GPU, not ${count}`, {
      hint: "use --num-gpus 1; layers that do not fit stay on the CPU",
    });
  if (index === null || index === 0) return;
  throw new OcLocalError("DEVICE", `node-llama-cpp uses the first visible GPU only, not "${backend}:${index}"`, {
    hint: `set ${visibleDevices(backend)}=${index} and use --device ${backend}`,
  });
}

async function refuseSeveralGpus(llama: Llama): Promise<void> {
  if (llama.gpu === false) return;
  const names = await llama.getGpuDeviceNames();
  if (names.length < 2) return;
  throw new OcLocalError(
    "DEVICE",
    `node-llama-cpp would spread the model over ${names.length} GPUs (${names.join(", ")}); one per process is supported`,
    { hint: `set ${visibleDevices(llama.gpu)}=0, or the number of another GPU` },
  );
}

function visibleDevices(backend: string): string {
  return backend === "vulkan" ? "GGML_VK_VISIBLE_DEVICES" : "CUDA_VISIBLE_DEVICES";
}
