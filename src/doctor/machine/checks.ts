// The checks of the machine, in the order they are shown.

import type { Check } from "../check.ts";
import { checkCpu } from "./cpu.ts";
import { checkCudaRuntime } from "./cuda-runtime.ts";
import { checkDevices } from "./devices.ts";
import { checkDisk } from "./disk.ts";
import { checkEngineLibraries } from "./engine-libraries.ts";
import { checkMemory } from "./memory.ts";
import { checkNativeEngine } from "./native-engine.ts";
import { checkNode } from "./node-version.ts";
import { checkOnnxRuntime } from "./onnx-runtime.ts";
import { checkPortableEngine } from "./portable-engine.ts";

/** @param cwd The folder that runs are written to. */
export function machineChecks(cwd: string): Check[] {
  const area = "machine";
  return [
    { area, name: "node", run: () => checkNode() },
    { area, name: "cpu", run: () => checkCpu() },
    { area, name: "memory", run: checkMemory },
    { area, name: "disk", run: () => checkDisk(cwd) },
    { area, name: "native engine", run: () => checkNativeEngine() },
    { area, name: "portable engine", run: checkPortableEngine },
    { area, name: "engine libraries", run: checkEngineLibraries },
    { area, name: "devices", run: checkDevices },
    { area, name: "cuda runtime", run: checkCudaRuntime },
    { area, name: "onnxruntime", run: checkOnnxRuntime },
  ];
}
