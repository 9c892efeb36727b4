// Settings of loading that the engine or the machine leaves without effect.

import type { ModelInput } from "../../config/model-schema.ts";
import { counted } from "../../core/counted.ts";
import { isCpuOnly } from "../../engines/cpu-only.ts";
import type { EngineSetting } from "../../engines/engine.ts";
import { usableThreads } from "../../engines/usable-threads.ts";
import { engines } from "../engine-choice.ts";
import type { ModelFile } from "../model-files.ts";
import { parseDevice } from "../model-session.ts";
import { hasNoEffect } from "./has-no-effect.ts";

export function ofPlacement({ config, file }: ModelFile, given: ModelInput["placement"]): string[] {
  const { placement, tokenizerOptions, device, numGpus } = config;
  const computesOnCpu = isOnCpu({ config });
  const ignored = engines.get(config.engine)?.ignored(askedSettings(config, given)) ?? [];
  const notices = [
    placement.device_map !== undefined && "device_map has no effect: layers are always placed automatically",
    placement.torch_dtype !== undefined &&
      `torch_dtype has no effect: the file's own type (${file.fileType ?? "unknown"}) is used`,
    (placement.trust_remote_code ?? tokenizerOptions.trust_remote_code) !== undefined &&
      "trust_remote_code has no effect: no remote code is ever run",
    tokenizerOptions.padding_side !== undefined && "padding_side has no effect: nothing is padded",
    tokenizerOptions.use_fast !== undefined && "use_fast has no effect",
    ...ignored.map(({ settings, why }) => hasNoEffect(settings, why)),
    !ignored.some(({ settings }) => settings.includes("gpu_layers")) &&
      computesOnCpu &&
      placement.gpu_layers !== "auto" &&
      placement.gpu_layers !== 0 &&
      hasNoEffect(["gpu_layers"], noGpu(device)),
    computesOnCpu && (numGpus ?? 0) > 0 && hasNoEffect([`--num-gpus ${numGpus}`], noGpu(device)),
  ];
  return notices.filter((text) => text !== false);
}

/** More threads than this process may use processors. */
export function ofThreads(
  { config: { threads } }: Pick<ModelFile, "config">,
  usable = usableThreads(threads),
): string[] {
  if (threads <= usable) return [];
  const found = counted(usable, "processor");
  return [
    `${threads} threads were asked for, and this process may use ${found}: ${usable} compute, more would wait for each other`,
  ];
}

/** Whether it is known before anything is opened. */
export function isOnCpu({ config }: Pick<ModelFile, "config">): boolean {
  return (engines.get(config.engine)?.isCpuOnly ?? isCpuOnly)(parseDevice(config));
}

function noGpu(device: string): string {
  return device.toLowerCase() === "cpu" ? "the CPU computes" : "no GPU was found, the CPU computes";
}

/** What stands in the entry or in a flag, and says something else than nothing. */
function askedSettings(
  { placement: { gpu_layers, flash_attention, kv_cache_type, use_mmap }, tokenizerPath }: ModelFile["config"],
  given: ModelInput["placement"],
): EngineSetting[] {
  const asked = [
    tokenizerPath !== undefined && "--tokenizer-path",
    (gpu_layers !== "auto" || given?.gpu_layers !== undefined) && "gpu_layers",
    (flash_attention !== "auto" || given?.flash_attention !== undefined) && "flash_attention",
    (kv_cache_type !== "auto" || given?.kv_cache_type !== undefined) && "kv_cache_type",
    (!use_mmap || given?.use_mmap !== undefined) && "use_mmap",
  ] as const;
  return asked.filter((name) => name !== false);
}
