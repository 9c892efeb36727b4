// Whether a choice of device can only mean the CPU on this machine, told from its drivers: no library is opened.

import { existsSync } from "node:fs";
import type { DeviceChoice } from "./engine.ts";

/** Opening a GPU library costs a second and some memory: it is tried only where its driver is present. */
export function hasNvidiaDriver(): boolean {
  return existsSync("/dev/nvidiactl");
}

export function isCpuOnly({ backend }: Pick<DeviceChoice, "backend">): boolean {
  return backend === "cpu" || (backend === "auto" && !hasNvidiaDriver());
}

/** Whether a GPU of any maker may be reached. */
export function hasRenderDevice(): boolean {
  return process.platform !== "linux" || existsSync("/dev/dri");
}
