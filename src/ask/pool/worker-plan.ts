// How many workers a model gets, where each of them computes, with how many threads and how much memory, and why.

import { counted } from "../../core/counted.ts";
import type { DeviceChoice, Gpu } from "../../engines/engine.ts";

export interface WorkersWanted {
  /** Most workers. Absent: one for each GPU, or one on the CPU. */
  most: number | undefined;
  perGpu: number;
  /** What the user chose. */
  device: DeviceChoice;
  /** Rows of all tasks: a worker without one would load a model for nothing. */
  rows: number;
  /** CPU threads of one worker alone; of all workers together where somebody chose their number. */
  threads: number;
  /** @default false: a small model uses fewer than there are, which leaves some for others */
  areThreadsChosen?: boolean;
  /** Each worker has all of them. @default false */
  keepThreads?: boolean;
  /** GPUs that the device may mean; none: the CPU computes. Undefined: the engine finds one by itself. */
  gpus: readonly Gpu[] | undefined;
  cpu: {
    threads: number;
    freeBytes: number;
    /** What workers share: mapped weights. */
    sharedBytes: number;
  };
}

export interface WorkerPlace {
  device: DeviceChoice;
  threads: number;
  /** What its engine may plan with, where it shares its device with others. */
  memoryBytes?: number;
}

export interface WorkerPlan {
  workers: WorkerPlace[];
  /** Why so many workers, where it is not obvious. */
  why: string | undefined;
}

export function planWorkers(wanted: WorkersWanted): WorkerPlan {
  const { gpus, device, threads, most, perGpu } = wanted;
  if (gpus === undefined) {
    const isMoreAsked = perGpu > 1 || (most ?? 1) > 1;
    const why = isMoreAsked ? "1 worker: this engine has one for the GPU that it finds" : undefined;
    return { workers: [{ device, threads }], why };
  }
  return gpus.length === 0 ? onCpu(wanted) : onGpus({ ...wanted, gpus });
}

function onCpu(wanted: WorkersWanted): WorkerPlan {
  const { most = 1, rows, threads, areThreadsChosen = false, keepThreads = false, device, cpu } = wanted;
  const isLimited = areThreadsChosen && !keepThreads;
  const divided = isLimited ? threads : cpu.threads;
  const room = keepThreads ? Math.floor(cpu.threads / threads) : divided;
  const count = Math.max(1, Math.min(most, rows, room));
  const each = keepThreads ? threads : Math.min(threads, share(divided, count));
  const places = `${counted(divided, "thread")} in all${isLimited ? " (--threads)" : ""}`;
  const limit = count === most ? `--max-num-workers ${most}` : rows < room ? counted(rows, "row") : places;
  const shared = Math.min(cpu.sharedBytes, cpu.freeBytes);
  const memory = count > 1 && { memoryBytes: Math.floor(shared + (cpu.freeBytes - shared) / count) };
  return {
    workers: Array.from({ length: count }, () => ({ device, threads: each, ...memory })),
    why: most === 1 ? undefined : sentence({ count, most, reasons: [limit, `${counted(each, "thread")} each`] }),
  };
}

function onGpus(wanted: WorkersWanted & { gpus: readonly Gpu[] }): WorkerPlan {
  const { most, perGpu, rows, threads, keepThreads, device, gpus } = wanted;
  const size = device.count ?? 1;
  const groups = device.index === null ? groupsOf(gpus, size) : [gpus.slice(device.index, device.index + size)];
  const places = Math.max(1, groups.length * perGpu);
  const count = Math.max(1, Math.min(most ?? places, places, rows));
  const each = keepThreads ? threads : share(threads, count);
  const workers = Array.from({ length: count }, (_, worker) => {
    const place = { device, threads: each };
    // Too few GPUs for one instance, or no such GPU: the engine says it when it is opened.
    if (groups.length === 0 || places === 1) return place;
    const at = worker % groups.length;
    const group = groups[at] as Gpu[];
    const sharing = Math.floor((count - 1 - at) / groups.length) + 1;
    const freeBytes = group.reduce((sum, gpu) => sum + gpu.freeBytes, 0);
    return {
      ...place,
      device: { ...device, index: group[0] === undefined ? device.index : gpus.indexOf(group[0]) },
      ...(sharing > 1 && { memoryBytes: Math.floor(freeBytes / sharing) }),
    };
  });
  const found = `${counted(gpus.length, "GPU")}${size > 1 ? `, ${size} for each worker` : ""}`;
  const limit = count === most ? `--max-num-workers ${most}` : count === places ? found : counted(rows, "row");
  const reasons = [
    limit,
    ...(perGpu > 1 ? [`--max-workers-per-gpu ${perGpu}`] : []),
    `${counted(each, "thread")} each`,
  ];
  const isObvious = most === 1 || (most === undefined && places === 1);
  return { workers, why: isObvious ? undefined : sentence({ count, most, reasons }) };
}

/** Neighbours, as the engine takes them. A GPU that is a part of the CPU gets a worker only where there is no other. */
function groupsOf(gpus: readonly Gpu[], size: number): Gpu[][] {
  const own = gpus.filter(({ isIntegrated }) => !isIntegrated);
  const usable = own.length > 0 ? own : gpus;
  return Array.from({ length: Math.floor(usable.length / size) }, (_, i) => usable.slice(i * size, (i + 1) * size));
}

/** "1 of 4 workers: 1 row, 2 threads each" */
function sentence({ count, most, reasons }: { count: number; most: number | undefined; reasons: string[] }): string {
  const of = most !== undefined && most > count ? ` of ${most}` : "";
  return `${count}${of} ${count === 1 && of === "" ? "worker" : "workers"}: ${reasons.join(", ")}`;
}

function share(threads: number, workers: number): number {
  return Math.max(1, Math.floor(threads / workers));
}
