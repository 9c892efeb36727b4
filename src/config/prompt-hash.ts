// The prompt hash of the table's version column: SHA-256 of the asking part of a definition in the JSON that Python's
// json.dumps(sort_keys=True) writes for OpenCompass's infer_cfg (docs/exactness.md E14.1). Equal digits mean equal prompts.
// JavaScript knows neither 1.0 beside 1 nor integer beside text keys: whole numbers hash as integers, and keys that all
// are integers sort as such.

import { createHash } from "node:crypto";
import type { LabelPair } from "../core/prompt.ts";
import { pyFloat } from "../core/python-text.ts";
import type { PartSpec } from "../core/spec.ts";
import { upstreamNames } from "../core/upstream-names.ts";
import type { DatasetConfig } from "./dataset-schema.ts";

type Infer = DatasetConfig["infer"];
type TemplateConfig = NonNullable<Infer["promptTemplate"]>;

/** 64 hex digits; the table shows the first six. */
export function promptHash(infer: Infer): string {
  return sha256(pythonJson(upstreamForm(infer)));
}

/** The definition under OpenCompass's keys and class names. */
function upstreamForm(infer: Infer): Record<string, unknown> {
  const { fix_id_list, ...retriever } = partForm(infer.retriever, upstreamNames.retrievers);
  const inferencer = partForm(infer.inferencer, upstreamNames.inferencers);
  return {
    ice_template: infer.iceTemplate && templateForm(infer.iceTemplate),
    prompt_template: infer.promptTemplate && templateForm(infer.promptTemplate),
    retriever,
    // Upstream moves the list here, where its older configs had it (docs/exactness.md E14.2).
    inferencer: fix_id_list === undefined ? inferencer : { ...inferencer, fix_id_list },
  };
}

function templateForm({ template, iceToken, sepToken, upstreamType }: TemplateConfig): Record<string, unknown> {
  const perLabel = Array.isArray(template)
    ? Object.fromEntries(template.map(([label, one]) => [jsonKey(label), one]))
    : template;
  return { type: upstreamType ?? upstreamNames.template, template: perLabel, ice_token: iceToken, sep_token: sepToken };
}

/** What Python's json makes of a key that is no text. */
function jsonKey(label: LabelPair[0]): string {
  return typeof label === "string" ? label : pythonJson(label);
}

function partForm(
  { type, ...options }: PartSpec,
  names: Readonly<Record<string, string>>,
): Record<string, unknown> & { fix_id_list?: unknown } {
  const name = typeof type === "string" ? (names[type] ?? type) : type.name;
  const renamed = Object.entries(options).map(([key, value]) => [snakeCase(key), value]);
  return { type: name, ...Object.fromEntries(renamed) };
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** As `json.dumps(value, sort_keys=True)` writes it. */
export function pythonJson(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : pyFloat(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (value === null || typeof value !== "object") return String(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${sorted(entries)
    .map(([key, inner]) => `${quote(key)}: ${pythonJson(inner)}`)
    .join(", ")}}`;
}

/** In the order of Python's sort_keys (docs/exactness.md E14.3). */
function sorted(entries: [string, unknown][]): [string, unknown][] {
  if (entries.every(([key]) => /^(0|-?[1-9]\d*)$/.test(key))) return entries.sort(([a], [b]) => Number(a) - Number(b));
  return entries.sort(([a], [b]) => compareCodePoints(a, b));
}

// UTF-8 bytes sort as code points do; UTF-16 units do not.
function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** JSON's own escapes, and \uXXXX for every UTF-16 unit outside printable ASCII. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
