// Progress on standard error: one live bar per model on a terminal, a plain line every ten percent elsewhere. Driven by run
// events; between them a live bar is drawn again every second, so that the time that is left runs down.

import { styleText } from "node:util";
import { counted } from "../core/counted.ts";
import { duration } from "../core/duration.ts";
import { placed } from "../core/place.ts";
import { PlanningLine } from "../report/eval/planning-line.ts";
import { barLine, progressWords } from "../report/eval/progress-line.ts";
import type { RunEvent } from "../run/evaluation-run.ts";
import { RemainingTimeModel } from "../run/remaining-time.ts";
import { type Screen, type ScreenStream, screenOn } from "./screen.ts";

interface ModelProgress {
  model: string;
  rows: number;
  done: number;
  failed: number;
  reused: number;
  /** Of answered rows. */
  tokens: number;
  /** Of these, in rows with generated answers. */
  generatedRowTokens: number;
  /** Computed for generated answers, also for those that are not there yet. */
  workTokens: number;
  startedAt: number;
  /** Milliseconds since the epoch of the first answer's question: when the engine was open. */
  openedAt: number | undefined;
  time: RemainingTimeModel;
  /** Tenths of the rows already told in plain lines. */
  told: number;
}

const redrawMs = 100;
const tickMs = 1000;

export class Progress {
  readonly #screen: Screen;
  readonly #now: () => number;
  #current: ModelProgress | undefined;
  /** The last one told. */
  #failure: { model: string; reason: string } | undefined;
  #drawnAt = 0;
  #hasBar = false;
  /** A line about planning stands on the screen. */
  #isPlanning = false;
  readonly #planning: PlanningLine;
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: ScreenStream, now: () => number = Date.now) {
    this.#screen = screenOn(stream);
    this.#now = now;
    this.#planning = new PlanningLine(now);
  }

  readonly onEvent = (event: RunEvent): void => {
    switch (event.type) {
      case "stage":
        this.#line(event.text);
        break;
      case "note":
        this.#line(placed(event, event.text));
        break;
      case "warning":
        this.#line(`${styleText("yellow", "warning:", { stream: process.stderr })} ${placed(event, event.text)}`);
        break;
      case "planning":
        this.#plan(event);
        break;
      case "model-start":
        this.#current = {
          model: event.model,
          rows: event.rows,
          done: 0,
          failed: 0,
          reused: 0,
          tokens: 0,
          generatedRowTokens: 0,
          workTokens: 0,
          told: 0,
          startedAt: this.#now(),
          openedAt: undefined,
          time: new RemainingTimeModel(event.work, this.#now() / 1000),
        };
        this.#line(`${event.model}: ${counted(event.rows, "row")}`);
        if (this.#screen.isLive) this.#timer = setInterval(() => this.#redraw(), tickMs).unref();
        break;
      case "model-open":
        if (this.#current) this.#current.openedAt ??= this.#now();
        this.#current?.time.opened(this.#now() / 1000, event.info.parallelSequences);
        this.#line(
          `${event.model}: ${event.info.device}, context ${event.info.contextSize}, ${counted(event.info.parallelSequences, "sequence")}`,
        );
        break;
      case "generating":
        if (this.#current) this.#current.workTokens += event.read + event.written;
        this.#current?.time.generating(event, this.#now() / 1000);
        break;
      case "row":
        this.#count(event);
        break;
      case "task-failed":
        if (!event.isRefused) this.#fail(event);
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

  #plan(event: RunEvent & { type: "planning" }): void {
    if (!this.#screen.isLive) {
      const line = this.#planning.plain(event);
      if (line !== undefined) this.#line(line);
      return;
    }
    this.#screen.redraw(this.#planning.live(event, this.#room));
    this.#isPlanning = true;
  }

  /** A model that cannot be opened fails every dataset for one reason. */
  #fail({ model, dataset, reason, hint }: RunEvent & { type: "task-failed" }): void {
    const isSame = this.#failure?.model === model && this.#failure.reason === reason;
    this.#failure = { model, reason };
    const why = isSame ? "the same" : `${reason}${hint ? `\n        ${hint}` : ""}`;
    this.#line(`${styleText("red", "failed:", { stream: process.stderr })} ${placed({ model, dataset }, why)}`);
  }

  #count(event: RunEvent & { type: "row" }): void {
    const current = this.#current;
    if (current === undefined) return;
    current.done += 1;
    if (event.state === "failed") current.failed += 1;
    if (event.state === "reused") current.reused += 1;
    current.tokens += event.tokens;
    if (event.generated > 0) current.generatedRowTokens += event.tokens;
    current.time.settled(event, this.#now() / 1000);
    if (this.#screen.isLive) {
      if (this.#now() - this.#drawnAt >= redrawMs || current.done === current.rows) this.#draw(current);
      return;
    }
    const tenth = Math.floor((10 * current.done) / current.rows);
    if (tenth <= current.told) return;
    current.told = tenth;
    // Stored answers come at once, ten lines of them tell nothing.
    if (current.done === current.reused && current.done < current.rows) return;
    this.#screen.write(`${this.#describe(current)}\n`);
  }

  /** Before an engine is open there is nothing to tell. */
  #redraw(): void {
    if (this.#current?.openedAt !== undefined) this.#draw(this.#current);
  }

  #draw(current: ModelProgress): void {
    this.#drawnAt = this.#now();
    this.#screen.redraw(barLine(this.#describe(current), current.time.share(), this.#room));
    this.#hasBar = true;
  }

  get #room(): number {
    return (this.#screen.columns ?? 80) - 1;
  }

  #describe(current: ModelProgress): string {
    const seconds = Math.max(0.001, (this.#now() - (current.openedAt ?? current.startedAt)) / 1000);
    const tokens = current.tokens + Math.max(0, current.workTokens - current.generatedRowTokens);
    return progressWords({
      ...current,
      tokensPerSecond: tokens / seconds,
      left: current.time.remaining(this.#now() / 1000),
    });
  }

  #end(): void {
    const current = this.#current;
    this.#current = undefined;
    clearInterval(this.#timer);
    if (current === undefined) return;
    if (this.#screen.isLive) this.#draw(current);
    const seconds = (this.#now() - current.startedAt) / 1000;
    this.#line(`${current.model}: ${current.done} of ${counted(current.rows, "row")} in ${duration(seconds)}`);
  }

  /** Takes a live line that is done with away. */
  clear(): void {
    if (this.#isPlanning) this.#screen.redraw("");
    this.#isPlanning = false;
  }

  /** A line of its own, above the bar. */
  #line(text: string): void {
    if (this.#hasBar) this.#screen.write("\n");
    this.#hasBar = false;
    this.clear();
    this.#screen.write(`${text}\n`);
  }
}
