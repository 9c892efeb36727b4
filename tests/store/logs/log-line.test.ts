import { expect, test } from "vitest";
import type { EngineInfo } from "../../../src/engines/engine.ts";
import type { RunEvent } from "../../../src/job/events.ts";
import type { LogFormat } from "../../../src/job/invocation.ts";
import { formatLogLine, toLogLine } from "../../../src/store/logs/log-line.ts";

const info = {
  engine: "llama",
  device: "CPU (2 threads)",
  contextSize: 512,
  parallelSequences: 16,
  versions: { "llama.cpp": "b1" },
  memory: { weights: 3, kvCache: 2, compute: 1, gpuLayers: null },
  chatTemplate: "a long template",
} as unknown as EngineInfo;
const task = { model: "tiny", dataset: "siqa" };
const counts = { rows: 12, answered: 9, reused: 2, failed: 1, tokens: 900, generated: 0, seconds: 4.5 };

const events: RunEvent[] = [
  { type: "model-open", model: "tiny", info },
  { type: "task-start", stage: "infer", ...task, rows: 12, by: "perplexity" },
  { type: "task-progress", ...task, ...counts, answered: 2 },
  { type: "row", ...task, row: 3, state: "failed", tokens: 0, generated: 0, reason: "no room" },
  { type: "warning", model: "tiny", text: "the inference process was killed\n        | ggml abort\u001b[2J" },
  { type: "task-end", stage: "infer", ...task, ...counts },
  { type: "task-failed", ...task, reason: "r", hint: "less", stack: "Error: r\n    at open (a.ts:1)\n    at b" },
  { type: "task-start", stage: "eval", ...task, rows: 12, by: "accuracy" },
  { type: "task-end", stage: "eval", ...task, rows: 12, seconds: 0.1, metrics: { accuracy: 75 } },
];

function lines(format: LogFormat): string[] {
  const time = new Date(2026, 1, 20, 12, 0, 0, 123);
  return events.flatMap((event) => {
    const line = toLogLine(event, time);
    return line === undefined ? [] : [formatLogLine(line, format)];
  });
}

test("as text, events have the form of OpenCompass's log lines, and begin at a bracket each", () => {
  expect(lines("text").join("\n")).toMatchInlineSnapshot(`
    "[2026-02-20 12:00:00,123] [oc-local.engines.llama] [INFO] tiny: CPU (2 threads), context 512, 16 sequences, llama.cpp b1
    [2026-02-20 12:00:00,123] [oc-local.inferencers.perplexity] [INFO] Starting inference process...
        tiny / siqa: 12 rows
    [2026-02-20 12:00:00,123] [oc-local.run] [INFO] tiny / siqa: 5 of 12 rows in 4.5 s, 2 answered, 2 reused, 1 failed, 200 tokens/s
    [2026-02-20 12:00:00,123] [oc-local.run] [ERROR] tiny / siqa: row 3: no room
    [2026-02-20 12:00:00,123] [oc-local.run] [WARNING] tiny: the inference process was killed
                | ggml abort [2J
    [2026-02-20 12:00:00,123] [oc-local.run] [INFO] tiny / siqa: 12 of 12 rows in 4.5 s, 9 answered, 2 reused, 1 failed, 200 tokens/s
    [2026-02-20 12:00:00,123] [oc-local.run] [ERROR] tiny / siqa failed: r
        less
        at open (a.ts:1)
        at b
    [2026-02-20 12:00:00,123] [oc-local.evaluators.accuracy] [INFO] tiny / siqa: 12 rows
    [2026-02-20 12:00:00,123] [oc-local.run] [INFO] tiny / siqa: accuracy 75; 12 rows in 0.1 s"
  `);
});

test("as JSON, an event is a line with its time, level, text and fields", () => {
  const parsed = lines("json").map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(parsed).toHaveLength(events.length);
  expect(parsed[0]).toEqual({
    time: new Date(2026, 1, 20, 12, 0, 0, 123).toISOString(),
    level: "info",
    text: "tiny: CPU (2 threads), context 512, 16 sequences, llama.cpp b1",
    type: "model-open",
    model: "tiny",
    engine: "llama",
    device: "CPU (2 threads)",
    versions: { "llama.cpp": "b1" },
    contextSize: 512,
    parallelSequences: 16,
    memory: { weights: 3, kvCache: 2, compute: 1, gpuLayers: null },
  });
  expect(parsed[1]).toMatchObject({ type: "task-start", text: "Starting inference process...", dataset: "siqa" });
  expect(parsed[4]).toMatchObject({
    type: "warning",
    model: "tiny",
    text: expect.stringMatching(/^tiny: the inf/) as string,
  });
  expect(parsed[6]).toMatchObject({
    level: "error",
    reason: "r",
    hint: "less",
    stack: expect.stringContaining("at b") as string,
  });
});

test("an answered row is no line", () => {
  const row = { type: "row", ...task, row: 0, state: "answered", tokens: 5, generated: 0 } as const;
  expect(toLogLine(row, new Date())).toBeUndefined();
});

test("secrets are masked in every field", () => {
  const event = {
    type: "task-failed",
    ...task,
    reason: "GET https://u:hunter2@h/x",
    stack: "E\n    at f (https://u:hunter2@h)",
  } as const;
  const line = toLogLine(event, new Date());
  for (const format of ["json", "text"] as const) {
    const text = line === undefined ? "" : formatLogLine(line, format);
    expect(text).toContain("https://***@h");
    expect(text).not.toContain("hunter2");
  }
});
