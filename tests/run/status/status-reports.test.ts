import { expect, test } from "vitest";
import { OcLocalError } from "../../../src/core/errors.ts";
import type { OnRunEvent, RunEvent } from "../../../src/job/events.ts";
import type { StatusEvent, StatusTarget } from "../../../src/run/status/status-event.ts";
import { withStatusReports } from "../../../src/run/status/status-reports.ts";
import { errorOf } from "../error-of.ts";
import { statusEvent } from "./targets.ts";

const { event: _event, time: _time, ...facts } = statusEvent({ event: "start" }) as StatusEvent & { event: "start" };
const ended = { failed: [], interrupted: false, summary: undefined };
const failure = (dataset: string) => ({ type: "task-failed", model: "tiny", dataset, reason: "no room" }) as const;

/** Reports of a run to a target that takes what `send` does; `events` is what the run's listener hears. */
async function reported(
  run: (
    onEvent: OnRunEvent,
  ) => Promise<typeof ended | { failed: ReturnType<typeof failure>[]; interrupted: boolean; summary: undefined }>,
  send: (event: StatusEvent) => Promise<void> = async () => {},
) {
  const told: StatusEvent[] = [];
  const events: RunEvent[] = [];
  const target: StatusTarget = {
    name: "the hook",
    send: (event) => {
      told.push(event);
      return send(event);
    },
  };
  const running = { targets: [target], facts, onEvent: (event: RunEvent) => void events.push(event) };
  const outcome = await withStatusReports(running, run).catch((error: unknown) => ({ error }));
  return { told, events, outcome };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

test("the start and the end of a run are reported, with the result", async () => {
  const results = {
    ok: ended,
    interrupted: { ...ended, interrupted: true },
    failed: { ...ended, failed: [failure("d")] },
  };
  for (const [result, outcome] of Object.entries(results)) {
    const { told } = await reported(async () => outcome);
    expect(told.map(({ event }) => event)).toEqual(["start", "end"]);
    expect(told[0]).toMatchObject(facts);
    expect(told[1]).toMatchObject({ ...facts, result });
  }
});

test("tasks that fail at once, or while a report is under way, are told together", async () => {
  let endReport = () => {};
  const report = new Promise<void>((resolve) => {
    endReport = resolve;
  });
  const { told, events } = await reported(
    async (onEvent) => {
      await turn();
      for (const dataset of ["a", "b"]) onEvent(failure(dataset));
      await turn(); // under way
      for (const dataset of ["c", "d"]) {
        onEvent(failure(dataset));
        await turn();
      }
      endReport();
      return { ...ended, failed: ["a", "b", "c", "d"].map(failure) };
    },
    ({ event }) => (event === "task-failed" ? report : Promise.resolve()),
  );
  const failed = told.flatMap((event) => (event.event === "start" ? [] : [event.failed.map(({ dataset }) => dataset)]));
  expect(failed).toEqual([
    ["a", "b"],
    ["c", "d"],
    ["a", "b", "c", "d"],
  ]);
  expect(events).toHaveLength(4);
});

test("a run that breaks down is reported as that, and its error is the run's", async () => {
  const error = new OcLocalError("STORAGE", "cannot write https://u:hunter2@disk");
  const { told, outcome } = await reported(() => Promise.reject(error));
  expect(told.at(-1)).toMatchObject({ event: "end", result: "crash", error: "cannot write https://***@disk" });
  expect(outcome).toEqual({ error });
});

test("a target that fails is a warning for each report, and the run ends as it would", async () => {
  const { events, outcome } = await reported(
    async () => ended,
    () => Promise.reject(new OcLocalError("HOOK", "ended with 3")),
  );
  expect(outcome).toEqual(ended);
  expect(events).toEqual([
    { type: "warning", text: "the hook, told of the start, ended with 3" },
    { type: "warning", text: "the hook, told of the end, ended with 3" },
  ]);
});

test("a slow target does not hold up the run, and its end waits for the last report", async () => {
  let delivered = 0;
  let atEnd = -1;
  await reported(
    async () => {
      atEnd = delivered;
      return ended;
    },
    async () => {
      await turn();
      delivered += 1;
    },
  );
  expect([atEnd, delivered]).toEqual([0, 2]);
});

test("a warning that cannot be logged breaks the run, but not instead of what it broke down from", async () => {
  const full = () => {
    throw new OcLocalError("STORAGE", "no space for the log");
  };
  const target: StatusTarget = { name: "the hook", send: () => Promise.reject(new Error("no")) };
  const running = { targets: [target], facts, onEvent: full };
  expect((await errorOf(() => withStatusReports(running, async () => ended))).message).toBe("no space for the log");
  const broken = () => Promise.reject(new OcLocalError("ENGINE", "gone"));
  expect((await errorOf(() => withStatusReports(running, broken))).message).toBe("gone");
});

test("without a target nothing is wrapped", async () => {
  const onEvent = () => {};
  const run = (given: OnRunEvent) => Promise.resolve({ ...ended, same: given === onEvent });
  expect(await withStatusReports({ targets: [], facts, onEvent }, run)).toMatchObject({ same: true });
});

test("a stop that ends the run with an error is no crash", async () => {
  const { told } = await reported(async () => {
    throw new OcLocalError("ABORTED", "stopped while waiting for the jobs of the cluster to end");
  });
  expect(told.at(-1)).toMatchObject({ event: "end", result: "interrupted" });
});
