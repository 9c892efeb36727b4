// Whether onnxruntime-node can be loaded, and which providers it computes with. GGUF models do not need it.

import { OcLocalError } from "../../core/errors.ts";
import { installCommand, loadRuntime, runtimeFolder } from "../../engines/onnx/runtime-package.ts";
import { type Finding, info, ok, warn } from "../check.ts";
import { installedVersion } from "./installed-version.ts";

const name = "onnxruntime-node";

export async function checkOnnxRuntime(): Promise<Finding> {
  if (runtimeFolder() === undefined)
    return {
      ...info(`${name} is not installed: ONNX models cannot be run; GGUF models do not need it`),
      remedy: `for ONNX models: ${installCommand()}`,
    };
  let runtime: unknown;
  try {
    runtime = await loadRuntime();
  } catch (error) {
    // A machine that runs GGUF models alone is a healthy one.
    if (error instanceof OcLocalError) return warn(error.message, error.hint ?? installCommand());
    throw error;
  }
  return ok(`${name} ${installedVersion(name)}, providers: ${providersOf(runtime).join(", ") || "not told"}`);
}

function providersOf(runtime: unknown): string[] {
  const { listSupportedBackends } = runtime as { listSupportedBackends?: () => { name: string }[] };
  return listSupportedBackends?.().map((backend) => backend.name) ?? [];
}
