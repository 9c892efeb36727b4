import { expect, test, vi } from "vitest";
import { Progress } from "../../src/cli/progress.ts";
import type { EngineInfo } from "../../src/engines/engine.ts";
import type { RunEvent } from "../../src/job/events.ts";
import { barLine } from "../../src/report/eval/progress-line.ts";

const info = { device: "CPU (2 threads)", contextSize: 512, parallelSequences: 4 } as EngineInfo;

const siqa = { dataset: "siqa", generates: false, sharedTokens: 0, rowTokens: 10, outputAtMost: 0 };

/** A progress display on a stream that keeps what is written, with a clock that the test moves. */
function display(stream: { isTTY: boolean; columns?: number }) {
  const written: string[] = [];
  const clock = { seconds: 0 };
  const progress = new Progress({ ...stream, write: (text) => written.push(text) }, () => clock.seconds * 1000);
  const row = (state: "answered" | "reused" | "failed" = "answered", tokens = 10): RunEvent => ({
    type: "row",
    model: "tiny",
    dataset: "siqa",
    row: 0,
    state,
    tokens,
    generated: 0,
  });
  return {
    clock,
    send: (...events: RunEvent[]) => events.forEach(progress.onEvent),
    start: (rows: number) => progress.onEvent({ type: "model-start", model: "tiny", rows, work: [{ ...siqa, rows }] }),
    open: () => progress.onEvent({ type: "model-open", model: "tiny", info }),
    rows: (count: number, state?: "answered" | "reused" | "failed") => {
      for (let i = 0; i < count; i++) progress.onEvent(row(state));
    },
    text: () => written.join(""),
    lines: () => written.join("").split("\n").slice(0, -1),
  };
}

test("off a terminal a line is written for every tenth of the rows", () => {
  const { clock, start, open, rows, send, lines } = display({ isTTY: false });
  start(40);
  open();
  for (let done = 0; done < 40; done++) {
    clock.seconds += 1;
    rows(1);
  }
  send({ type: "model-end", model: "tiny" });
  expect(lines()).toEqual([
    "tiny: 40 rows",
    "tiny: CPU (2 threads), context 512, 4 sequences",
    "tiny: 4/40, 10 tokens/s, 36 s left",
    "tiny: 8/40, 10 tokens/s, 32 s left",
    "tiny: 12/40, 10 tokens/s, 28 s left",
    "tiny: 16/40, 10 tokens/s, 24 s left",
    "tiny: 20/40, 10 tokens/s, 20 s left",
    "tiny: 24/40, 10 tokens/s, 16 s left",
    "tiny: 28/40, 10 tokens/s, 12 s left",
    "tiny: 32/40, 10 tokens/s, 8.0 s left",
    "tiny: 36/40, 10 tokens/s, 4.0 s left",
    "tiny: 40/40, 10 tokens/s",
    "tiny: 40 of 40 rows in 40 s",
  ]);
});

test("a dataset of three rows gets three lines, not ten", () => {
  const { start, rows, lines } = display({ isTTY: false });
  start(3);
  rows(3);
  expect(lines().map((line) => line.slice(0, 9))).toEqual(["tiny: 3 r", "tiny: 1/3", "tiny: 2/3", "tiny: 3/3"]);
});

test("failed and reused rows are counted apart, and reused ones do not make the rest look quick", () => {
  const { clock, start, open, rows, lines } = display({ isTTY: false });
  start(20);
  open();
  rows(8, "reused");
  clock.seconds = 6;
  rows(1, "failed");
  rows(1);
  // 2 asked in 6 s, 10 to go.
  expect(lines().at(-1)).toBe("tiny: 10/20, 1 failed, 8 reused, 17 tokens/s, 30 s left");
});

test("the time that is left counts from when the model was open, the total from its start", () => {
  const { clock, start, open, rows, send, lines } = display({ isTTY: false });
  start(2);
  clock.seconds = 100;
  open();
  clock.seconds = 105;
  rows(1);
  expect(lines().at(-1)).toBe("tiny: 1/2, 2 tokens/s, 5.0 s left");
  clock.seconds = 110;
  rows(1);
  send({ type: "model-end", model: "tiny" });
  expect(lines().at(-1)).toBe("tiny: 2 of 2 rows in 1 min 50 s");
});

