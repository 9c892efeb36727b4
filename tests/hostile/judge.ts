// What came of a command: one of three good ends, and everything about it that should not be.

import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ended } from "./limited-child.ts";

export type End = "accepted" | "refused" | "failed task";

export const faultNames = [
  "defect",
  "uncaught",
  "signal",
  "hang",
  "memory",
  "endless output",
  "control character",
  "long text",
  "no hint",
  "unreadable words",
  "written outside",
  "connected",
  "odd exit code",
] as const;
export type FaultName = (typeof faultNames)[number];

export interface Fault {
  name: FaultName;
  /** On one line, printable. */
  evidence: string;
}

export interface Verdict {
  /** Undefined where it had none of them. */
  end: End | undefined;
  faults: Fault[];
}

export interface Traces {
  /** Places that are not those of a run. */
  changes: readonly string[];
  connects: readonly string[];
  /** Folders with tables and logs that the command may have written. */
  written: readonly string[];
}

const ends: Partial<Record<number, End>> = { 0: "accepted", 1: "failed task", 2: "refused" };

/** Of one line of standard error. */
const longestLine = 12_000;
const longestError = 32_000;

export function judge(ended: Ended, traces: Traces): Verdict {
  const { code, stdout, stderr } = ended;
  const faults = [
    ...stopFaults(ended),
    ...faultsOf("defect", /^.*defect in oc-local.*$/m, stderr, errorLine(stderr)),
    ...uncaught(stderr),
    ...controlFaults([stdout, stderr], traces.written),
    ...lengthFaults(stderr),
    ...(code === 2 ? hintFaults(stderr) : []),
    ...faultsOf("unreadable words", /^(error|hint):.*(\[object Object\]|(?<!received |is )\bundefined\b).*$/m, stderr),
    ...list("written outside", traces.changes),
    ...list("connected", traces.connects),
  ];
  const end = code === null ? undefined : ends[code];
  if (end === undefined && faults.length === 0) faults.push({ name: "odd exit code", evidence: String(code) });
  return { end, faults };
}

function stopFaults({ stopped, signal, cpuMs, peakBytes, code }: Ended): Fault[] {
  const used = `${(cpuMs / 1000).toFixed(1)} s of computing, ${Math.round(peakBytes / 2 ** 20)} MiB`;
  if (stopped === "time") return [{ name: "hang", evidence: used }];
  if (stopped === "memory") return [{ name: "memory", evidence: used }];
  if (stopped === "output") return [{ name: "endless output", evidence: used }];
  if (signal !== null) return [{ name: "signal", evidence: `${signal}, ${used}` }];
  return code === null ? [{ name: "uncaught", evidence: "ended without a code" }] : [];
}

/** A stack without the words that go with a defect: of Node's own report, or of a library. */
function uncaught(stderr: string): Fault[] {
  if (stderr.includes("defect in oc-local")) return [];
  return faultsOf("uncaught", /^ +at .*(file:|node:).*$/m, stderr, errorLine(stderr));
}

function errorLine(stderr: string): string {
  return /^.*(error|Error):.*$/m.exec(stderr)?.[0] ?? "";
}

/** Line ends and tabs are meant. */
const control = /[^\n]{0,40}(?![\t\n])[\p{Cc}\p{Bidi_Control}][^\n]{0,40}/u;

function controlFaults(streams: readonly string[], folders: readonly string[]): Fault[] {
  const onScreen = streams.flatMap((text) => faultsOf("control character", control, text));
  const inTables = folders.flatMap(textFiles).flatMap((path) => {
    const [fault] = faultsOf("control character", control, readFileSync(path, "utf8"));
    return fault === undefined ? [] : [{ ...fault, evidence: `${path}: ${fault.evidence}` }];
  });
  return [...onScreen, ...inTables].slice(0, 2);
}

const textNames = /\.(md|csv|txt|out)$/;

function textFiles(folder: string): string[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && textNames.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function lengthFaults(stderr: string): Fault[] {
  const longest = Math.max(...stderr.split("\n").map((line) => line.length));
  if (longest <= longestLine && stderr.length <= longestError) return [];
  return [
    { name: "long text", evidence: `${stderr.length} characters, a line of ${longest}: ${oneLine(errorLine(stderr))}` },
  ];
}

/** What needs none says itself what was expected or what to write (tests/cli/every-hint.test.ts lists them). */
const saysItself = /expected|not valid|unknown field|did you mean|leave|contradict|name all|anchors|the most that/;

/** Commander's own refusals name the help in its place. */
function hintFaults(stderr: string): Fault[] {
  return /^hint:|\(see oc-local/m.test(stderr) || saysItself.test(stderr)
    ? []
    : [{ name: "no hint", evidence: oneLine(errorLine(stderr)) }];
}

function faultsOf(name: FaultName, pattern: RegExp, text: string, evidence?: string): Fault[] {
  const found = pattern.exec(text);
  return found === null ? [] : [{ name, evidence: oneLine(evidence || found[0]) }];
}

function list(name: FaultName, items: readonly string[]): Fault[] {
  return items.length === 0 ? [] : [{ name, evidence: oneLine(items.slice(0, 3).join(", ")) }];
}

/** Escaped, so that it can be shown itself. */
function oneLine(text: string): string {
  return JSON.stringify(text.slice(0, 300))
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .slice(1, -1);
}
