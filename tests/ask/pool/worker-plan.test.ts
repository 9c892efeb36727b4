import { expect, test } from "vitest";
import { planWorkers, type WorkersWanted } from "../../../src/ask/pool/worker-plan.ts";
import type { Gpu } from "../../../src/engines/engine.ts";

const gpu = (name: string, given: Partial<Gpu> = {}): Gpu => ({ name, freeBytes: 6000, isIntegrated: false, ...given });
const four = ["CUDA0", "CUDA1", "CUDA2", "CUDA3"].map((name) => gpu(name));
const auto = { backend: "auto", index: null } as const;

function plan(given: Partial<WorkersWanted>) {
  const cpu = { threads: 8, freeBytes: 1000, sharedBytes: 400 };
  return planWorkers({ most: undefined, perGpu: 1, device: auto, rows: 100, threads: 8, gpus: [], cpu, ...given });
}

test("on the CPU there is one worker unless more are asked for, and nothing to explain", () => {
  expect(plan({})).toEqual({ workers: [{ device: auto, threads: 8 }], why: undefined });
  expect(plan({ most: 1 }).why).toBeUndefined();
});

test("workers on the CPU share its threads and what is free beside the weights", () => {
  const worker = { device: auto, threads: 4, memoryBytes: 700 };
  expect(plan({ most: 2 })).toEqual({
    workers: [worker, worker],
    why: "2 workers: --max-num-workers 2, 4 threads each",
  });
});

test.each([
  [{ most: 4, threads: 2, areThreadsChosen: true }, 2, "2 of 4 workers: 2 threads in all (--threads), 1 thread each"],
  [{ most: 4, threads: 1 }, 4, "4 workers: --max-num-workers 4, 1 thread each"],
  [{ most: 4, rows: 3 }, 3, "3 of 4 workers: 3 rows, 2 threads each"],
  [{ most: 2, threads: 1, areThreadsChosen: true }, 1, "1 of 2 workers: 1 thread in all (--threads), 1 thread each"],
  [{ most: 2, rows: 0 }, 1, "1 of 2 workers: 0 rows, 8 threads each"],
  [{ most: 4, threads: 3, keepThreads: true }, 2, "2 of 4 workers: 8 threads in all, 3 threads each"],
  [{ most: 2, keepThreads: true }, 1, "1 of 2 workers: 8 threads in all, 8 threads each"],
])("no more workers than threads and rows: %j", (given, count, why) => {
  const planned = plan(given);
  expect([planned.workers.length, planned.why]).toEqual([count, why]);
});

const placesOf = ({ workers }: ReturnType<typeof plan>) =>
  workers.map(({ device }) => [device.index, device.count ?? 1]);

test("each GPU gets a worker that is pinned to it", () => {
  const planned = plan({ gpus: four });
  expect(placesOf(planned)).toEqual([0, 1, 2, 3].map((index) => [index, 1]));
  expect(planned.workers.every(({ memoryBytes, threads }) => memoryBytes === undefined && threads === 2)).toBe(true);
  expect(planned.why).toBe("4 workers: 4 GPUs, 2 threads each");
});

test("one GPU and nothing asked for is what it always was", () => {
  expect(plan({ gpus: [gpu("CUDA0")] })).toEqual({ workers: [{ device: auto, threads: 8 }], why: undefined });
});

test("fewer workers than GPUs take the first ones", () => {
  const planned = plan({ gpus: four, most: 2 });
  expect(placesOf(planned)).toEqual([
    [0, 1],
    [1, 1],
  ]);
  expect(planned.why).toBe("2 workers: --max-num-workers 2, 4 threads each");
});

test("workers on one GPU plan with equal parts of its memory, and are spread over all GPUs first", () => {
  const planned = plan({ gpus: four.slice(0, 2), perGpu: 2, most: 3 });
  expect(planned.workers.map(({ device, memoryBytes }) => [device.index, memoryBytes])).toEqual([
    [0, 3000],
    [1, undefined],
    [0, 3000],
  ]);
  expect(planned.why).toBe("3 workers: --max-num-workers 3, --max-workers-per-gpu 2, 2 threads each");
});

test("an instance on several GPUs gets neighbours, and as many workers as there are such groups", () => {
  const device = { backend: "cuda", index: null, count: 2 } as const;
  const planned = plan({ gpus: [...four, gpu("CUDA4")], device });
  expect(planned.workers.map((worker) => worker.device)).toEqual([
    { ...device, index: 0 },
    { ...device, index: 2 },
  ]);
  expect(planned.why).toBe("2 workers: 5 GPUs, 2 for each worker, 4 threads each");
});

test("a chosen GPU is the only one", () => {
  const device = { backend: "cuda", index: 2 } as const;
  expect(placesOf(plan({ gpus: four, device }))).toEqual([[2, 1]]);
  const shared = plan({ gpus: four, device, perGpu: 2 });
  expect(shared.workers.map((worker) => [worker.device.index, worker.memoryBytes])).toEqual([
    [2, 3000],
    [2, 3000],
  ]);
});

test("too few GPUs for an instance, or a number that is none: one worker, whose engine says so", () => {
  const device = { backend: "cuda", index: null, count: 3 } as const;
  expect(plan({ gpus: four.slice(0, 2), device }).workers).toEqual([{ device, threads: 8 }]);
  expect(placesOf(plan({ gpus: four, device: { backend: "cuda", index: 7 } }))).toEqual([[7, 1]]);
});

test("a GPU that is a part of the CPU gets no worker beside one that is not", () => {
  const integrated = gpu("Vulkan1", { isIntegrated: true });
  expect(plan({ gpus: [gpu("Vulkan0"), integrated] }).workers).toHaveLength(1);
  expect(plan({ gpus: [integrated] }).workers).toHaveLength(1);
});

test("an engine that finds its GPU by itself gets one worker", () => {
  expect(plan({ gpus: undefined })).toEqual({ workers: [{ device: auto, threads: 8 }], why: undefined });
  expect(plan({ gpus: undefined, most: 2 }).why).toBe("1 worker: this engine has one for the GPU that it finds");
});
