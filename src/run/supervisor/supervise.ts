// Runs a model's job in a process of its own and outlives it. A death costs the requests in flight: the process is started
// again with what is not answered. Rows that were in flight at every one of several deaths in a row are asked one at a time;
// the row in flight when the process dies then is the one that kills it, is recorded as failed, and the run goes on.

import { OcLocalError } from "../../core/errors.ts";
import type { WorkerMessage } from "../infer/messages.ts";
import type { Death } from "./death.ts";
import type { SentJob } from "./host-messages.ts";
import { type HostEnd, type HostOptions, runInHost } from "./host-process.ts";
import { type AskedRow, RowLedger } from "./row-ledger.ts";

export interface SuperviseOptions extends Pick<HostOptions, "signal" | "stuckAfterSeconds" | "onOutput" | "onMessage"> {
  /** Restarts before the rows that were in flight at every death are asked one at a time. */
  retry: number;
  /** A row that kills the process, to be recorded as failed. */
  onPoisonedRow(row: AskedRow, reason: string): void;
  /** For the screen and the log. */
  onWarning(text: string): void;
}

/** Rows that die alone one after the other, with no answer between, before it is the model that is given up. */
const mostLoneDeaths = 5;

/**
 * Ends when every worker has ended, or when the run was stopped.
 * @throws OcLocalError ENGINE when the process dies again and again and no row is to blame.
 */
export async function superviseModel(job: SentJob, options: SuperviseOptions): Promise<void> {
  await new Supervision(job, options).run();
}

class Supervision {
  readonly #ledger: RowLedger;
  readonly #options: SuperviseOptions;
  #isFirst = true;

  constructor(job: SentJob, options: SuperviseOptions) {
    this.#ledger = new RowLedger(job);
    this.#options = options;
  }

  async run(): Promise<void> {
    const { retry, onWarning } = this.#options;
    let suspects = new Map<string, AskedRow>();
    let deaths = 0;
    for (let job = this.#ledger.remaining(); job !== undefined; job = this.#ledger.remaining()) {
      const death = await this.#host(job);
      if (death === undefined || this.#isStopped) return;
      const inFlight = this.#ledger.takeInFlight();
      const common = deaths === 0 ? inFlight : commonRows(suspects, inFlight);
      // No row was there at all these deaths: they have nothing to do with each other.
      const isUnrelated = common.size === 0 && inFlight.size > 0;
      suspects = isUnrelated ? inFlight : common;
      deaths = isUnrelated ? 1 : deaths + 1;
      const what = `${describe(death)}, with ${rowCount(inFlight.size)} in flight`;
      if (deaths <= retry) {
        onWarning(`${what}; starting it again (${deaths} of ${retry})${tailOf(death)}`);
      } else if (suspects.size === 0) {
        throw givenUp(death, `${deaths} times, and no row was in flight each time`);
      } else {
        onWarning(`${what}; asking ${rowCount(suspects.size)} one at a time${tailOf(death)}`);
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
      const job = this.#ledger.alone(suspects.values());
      if (job === undefined) return;
      const before = this.#openRows(suspects);
      const death = await this.#host(job);
      if (death === undefined || this.#isStopped) return;
      // Rows before the last one were answered, and their answers were lost with the process: they are asked again.
      const culprit = [...this.#ledger.takeInFlight().values()].at(-1);
      if (culprit === undefined) {
        deathsWithoutRow += 1;
        if (deathsWithoutRow > this.#options.retry)
          throw givenUp(death, `${deathsWithoutRow} times before a row was asked`);
        continue;
      }
      loneDeaths = this.#openRows(suspects) < before ? 1 : loneDeaths + 1;
      if (loneDeaths > mostLoneDeaths) throw givenUp(death, `at each of ${loneDeaths} rows asked alone`);
      this.#ledger.settle(culprit.dataset, culprit.row);
      this.#options.onPoisonedRow(culprit, `${describe(death)} while this row was asked alone${lastLineOf(death)}`);
    }
  }

  async #host(job: SentJob): Promise<HostEnd> {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const { onMessage, ...options } = this.#options;
    return runInHost(job, {
      ...options,
      onAsked: (dataset, row) => this.#ledger.ask(dataset, row),
      onMessage: (message) => {
        if (isFirst || !isGreeting(message)) if (this.#ledger.take(message)) onMessage(message);
      },
    });
  }

  #openRows(rows: ReadonlyMap<string, AskedRow>): number {
    return [...rows.values()].filter(({ dataset, row }) => !this.#ledger.isSettled(dataset, row)).length;
  }

  get #isStopped(): boolean {
    return this.#options.signal.aborted;
  }
}

/** Told once: a restarted process opens the same engine. */
function isGreeting({ type }: WorkerMessage): boolean {
  return type === "opened" || type === "note" || type === "notice";
}

function commonRows(a: ReadonlyMap<string, AskedRow>, b: ReadonlyMap<string, AskedRow>): Map<string, AskedRow> {
  return new Map([...a].filter(([key]) => b.has(key)));
}

function describe({ how }: Death): string {
  return `the inference process ${how}`;
}

function rowCount(rows: number): string {
  return rows === 1 ? "1 row" : `${rows} rows`;
}

/** On lines of their own below a warning. */
function tailOf({ tail }: Death): string {
  return tail
    .slice(-5)
    .map((line) => `\n        | ${line}`)
    .join("");
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
