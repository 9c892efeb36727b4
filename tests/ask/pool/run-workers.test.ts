// The workers here are scripts at the far end of a real port: what the pool makes of what they say.

import { once } from "node:events";
import type { MessagePort } from "node:worker_threads";
import { expect, test } from "vitest";
import { failedRecord } from "../../../src/ask/infer/infer-tasks.ts";
import type {
  InferJob,
  MainMessage,
  ModelJob,
  OpenTask,
  PoolMessage,
  Task,
  WorkerMessage,
} from "../../../src/ask/infer/messages.ts";
import { runWorkers } from "../../../src/ask/pool/run-workers.ts";
import { RowBook } from "../../../src/ask/row-book.ts";
import type { AskMessage } from "../../../src/ask/row-sink.ts";
import { noKeys } from "../../../src/store/journal/stored-keys.ts";
import { invocationOf } from "../../run/invocation.ts";

const device = { backend: "cpu", index: null } as const;

function jobOf(...datasets: [dataset: string, rows: number][]): ModelJob {
  const tasks = datasets.map(([dataset, to]): OpenTask => {
    const cost = { prefix: 0, row: 1000 };
    return { dataset, from: 0, to, done: noKeys(), kind: "generate", cost };
  });
  const workers = {
    most: undefined,
    perGpu: 1,
    engine: "scripted",
    device,
    sharedBytes: 0,
    areThreadsChosen: false,
    keepThreads: false,
  };
  const sizes = { contextSize: 8, parallelSequences: 1, threads: 1 };
  return { invocation: invocationOf("/here"), model: "m", tasks, workers, ...sizes };
}

/** What a scripted worker can do. */
class Script {
  readonly #port: MessagePort;
  stopped = false;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  say(message: WorkerMessage | PoolMessage): void {
    this.#port.postMessage(message);
  }

  async next(): Promise<Task[]> {
    this.say({ type: "next", kind: "generate" });
    for (;;) {
      const [message] = (await once(this.#port, "message")) as [MainMessage];
      if (message.type === "dealt") return message.tasks;
      this.stopped = true;
    }
  }

  answer(tasks: readonly Task[]): void {
    for (const { dataset, from, to } of tasks)
      for (let row = from; row < to; row++)
        this.say({ type: "row", dataset, record: failedRecord({ row, gold: null, failed: "" }) });
  }

  async answerAll(): Promise<void> {
    for (let tasks = await this.next(); tasks.length > 0 && !this.stopped; tasks = await this.next())
      this.answer(tasks);
  }
}

/** Runs one script per worker. @returns What was told. */
async function run(job: ModelJob, scripts: ((script: Script) => Promise<void>)[], onRow = () => {}) {
  const told: AskMessage[] = [];
  const book = new RowBook(job.tasks);
  const ended: number[] = [];
  const left = [...scripts];
  await runWorkers(
    job,
    scripts.map(() => ({ device, threads: 1 })),
    {
      start: async ({ port }: InferJob) => {
        await (left.shift() as (typeof scripts)[number])(new Script(port)).finally(() => port.close());
      },
      signal: new AbortController().signal,
      sink: {
        book,
        take: (message) => {
          if (book.note(message)) told.push(message);
          if (message.type === "row") onRow();
        },
      },
      onWorkerEnd: (worker) => ended.push(worker),
    },
  );
  const rows = told.flatMap((message) => (message.type === "row" ? [`${message.dataset} ${message.record.row}`] : []));
  const failed = told.flatMap((message) =>
    message.type === "task-failed" ? [`${message.dataset}: ${message.reason} (${message.hint})`] : [],
  );
  return { rows, failed, ended, told };
}

const brokenDown = { type: "worker-failed", failure: { reason: "broke", hint: "mend it", stack: undefined } } as const;

test("two workers answer every row once", async () => {
  const { rows, failed, ended } = await run(jobOf(["a", 30], ["b", 7]), [
    (script) => script.answerAll(),
    (script) => script.answerAll(),
  ]);
  expect(new Set(rows).size).toBe(37);
  expect(rows).toHaveLength(37);
  expect(failed).toEqual([]);
  expect(ended.sort()).toEqual([0, 1]);
});

test("a worker that breaks down before it is dealt anything costs nothing but is told", async () => {
  const { rows, failed, told } = await run(jobOf(["a", 9]), [
    async (script) => script.say(brokenDown),
    (script) => script.answerAll(),
  ]);
  expect(rows).toHaveLength(9);
  expect(failed).toEqual([]);
  expect(told).toContainEqual({ type: "notice", text: "worker 1 has ended: broke" });
});

test("rows that a broken worker was dealt and did not answer fail their dataset; the others are answered", async () => {
  const { rows, failed } = await run(jobOf(["a", 16], ["b", 16]), [
    async (script) => {
      await script.next();
      script.say(brokenDown);
    },
    (script) => script.answerAll(),
  ]);
  expect(failed).toEqual(["a: broke (mend it)"]);
  expect(rows.filter((row) => row.startsWith("b"))).toHaveLength(16);
});

test("when the last worker breaks down, what nobody was dealt fails with its reason", async () => {
  const { failed } = await run(jobOf(["a", 4], ["b", 4]), [async (script) => script.say(brokenDown)]);
  expect(failed).toEqual(["a: broke (mend it)", "b: broke (mend it)"]);
});

test("a thread that dies is a worker that breaks down", async () => {
  const died = async () => {
    throw new Error("out of memory");
  };
  const { rows, failed } = await run(jobOf(["a", 8]), [died, (script) => script.answerAll()]);
  expect([rows.length, failed]).toEqual([8, []]);
  expect((await run(jobOf(["a", 8]), [died])).failed).toEqual(["a: out of memory (undefined)"]);
});

test("a dataset that cannot be opened fails once, and the others are answered", async () => {
  const { rows, failed } = await run(jobOf(["broken", 40], ["a", 3]), [
    async (script) => {
      await script.next();
      script.say({ type: "task-failed", dataset: "broken", reason: "no file", hint: undefined, stack: undefined });
      await script.answerAll();
    },
    (script) => script.answerAll(),
  ]);
  expect(rows.filter((row) => row.startsWith("a"))).toHaveLength(3);
  expect(failed).toEqual(["broken: no file (undefined)"]);
});

test("when a row cannot be stored every worker is asked to stop, and has ended before that is told", async () => {
  const stopped: boolean[] = [];
  const untilStopped = async (script: Script) => {
    await script.answerAll();
    stopped.push(script.stopped);
  };
  const full = () => {
    throw new Error("disk full");
  };
  await expect(run(jobOf(["a", 400], ["b", 400]), [untilStopped, untilStopped], full)).rejects.toThrow("disk full");
  expect(stopped).toEqual([true, true]);
});
