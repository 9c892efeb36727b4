// One event of a run as a line of a log: JSON for programs, or text in the form of OpenCompass's logs,
// `[2026-02-20 12:00:00,123] [oc-local.run] [INFO] Evaluating stored answers`.

import { alarmTitles } from "../../core/alarm.ts";
import { counted } from "../../core/counted.ts";
import { duration } from "../../core/duration.ts";
import type { JsonObject } from "../../core/json.ts";
import { placed } from "../../core/place.ts";
import { printable } from "../../core/printable.ts";
import { visibleJson } from "../../core/visible-text.ts";
import type { EngineInfo } from "../../engines/engine.ts";
import type { RunEvent, TaskCounts } from "../../job/events.ts";
import { settledRows } from "../../job/events.ts";
import type { LogFormat } from "../../job/invocation.ts";
import { redact } from "../workspace/redact.ts";

export type LogLevel = "info" | "warning" | "error";

export interface LogLine {
  time: Date;
  level: LogLevel;
  /** Where it comes from: "oc-local.run". */
  module: string;
  /** One line, or several: what a process printed before it died. */
  text: string;
  /** What `fields` says too: hint and stack of a failure. */
  details: string[];
  /** What a program reads; names of its fields are those of the event. */
  fields: JsonObject;
  event: RunEvent;
}

/** Secrets are masked. Undefined for what is stored elsewhere: answered rows are in the journal. */
export function toLogLine(event: RunEvent, time: Date): LogLine | undefined {
  const worded = wordsOf(event);
  if (worded === undefined) return undefined;
  const { level = "info", module = "oc-local.run", text, details = [] } = worded;
  return { time, level, module, event, ...redact({ text, details, fields: fieldsOf(event) }) };
}

export function formatLogLine(line: LogLine, format: LogFormat): string {
  if (format === "text") return formatText(line);
  const { time, level, text, fields } = line;
  return visibleJson({ time: time.toISOString(), level, text, ...fields });
}

/** Lines behind the first are indented, so that each event begins at a bracket. */
export function formatText({ time, level, module, text, details }: LogLine): string {
  const [first = "", ...more] = [...text.split("\n"), ...details].map(printable);
  const head = `[${formatTime(time)}] [${module}] [${level.toUpperCase()}] ${first}`;
  return [head, ...more.map((line) => `${indent}${line}`)].join("\n");
}

export const indent = "    ";

interface Words {
  level?: LogLevel;
  module?: string;
  text: string;
  details?: string[];
}

function wordsOf(event: RunEvent): Words | undefined {
  switch (event.type) {
    case "stage":
      return { text: event.text };
    case "note":
      return { text: placed(event, event.text) };
    case "warning":
      return { level: "warning", text: placed(event, event.text) };
    case "model-start":
      return { text: placed(event, counted(event.rows, "row")) };
    case "model-open":
      return { module: `oc-local.engines.${event.info.engine}`, text: placed(event, describeEngine(event.info)) };
    case "planning":
    case "generating":
      return undefined;
    case "model-end":
      return { text: placed(event, "end of its inference") };
    case "task-start":
      return event.stage === "infer"
        ? {
            module: `oc-local.inferencers.${event.by}`,
            // The words and the form of OpenCompass's line, which scripts wait for.
            text: "Starting inference process...",
            details: [placed(event, counted(event.rows, "row"))],
          }
        : { module: `oc-local.evaluators.${event.by}`, text: placed(event, counted(event.rows, "row")) };
    case "task-progress":
      return { text: placed(event, describeCounts(event)) };
    case "task-end":
      return { text: placed(event, event.stage === "infer" ? describeCounts(event) : describeScore(event)) };
    case "row":
      return event.reason === undefined ? undefined : { level: "error", text: placed(event, event.reason) };
    case "alarm":
      return { level: "warning", text: placed(event, `${alarmTitles[event.alarm.code]}: ${event.alarm.message}`) };
    case "task-failed":
      return {
        level: "error",
        text: `${event.model} / ${event.dataset} failed: ${event.reason}`,
        details: [event.hint ?? [], stackFrames(event.stack)].flat(),
      };
  }
}

/** Where something was thrown, innermost first; without the message, which is told. */
export function stackFrames(stack: string | undefined): string[] {
  const lines = stack?.split("\n").map((line) => line.trim()) ?? [];
  return lines.filter((line) => line.startsWith("at "));
}

function describeEngine({ device, contextSize, parallelSequences, versions }: EngineInfo): string {
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [device, `context ${contextSize}`, counted(parallelSequences, "sequence"), ...libraries].join(", ");
}

function describeCounts(counts: TaskCounts): string {
  const { rows, answered, reused, failed, tokens, seconds } = counts;
  const parts = [
    `${settledRows(counts)} of ${rows} rows in ${duration(seconds)}`,
    `${answered} answered`,
    `${reused} reused`,
    `${failed} failed`,
    tokens > 0 && `${Math.round(tokens / Math.max(seconds, 0.001))} tokens/s`,
  ];
  return parts.filter((part) => part !== false).join(", ");
}

function describeScore({ metrics, rows, seconds }: { metrics?: object; rows: number; seconds: number }): string {
  const scores = Object.entries(metrics ?? {}).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return `${scores.length === 0 ? "no score" : scores.join(", ")}; ${counted(rows, "row")} in ${duration(seconds)}`;
}

function fieldsOf(event: RunEvent): JsonObject {
  if (event.type === "model-start") return { type: event.type, model: event.model, rows: event.rows };
  if (event.type !== "model-open") {
    // The text that is told has the place in front.
    const { text: _told, ...fields } = JSON.parse(JSON.stringify(event)) as JsonObject;
    return fields;
  }
  const { engine, device, contextSize, parallelSequences, versions, memory } = event.info;
  const { weights, kvCache, compute, gpuLayers } = memory;
  const sizes = { contextSize, parallelSequences, memory: { weights, kvCache, compute, gpuLayers } };
  return { type: event.type, model: event.model, engine, device, versions, ...sizes };
}

/** As Python's logging writes it: 2026-02-20 12:00:00,123, local time. */
function formatTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${time},${String(date.getMilliseconds()).padStart(3, "0")}`;
}
