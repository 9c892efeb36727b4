// Which of the providers of onnxruntime-node computes, and its sessions. What it can do without its CUDA files
// lies in the npm package; those have to be installed apart.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as Ort from "onnxruntime-node";
import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import { shellWord } from "../../../core/shell-quote.ts";
import type { DeviceChoice } from "../../engine.ts";
import type { DrivableGraph } from "../graph/drivable-graph.ts";
import type { OrtLibrary } from "../runtime-package.ts";

export type Session = Ort.InferenceSession;

export interface OrtDevice {
  /** CUDA device that computes; null: the CPU. */
  cuda: number | null;
  /** For the screen and the manifest. */
  words: string;
}

/** @throws OcLocalError DEVICE for one that this runtime cannot compute on. */
export function chooseDevice({ backend, index }: DeviceChoice, threads: number): OrtDevice {
  const cpu = { cuda: null, words: `CPU (${threads} ${threads === 1 ? "thread" : "threads"})` };
  if (backend === "cpu") return cpu;
  if (backend === "vulkan")
    throw new OcLocalError("DEVICE", "ONNX models cannot use vulkan", { hint: "use --device cpu or --device cuda" });
  const hasProvider = existsSync(join(libraryFolder(), "libonnxruntime_providers_cuda.so"));
  const cuda = { cuda: index ?? 0, words: `CUDA${index ?? 0} (onnxruntime's provider; untested)` };
  if (hasProvider && (backend === "cuda" || existsSync("/dev/nvidiactl"))) return cuda;
  if (backend === "auto") return cpu;
  throw new OcLocalError(
    "DEVICE",
    "ONNX models cannot use cuda: the CUDA files of onnxruntime-node are not installed",
    {
      hint: `with network: ONNXRUNTIME_NODE_INSTALL=cuda12 node ${shellWord(join(packageRoot(), "script", "install"))}; or use --device cpu`,
    },
  );
}

/** Folder of the runtime's shared libraries. */
function libraryFolder(): string {
  const root = packageRoot();
  return join(root, "bin", "napi-v6", process.platform, process.arch);
}

function packageRoot(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve("onnxruntime-node")));
}

export function runtimeVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  return version;
}

export interface SessionOptions {
  device: OrtDevice;
  threads: number;
  /** Folder that the graph's weights are places in. */
  folder: string;
}

/** @throws OcLocalError MODEL_FILE for a graph that the runtime refuses, with its words. */
export async function createSession(
  ort: OrtLibrary,
  graph: Pick<DrivableGraph, "bytes">,
  { device, threads, folder }: SessionOptions,
): Promise<Session> {
  try {
    return await ort.InferenceSession.create(graph.bytes, {
      executionProviders: [...(device.cuda === null ? [] : [{ name: "cuda", deviceId: device.cuda } as const]), "cpu"],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: "all",
      logSeverityLevel: 4, // errors are thrown with their words
      extra: { session: { model_external_initializers_file_folder_path: folder } },
    });
  } catch (error) {
    throw new OcLocalError("MODEL_FILE", `onnxruntime cannot open the graph in ${folder}: ${errorMessage(error)}`, {
      hint: /opset/i.test(errorMessage(error))
        ? "export the model with an older opset"
        : "the file may be damaged or use operators that this version of onnxruntime does not have",
      cause: error,
    });
  }
}
