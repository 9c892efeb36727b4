// Valid JSON made hostile: first its values, then its text.

import type { JsonObject, JsonValue } from "../../src/core/json.ts";
import { chance, type Draw, pick, sizeUpTo } from "./draw.ts";
import { hostileJson, hostileNumber, hostileText } from "./hostile-values.ts";

interface Spot {
  holder: JsonObject | JsonValue[];
  key: string | number;
}

/** @returns A changed copy. */
export function mutateJson(draw: Draw, value: JsonValue, changes = 1 + draw(3)): JsonValue {
  const root: JsonObject = { value: structuredClone(value) };
  for (let left = changes; left > 0; left--) {
    const spots = spotsIn(root.value as JsonValue);
    if (spots.length === 0 || chance(draw, 40)) root.value = hostileJson(draw);
    else changeAt(draw, pick(draw, spots), spots);
  }
  return root.value as JsonValue;
}

/** Arrays and texts may be long: a spot is found in each, wherever it is. */
function spotsIn(value: JsonValue): Spot[] {
  if (typeof value !== "object" || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => {
    const spot = { holder: value as JsonObject, key: key as string };
    return [spot, ...spotsIn((value as JsonObject)[key as string] as JsonValue)];
  });
}

function changeAt(draw: Draw, { holder, key }: Spot, spots: readonly Spot[]): void {
  const at = holder as JsonObject;
  const name = key as string;
  const old = at[name] as JsonValue;
  switch (draw(9)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(key as number, 1);
      else delete at[name];
      return;
    case 1:
      at[name] = [old, old];
      return;
    case 2:
      if (!Array.isArray(holder)) Object.defineProperty(at, hostileText(draw), { value: old, ...plainProperty });
      return;
    case 3: {
      const other = pick(draw, spots);
      const swapped = structuredClone((other.holder as JsonObject)[other.key as string]) as JsonValue;
      at[name] = swapped;
      return;
    }
    case 4:
      at[name] = typeof old === "string" ? `${old}${hostileText(draw)}` : hostileNumber(draw);
      return;
    case 5:
      at[name] = textMark(pick(draw, ["nest", "nestObjects", "digits", "raw", "twice"]), sizeUpTo(draw, 100_000));
      return;
    default:
      at[name] = hostileJson(draw);
  }
}

const plainProperty = { enumerable: true, configurable: true, writable: true };

/** Stands for what no JSON value can hold until it is written. */
function textMark(what: string, size: number): string {
  return `@${what}:${size}@`;
}

/** With what `mutateJson` could only mark, and now and then a text that is no JSON any more. */
export function jsonText(draw: Draw, value: JsonValue, indent?: number): string {
  const text = JSON.stringify(value, null, indent).replace(/"@(\w+):(\d+)@"/g, (_, what: string, size: string) =>
    unwritable(what, Number(size)),
  );
  return chance(draw, 4) ? brokenText(draw, text) : text;
}

function unwritable(what: string, size: number): string {
  if (what === "nest") return `${"[".repeat(size)}${"]".repeat(size)}`;
  if (what === "nestObjects") return `${'{"a":'.repeat(size)}1${"}".repeat(size)}`;
  if (what === "digits") return `1${"0".repeat(size)}`;
  if (what === "twice") return '{"a":1,"a":2,"__proto__":{"polluted":1}}';
  return `"raw\u001b]0;owned\u0007 \u0000 \\ud800 ${"x".repeat(size)}"`;
}

function brokenText(draw: Draw, text: string): string {
  const at = draw(text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (draw(8)) {
    case 0:
      return before;
    case 1:
      return `${before}${hostileText(draw)}${after}`;
    case 2:
      return `\ufeff${text}`;
    case 3:
      return `${text}${text}`;
    case 4:
      return text.replaceAll('"', "'");
    case 5:
      return `${before}// comment\n${after}`;
    case 6:
      return "[".repeat(sizeUpTo(draw, 1_000_000));
    default:
      return `${before}${after.slice(1 + draw(4))}`;
  }
}
