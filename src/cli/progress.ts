// Progress on standard error: one live bar per model on a terminal, a plain line every ten percent elsewhere. Driven by run
// events only.

import { styleText } from "node:util";
import { duration } from "../core/duration.ts";
import { RemainingTimeModel } from "../run/estimate/remaining-time.ts";
import type { RunEvent } from "../run/events.ts";

export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

interface ModelProgress {
  model: string;
  rows: number;
  done: number;
  failed: number;
  reused: number;
  tokens: number;
  startedAt: number;
  /** Milliseconds since the epoch of the first answer's question: when the engine was open. */
  openedAt: number | undefined;
  time: RemainingTimeModel;
  /** Tenths of the rows already told in plain lines. */
  told: number;
}

const redrawMs = 100;

export class Progress {
  readonly #stream: ProgressStream;
  readonly #isLive: boolean;
  readonly #now: () => number;
  #current: ModelProgress | undefined;
  /** The last one told. */
  #failure: { model: string; reason: string } | undefined;
  #drawnAt = 0;
  #hasBar = false;

  constructor(stream: ProgressStream, now: () => number = Date.now) {
    this.#stream = stream;
    this.#isLive = stream.isTTY === true;
    this.#now = now;
  }

  readonly onEvent = (event: RunEvent): void => {
    switch (event.type) {
      case "stage":
        this.#line(event.text);
        break;
      case "note":
        this.#line(event.text);
        break;
      case "warning":
        this.#line(`${styleText("yellow", "warning:", { stream: process.stderr })} ${event.text}`);
        break;
      case "model-start":
        this.#current = {
          model: event.model,
          rows: event.rows,
          done: 0,
          failed: 0,
          reused: 0,
          tokens: 0,
          told: 0,
          startedAt: this.#now(),
          openedAt: undefined,
          time: new RemainingTimeModel(event.work, this.#now() / 1000),
        };
        this.#line(`${event.model}: ${event.rows} rows`);
        break;
      case "model-open":
        if (this.#current) this.#current.openedAt ??= this.#now();
        this.#current?.time.opened(this.#now() / 1000);
        this.#line(
          `${event.model}: ${event.info.device}, context ${event.info.contextSize}, ${event.info.parallelSequences} ${event.info.parallelSequences === 1 ? "sequence" : "sequences"}`,
        );
        break;
      case "row":
        this.#count(event);
        break;
      case "task-failed":
        this.#fail(event);
        break;
      case "model-end":
        this.#end();
        break;
      case "task-start":
      case "task-progress":
      case "task-end":
        // The logs tell of single tasks.
        break;
      case "alarm":
        // Told below the table, where those of one kind share a line.
        break;
    }
  };

  /** A model that cannot be opened fails every dataset for one reason. */
  #fail({ model, dataset, reason, hint }: RunEvent & { type: "task-failed" }): void {
    const isSame = this.#failure?.model === model && this.#failure.reason === reason;
    this.#failure = { model, reason };
    const why = isSame ? "the same" : `${reason}${hint ? `\n        ${hint}` : ""}`;
    this.#line(`${styleText("red", "failed:", { stream: process.stderr })} ${model} / ${dataset}: ${why}`);
  }

  #count(event: RunEvent & { type: "row" }): void {
    const current = this.#current;
    if (current === undefined) return;
    current.done += 1;
    if (event.state === "failed") current.failed += 1;
    if (event.state === "reused") current.reused += 1;
    current.tokens += event.tokens;
    current.time.settled(event, this.#now() / 1000);
    if (this.#isLive) {
      if (this.#now() - this.#drawnAt >= redrawMs || current.done === current.rows) this.#draw(current);
      return;
    }
    const tenth = Math.floor((10 * current.done) / current.rows);
    if (tenth <= current.told) return;
    current.told = tenth;
    this.#stream.write(`${this.#describe(current)}\n`);
  }

  #draw(current: ModelProgress): void {
    this.#drawnAt = this.#now();
    const width = 20;
    const filled = Math.floor(width * current.time.share());
    const bar = `[${"#".repeat(filled)}${".".repeat(width - filled)}]`;
    const text = `${bar} ${this.#describe(current)}`;
    this.#stream.write(`\r\x1b[2K${text.slice(0, (this.#stream.columns ?? 80) - 1)}`);
    this.#hasBar = true;
  }

  #describe(current: ModelProgress): string {
    const seconds = Math.max(0.001, (this.#now() - (current.openedAt ?? current.startedAt)) / 1000);
    const left = current.time.remaining(this.#now() / 1000);
    const eta = left === null ? "" : `, ${left.isWhole ? "" : "at least "}${duration(left.seconds)} left`;
    const failed = current.failed > 0 ? `, ${current.failed} failed` : "";
    const reused = current.reused > 0 ? `, ${current.reused} reused` : "";
    const rate = current.tokens > 0 ? `, ${Math.round(current.tokens / seconds)} tokens/s` : "";
    return `${current.model}: ${current.done}/${current.rows}${failed}${reused}${rate}${eta}`;
  }

  #end(): void {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return;
    if (this.#isLive) this.#draw(current);
    const seconds = (this.#now() - current.startedAt) / 1000;
    this.#line(`${current.model}: ${current.done} of ${current.rows} rows in ${duration(seconds)}`);
  }

  /** A line of its own, above the bar. */
  #line(text: string): void {
    if (this.#hasBar) this.#stream.write("\n");
    this.#hasBar = false;
    this.#stream.write(`${text}\n`);
  }
}
