// Which providers the installed onnxruntime-node can compute with. It is not needed for GGUF models.

import { createRequire } from "node:module";
import { type Finding, info, ok } from "../check.ts";
import { installedVersion } from "./installed-version.ts";

const name = "onnxruntime-node";

export function checkOnnxRuntime(): Finding {
  const version = installedVersion(name);
  if (version === null) return info(`${name} is not installed; GGUF models do not need it`);
  const runtime: unknown = createRequire(import.meta.url)(name);
  return ok(`${name} ${version}, providers: ${providersOf(runtime).join(", ") || "not told"}`);
}

function providersOf(runtime: unknown): string[] {
  const { listSupportedBackends } = runtime as { listSupportedBackends?: () => { name: string }[] };
  return listSupportedBackends?.().map((backend) => backend.name) ?? [];
}
