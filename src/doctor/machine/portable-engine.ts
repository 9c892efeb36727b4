// node-llama-cpp, the engine of machines without the addon. Loading it takes more than a second, so that is done only where
// it is the one that will run.

import { findAddon, installedRelease } from "../../engines/llama/load-addon.ts";
import { openRuntime } from "../../engines/node-llama-cpp/library.ts";
import { type Finding, fail, info, ok } from "../check.ts";
import { installedVersion } from "./installed-version.ts";

export async function checkPortableEngine(): Promise<Finding> {
  const version = installedVersion("node-llama-cpp");
  if (version === null) return fail("node-llama-cpp is not installed", "reinstall: npm install");
  const detail = `node-llama-cpp ${version}, llama.cpp ${installedRelease()}`;
  if (findAddon().addon !== null) return info(`${detail}, not loaded: the native engine is there`);
  const { llama } = await openRuntime({ backend: "auto", index: null });
  const devices = llama.gpu === false ? [] : await llama.getGpuDeviceNames();
  return ok(`${detail}, computes on ${llama.gpu === false ? "the CPU" : `${llama.gpu}: ${devices.join(", ")}`}`);
}
