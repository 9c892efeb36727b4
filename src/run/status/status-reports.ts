// Reports of a run to its targets, beside the run: a target that fails or hangs is a warning and changes nothing else. Tasks
// that fail while a report is under way are told together in the next one.

import { setImmediate } from "node:timers/promises";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { OnRunEvent } from "../../job/events.ts";
import { redactText } from "../../store/workspace/redact.ts";
import type { ReportedEvent, ReportedFailure, RunFacts, StatusEvent, StatusTarget } from "./status-event.ts";

/** What is told of a run that came to an end of its own. */
interface Ended {
  failed: readonly ReportedFailure[];
  interrupted: boolean;
  /** `lacking`: without a score under the convention that was asked for. */
  summary: { files: { txt: string; csv: string; md: string }; lacking?: readonly ReportedFailure[] } | undefined;
}

export interface ReportedRun {
  targets: readonly StatusTarget[];
  facts: RunFacts;
  onEvent: OnRunEvent;
}

/** Runs and reports; ends when every report is delivered or given up. What the run throws is thrown again. */
export async function withStatusReports<Outcome extends Ended>(
  { targets, facts, onEvent }: ReportedRun,
  run: (onEvent: OnRunEvent) => Promise<Outcome>,
): Promise<Outcome> {
  if (targets.length === 0) return run(onEvent);
  const startedAt = Date.now();
  const deliveries = targets.map((target) => new Delivery(target, onEvent));
  const report = (event: ReportedEvent) => {
    for (const delivery of deliveries) delivery.add({ ...facts, time: new Date().toISOString(), ...event });
  };
  const end = async (how: Omit<ReportedEvent & { event: "end" }, "event" | "seconds">) => {
    report({ event: "end", seconds: (Date.now() - startedAt) / 1000, ...how });
    await Promise.all(deliveries.map((delivery) => delivery.done()));
  };
  report({ event: "start" });
  try {
    const outcome = await run((event) => {
      onEvent(event);
      if (event.type !== "task-failed") return;
      const { model, dataset, reason } = event;
      report({ event: "task-failed", failed: [{ model, dataset, reason: redactText(reason) }] });
    });
    const { interrupted, summary } = outcome;
    const failed = [...outcome.failed, ...(summary?.lacking ?? [])];
    const result = interrupted ? "interrupted" : failed.length > 0 ? "failed" : "ok";
    await end({ result, failed: failed.map(told), ...(summary && { summary: summary.files }) });
    return outcome;
  } catch (error) {
    // That a warning about this report cannot be stored is less than what the run broke down from.
    const result = error instanceof OcLocalError && error.code === "ABORTED" ? "interrupted" : "crash";
    await Promise.allSettled([end({ result, failed: [], error: redactText(errorMessage(error)) })]);
    throw error;
  }
}

function told({ model, dataset, reason, affected }: ReportedFailure): ReportedFailure {
  return { model, dataset, reason, ...(affected && { affected }) };
}

/** The reports to one target, one after the other. */
class Delivery {
  readonly #target: StatusTarget;
  readonly #onEvent: OnRunEvent;
  readonly #waiting: StatusEvent[] = [];
  #going: Promise<void> | undefined;
  #broken: { error: unknown } | undefined;

  constructor(target: StatusTarget, onEvent: OnRunEvent) {
    this.#target = target;
    this.#onEvent = onEvent;
  }

  add(event: StatusEvent): void {
    const last = this.#waiting.at(-1);
    if (event.event === "task-failed" && last?.event === "task-failed")
      this.#waiting.splice(-1, 1, { ...event, failed: [...last.failed, ...event.failed] });
    else this.#waiting.push(event);
    this.#going ??= this.#send().catch((error: unknown) => {
      this.#broken = { error };
    });
  }

  /** @throws OcLocalError STORAGE when a warning could not be logged. */
  async done(): Promise<void> {
    const note = () => this.#onEvent({ type: "note", text: `waiting for ${this.#target.name}` });
    const waiting = setTimeout(note, silentMs);
    await this.#going;
    clearTimeout(waiting);
    if (this.#broken !== undefined) throw this.#broken.error;
  }

  async #send(): Promise<void> {
    // Tasks that fail of one cause fail in one turn.
    await setImmediate();
    for (let event = this.#waiting.shift(); event !== undefined; event = this.#waiting.shift()) {
      try {
        await this.#target.send(event);
      } catch (error) {
        const text = `${this.#target.name}, told of ${toldAs[event.event]}, ${errorMessage(error)}`;
        this.#onEvent({ type: "warning", text });
      }
    }
    this.#going = undefined;
  }
}

/** At the end of a run a wait that is longer is told. */
const silentMs = 3000;

const toldAs = { start: "the start", "task-failed": "failed tasks", end: "the end" } as const;