test("on a terminal one bar is redrawn in place, at most ten times a second and always at the end", () => {
  const { clock, start, open, rows, send, text } = display({ isTTY: true, columns: 100 });
  start(4);
  open();
  clock.seconds = 1;
  rows(1);
  clock.seconds = 1.05;
  rows(1);
  clock.seconds = 1.2;
  rows(1);
  rows(1);
  send({ type: "model-end", model: "tiny" });
  const frames = text().split("\r\x1b[2K").slice(1);
  expect(frames.slice(0, 2)).toEqual([
    "[#####...............] tiny: 1/4, 10 tokens/s, 3.0 s left",
    "[###############.....] tiny: 3/4, 25 tokens/s, 0.4 s left",
  ]);
  expect(frames.at(-1)).toMatch(/^\[#{20}\] tiny: 4\/4, 33 tokens\/s\ntiny: 4 of 4 rows in 1\.2 s\n$/);
});

test("the bar never reaches the terminal's last column", () => {
  const { start, rows, text } = display({ isTTY: true, columns: 30 });
  start(1);
  rows(1);
  expect(text().split("\x1b[2K").at(-1)).toHaveLength(29);
});

test("the bar gives its room to a long line, and wide characters count twice", () => {
  const words = "千问2.5-1.5B-Instruct: 1/2, 100 tokens/s, 3 min 20 s left";
  expect(barLine(words, 0.5, 80)).toBe(`[##########..........] ${words}`);
  expect(barLine(words, 0.5, 64)).toBe(`[##..] ${words}`);
  expect(barLine(words, 0.5, 59)).toBe(words);
  expect(barLine(words, 0.5, 3)).toBe("千");
});

test("between events the bar of an open model is drawn every second, with what was done for answers to come", () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const { clock, start, open, send, text } = display({ isTTY: true, columns: 100 });
    const seconds = (count: number) => {
      clock.seconds += count;
      vi.advanceTimersByTime(count * 1000);
    };
    start(4);
    seconds(2);
    expect(text()).not.toContain("\x1b[2K");
    open();
    seconds(1);
    expect(text().split("\x1b[2K").at(-1)).toBe("[....................] tiny: 0/4");
    send({ type: "generating", model: "tiny", read: 100, written: 20 });
    seconds(1);
    expect(text().split("\x1b[2K").at(-1)).toContain("tiny: 0/4, 60 tokens/s");
    send({ type: "model-end", model: "tiny" });
    const drawn = text();
    seconds(5);
    expect(text()).toBe(drawn);
  } finally {
    vi.useRealTimers();
  }
});

test("off a terminal answers that were stored before get one line at their end", () => {
  const { clock, start, open, rows, lines } = display({ isTTY: false });
  start(20);
  open();
  rows(18, "reused");
  clock.seconds = 4;
  rows(2);
  expect(lines().slice(2)).toEqual(["tiny: 20/20, 18 reused, 50 tokens/s"]);
});

test("a single row is called so", () => {
  const { start, rows, send, lines } = display({ isTTY: false });
  start(1);
  rows(1);
  send({ type: "model-end", model: "tiny" });
  expect([lines()[0], lines().at(-1)]).toEqual(["tiny: 1 row", "tiny: 1 of 1 row in 0.0 s"]);
});

test("a note on a terminal does not tear the bar", () => {
  const { clock, start, rows, send, text } = display({ isTTY: true });
  start(2);
  clock.seconds = 1;
  rows(1);
  send({ type: "note", text: "a note" });
  expect(text()).toMatch(/tiny: 1\/2[^\n]*\na note\n$/);
});

test("stages, notes, warnings and failures are lines of their own", () => {
  const { send, lines } = display({ isTTY: false });
  send(
    { type: "stage", stage: "infer", text: "Starting" },
    { type: "note", text: "a note" },
    { type: "warning", text: "careful" },
    { type: "task-failed", model: "tiny", dataset: "siqa", reason: "no memory", hint: "use fewer sequences" },
    { type: "task-failed", model: "tiny", dataset: "math", reason: "no memory", hint: "use fewer sequences" },
    { type: "task-failed", model: "tiny", dataset: "law", reason: "no rows" },
  );
  expect(lines()).toEqual([
    "Starting",
    "a note",
    "warning: careful",
    "failed: tiny / siqa: no memory",
    "        use fewer sequences",
    "failed: tiny / math: the same",
    "failed: tiny / law: no rows",
  ]);
});

const planning = (share: number): RunEvent => ({
  type: "planning",
  model: "tiny",
  what: "planning prompts",
  rows: 40,
  share,
});

test("on a terminal planning is a live line that is gone when the next thing is told", () => {
  const { send, start, text } = display({ isTTY: true, columns: 100 });
  send(planning(0.25), planning(0.5));
  start(40);
  const clearing = "\r\x1b[2K";
  const [before, first, second, after] = text().split(clearing);
  expect(before).toBe("");
  expect(first).toBe("[#####...............] tiny: planning prompts of 40 rows, 25 %");
  expect(second).toBe("[##########..........] tiny: planning prompts of 40 rows, 50 %");
  expect(after).toBe("tiny: 40 rows\n");
});

test("off a terminal planning is told only where it takes long, and seldom", () => {
  const { clock, send, lines } = display({ isTTY: false });
  for (let second = 0; second <= 12; second++) {
    clock.seconds = second;
    send(planning(second / 20));
  }
  expect(lines()).toEqual(["tiny: planning prompts of 40 rows, 25 %", "tiny: planning prompts of 40 rows, 50 %"]);
});
