// Runs a model's job in a process of its own and outlives it. A death costs the requests in flight: the process is started
// again with what is not answered. Rows that were in flight at every one of several deaths in a row are asked one at a time;
// the row in flight when the process dies then is the one that kills it, is recorded as failed, and the run goes on.

import type { Death } from "../../apart/death.ts";
import { linesBelow } from "../../apart/output-tail.ts";
import { counted } from "../../core/counted.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { RunSettings } from "../../job/invocation.ts";
import { failedRecord } from "../infer/infer-tasks.ts";
import type { ModelJob } from "../infer/messages.ts";
import type { AskedRow, RowBook } from "../row-book.ts";
import type { Asking, AskMessage, AskModel } from "../row-sink.ts";
import { type HostEnd, type HostOptions, runInHost } from "./host-process.ts";

export type SuperviseOptions = Pick<RunSettings, "retry" | "stuckAfterSeconds"> & Pick<HostOptions, "onOutput">;

/** Rows that die alone one after the other, with no answer between, before it is the model that is given up. */
const mostLoneDeaths = 5;

/** It throws OcLocalError ENGINE when the process dies again and again and no row is to blame. */
export function supervised(options: SuperviseOptions): AskModel {
  return (job, asking) => new Supervision(job, { ...asking, ...options }).run();
}

class Supervision {
  readonly #job: ModelJob;
  readonly #options: SuperviseOptions & Asking;
  readonly #book: RowBook;
  #isFirst = true;

  constructor(job: ModelJob, options: SuperviseOptions & Asking) {
    this.#job = job;
    this.#options = options;
    this.#book = options.sink.book;
  }

  async run(): Promise<void> {
    const { retry } = this.#options;
    let suspects = new Map<string, AskedRow>();
    let deaths = 0;
    for (let tasks = this.#open(); tasks.length > 0; tasks = this.#open()) {
      const death = await this.#host({ tasks });
      if (death === undefined || this.#isStopped) return;
      const inFlight = this.#book.takeInFlight();
      const common = deaths === 0 ? inFlight : commonRows(suspects, inFlight);
      // No row was there at all these deaths: they have nothing to do with each other.
      const isUnrelated = common.size === 0 && inFlight.size > 0;
      suspects = isUnrelated ? inFlight : common;
      deaths = isUnrelated ? 1 : deaths + 1;
      const what = `${describe(death)}, with ${counted(inFlight.size, "row")} in flight`;
      if (deaths <= retry) {
        this.#warn(`${what}; starting it again (${deaths} of ${retry})${linesBelow(death.tail.slice(-5))}`);
      } else if (suspects.size === 0) {
        throw givenUp(death, `${deaths} times, and no row was in flight each time`);
      } else {
        this.#warn(`${what}; asking ${counted(suspects.size, "row")} one at a time${linesBelow(death.tail.slice(-5))}`);
        await this.#askAlone(suspects);
        deaths = 0;
      }
      if (this.#isStopped) return;
    }
  }

  /** Afterwards each of the rows is settled, or the run was stopped. */
  async #askAlone(suspects: ReadonlyMap<string, AskedRow>): Promise<void> {
    let deathsWithoutRow = 0;
    let loneDeaths = 0;
    for (;;) {
      const tasks = this.#open(suspects);
      if (tasks.length === 0) return;
      const before = this.#openRows(suspects);
      const death = await this.#host({ tasks, isRowByRow: true });
      if (death === undefined || this.#isStopped) return;
      // Rows before the last one were answered, and their answers were lost with the process: they are asked again.
      const culprit = [...this.#book.takeInFlight().values()].at(-1);
      if (culprit === undefined) {
        deathsWithoutRow += 1;
        if (deathsWithoutRow > this.#options.retry)
          throw givenUp(death, `${deathsWithoutRow} times before a row was asked`);
        continue;
      }
      loneDeaths = this.#openRows(suspects) < before ? 1 : loneDeaths + 1;
      if (loneDeaths > mostLoneDeaths) throw givenUp(death, `at each of ${loneDeaths} rows asked alone`);
      this.#fail(culprit, `${describe(death)} while this row was asked alone${lastLineOf(death)}`);
    }
  }

  async #host(part: Pick<ModelJob, "tasks" | "isRowByRow">): Promise<HostEnd> {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const job = { ...this.#job, ...part };
    return runInHost(job, {
      ...this.#options,
      onAsked: (dataset, row) => this.#book.ask(dataset, row),
      onMessage: (message) => {
        if (isFirst || !isGreeting(message)) this.#options.sink.take(message);
      },
    });
  }

  #open(among?: ReadonlyMap<string, AskedRow>): ModelJob["tasks"] {
    return this.#book.openTasks(this.#job.tasks, among);
  }

  #openRows(rows: ReadonlyMap<string, AskedRow>): number {
    return [...rows.values()].filter(({ dataset, row }) => this.#book.isOpen(dataset, row)).length;
  }

  #fail({ dataset, row }: AskedRow, failed: string): void {
    const { sink, gold } = this.#options;
    sink.take({ type: "row", dataset, record: failedRecord({ row, gold: gold({ dataset, row }), failed }) });
  }

  #warn(text: string): void {
    this.#options.sink.take({ type: "warning", text });
  }

  get #isStopped(): boolean {
    return this.#options.signal.aborted;
  }
}

/** Told once: a restarted process opens the same engine. */
function isGreeting({ type }: AskMessage): boolean {
  return type === "opened" || type === "note" || type === "notice";
}

function commonRows(a: ReadonlyMap<string, AskedRow>, b: ReadonlyMap<string, AskedRow>): Map<string, AskedRow> {
  return new Map([...a].filter(([key]) => b.has(key)));
}

function describe({ how }: Death): string {
  return `the inference process ${how}`;
}

function lastLineOf({ tail }: Death): string {
  const last = tail.at(-1);
  return last === undefined ? "" : `: ${last}`;
}

function givenUp(death: Death, when: string): OcLocalError {
  return new OcLocalError("ENGINE", `${describe(death)} ${when}: given up${lastLineOf(death)}`, {
    hint: "--debug runs inference in this process, with all that it prints on screen",
  });
}
