// Opens an ONNX model for the engine: what can be refused is refused before the weights are read, then the graph is tried on a few
// tokens.

import { dirname } from "node:path";
import type { EngineOptions } from "../engine.ts";
import { freeMemory, type MemoryPlan } from "../memory-plan.ts";
import { requireMemory } from "../open-checks.ts";
import { usableThreads } from "../usable-threads.ts";
import type { Abilities, DecoderParts } from "./compute/decoder.ts";
import { isPlainCausal } from "./compute/mask-check.ts";
import { chooseDevice, createSession, type OrtDevice, type SessionOptions } from "./compute/runtime.ts";
import { checkAbilities } from "./compute/self-check.ts";
import type { DrivableGraph } from "./graph/drivable-graph.ts";
import { planOnnxMemory } from "./memory-plan.ts";
import { type OnnxModelFiles, readOnnxModel, resolveOnnxContext } from "./model/read-onnx-model.ts";
import { loadRuntime, type OrtLibrary } from "./runtime-package.ts";

export interface OpenedOnnxModel {
  files: OnnxModelFiles;
  parts: DecoderParts;
  abilities: Abilities;
  plan: MemoryPlan;
  contextSize: number;
  device: OrtDevice;
}

/** @throws OcLocalError MODEL_FILE, DEVICE or ENGINE. */
export async function openOnnxModel(options: EngineOptions): Promise<OpenedOnnxModel> {
  const files = readOnnxModel(options.modelPath, options.tokenizerPath);
  const contextSize = resolveOnnxContext(options.contextSize, files);
  const plan = planOnnxMemory(files, files.drivable({}), options);
  // The runtime rearranges weights in memory of its own: that they are mapped does not help.
  const { memoryBytes: freeBytes = freeMemory() } = options;
  requireMemory(plan, { path: files.folder.path, useMmap: false, freeBytes });
  const threads = usableThreads(options.threads);
  const ort = await loadRuntime();
  const device = chooseDevice(options.device, threads);
  const settings = { device, threads, folder: dirname(files.file.path) };
  const { parts, abilities } = await openDriven(ort, files, { ...settings, contextSize });
  return { files, parts, abilities, plan, contextSize, device };
}

/** With a mask of the engine's own where the graph allows it, else with the graph's. */
async function openDriven(
  ort: OrtLibrary,
  files: OnnxModelFiles,
  settings: SessionOptions & { contextSize: number },
): Promise<Pick<OpenedOnnxModel, "parts" | "abilities">> {
  const own = files.drivable({ biasFor: settings.contextSize });
  if (own.hasBias && (await isPlainCausal(ort, own, settings))) {
    const tried = await tryGraph(ort, own, { ...settings, path: files.folder.graphPath });
    if (tried.abilities.tree) return tried;
    await tried.parts.session.release();
  }
  return tryGraph(ort, files.drivable({}), { ...settings, path: files.folder.graphPath });
}

async function tryGraph(
  ort: OrtLibrary,
  graph: DrivableGraph,
  { path, contextSize, ...settings }: SessionOptions & { path: string; contextSize: number },
): Promise<Pick<OpenedOnnxModel, "parts" | "abilities">> {
  const session = await createSession(ort, graph, settings);
  try {
    const parts = { ort, session, graph };
    return { parts, abilities: await checkAbilities(parts, { path, contextSize }) };
  } catch (error) {
    await session.release();
    throw error;
  }
}
